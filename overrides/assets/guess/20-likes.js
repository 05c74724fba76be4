/* Words that are like a mistyped one. */
sauat.likes = (() => {
  const ROWS = ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

  /* Files of names that may be read whole when nothing else helps. */
  const FEW = 8;

  /* Insertions, deletions, changes and swaps of neighbours between two words, or more than `most`. */
  function slips(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [], row = Array.from({ length: b.length + 1 }, (_, n) => n);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      before = row; row = next;
    }
    return row[b.length];
  }

  /* How far a typed word is from a term. A term that is cut off is the beginning of a word; one that is not may have an ending,
     and since the word was not found as it stands, a slip is in that ending. */
  function distance(forms, word, term, most) {
    const { longest } = sauat.terms;
    if (term.length < longest) {
      const ending = word.length - term.length;
      const begins = ending > 0 && term.length > 3 && word.startsWith(term) ? 1 + ending / 10 : most + 1;
      return Math.min(begins, ...forms.map(form => slips(form, term, most)));
    }
    let nearest = most + 1;
    for (const form of forms) {
      for (let end = longest - 1; end <= longest + most && end <= form.length; end++) nearest = Math.min(nearest, slips(form.slice(0, end), term, most));
    }
    return nearest;
  }

  /* Letters on the keys beside a letter's. */
  function beside(letter) {
    const row = ROWS.find(one => one.includes(letter)) || "";
    const at = row.indexOf(letter);
    return [row[at - 1], row[at + 1]].filter(Boolean);
  }

  /* The two likeliest terms of an index, by slips and then by frequency. A word's first letter is taken as right, and only then
     as a slip itself. One slip from five letters, two from nine. */
  return async (index, word) => {
    const most = word.length >= 9 ? 2 : word.length >= 5 ? 1 : 0;
    if (!most) return [];
    const forms = [word, sauat.stem(word, "kk"), sauat.stem(word, "ru")].map(form => form.replace(/ы/g, "и"));
    const every = index.manifest.names.length < FEW ? [""] : [];
    for (const letters of [[word[0]], [word[1], ...beside(word[0])], every]) {
      const names = (await Promise.all([...new Set(letters)].map(index.names))).flat();
      const near = names.map(([term, frequency]) => ({ term, frequency, far: distance(forms, word, term, most) }))
        .filter(({ far }) => far <= most).sort((a, b) => a.far - b.far || b.frequency - a.frequency);
      if (near.length) return near.filter(({ far }) => far === near[0].far).slice(0, 2).map(({ term }) => term);
    }
    return [];
  };
})();
