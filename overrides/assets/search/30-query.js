/* The engine behind sauat.search. Scores are lunr's: the dot product of query and document, over the query's length. */
sauat.engine = (() => {
  const BEGUN = 0.5, GUESSED = 0.5, MOST = 24, RARE = 3;

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
      before = row; row = next;
    }
    return row[b.length];
  }

  /* One word asked for -> {term: boost}; a word still being typed answers by its beginning, an unknown one by its likes. */
  async function expand(lang, word, typing) {
    const stem = sauat.terms.of(word, lang);
    const found = Object.create(null);
    const shelf = await sauat.index.near(lang, stem, typing);
    if (shelf[stem]) found[stem] = { steps: shelf[stem], boost: 1 };
    if (typing) {
      const begun = Object.keys(shelf).filter(term => term !== stem && term[0] !== "=" && term.startsWith(word)).sort((a, b) => a.length - b.length);
      for (const term of begun.slice(0, MOST)) found[term] = { steps: shelf[term], boost: BEGUN };
    }
    /* A word that hardly occurs may be the other language's: what the glossary calls it here is asked for as well. */
    if (!typing && (!found[stem] || found[stem].steps.length <= 2 * RARE)) {
      const meant = (await sauat.index.synonyms(lang))[stem] || [];
      for (const term of meant) {
        const shelf = await sauat.index.near(lang, term, false);
        if (shelf[term]) found[term] = { steps: shelf[term], boost: 1 };
      }
    }
    if (!Object.keys(found).length && stem.length > 4) {
      const most = word.length >= 9 ? 2 : 1;
      const likes = await sauat.index.near(lang, stem.slice(0, 2), true);
      const guesses = Object.keys(likes).filter(term => term[0] !== "=").map(term => [slips(stem, term, most), term]).filter(([n]) => n <= most).sort((a, b) => a[0] - b[0]);
      for (const [, term] of guesses.slice(0, 3)) found[term] = { steps: likes[term], boost: GUESSED, guess: true };
    }
    return found;
  }

  /* {term: {steps, boost}} -> [[document, score] …], best first: lunr's score of every document that has a term of the query. */
  function rank(clauses) {
    const scores = new Map();
    let square = 0;
    for (const { steps, boost } of Object.values(clauses)) {
      square += boost * boost;
      for (let at = 0, number = 0; at < steps.length; at += 2) {
        number += steps[at];
        scores.set(number, (scores.get(number) || 0) + boost * steps[at + 1]);
      }
    }
    const length = 1000 * Math.sqrt(square);
    return [...scores].map(([number, score]) => [number, score / length]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  /* As the text stands; when that finds nothing, as it may have been meant. */
  async function search(text, options = {}) {
    const results = await ask(text, options);
    if (results.total && !results.guessed) return results;
    for (const reading of sauat.typed(text)) {
      const others = await ask(reading, options);
      if (others.total && !others.guessed) return Object.assign(others, { guessed: true, shown: reading });
    }
    return results;
  }

  async function ask(text, { lang = sauat.lang, kinds, limit = 10, typing = false }) {
    const manifest = await sauat.index.open(lang);
    const words = sauat.terms.words(text).slice(0, 12);
    if (!words.length) return Object.assign([], { total: 0, counts: {}, guessed: false });
    const last = words.length - 1;
    const groups = await Promise.all(words.map((word, n) => expand(lang, word, typing && n === last)));
    const whole = sauat.terms.whole(text, lang);
    const titles = await sauat.index.near(lang, whole.slice(1), false);
    const clauses = Object.assign(Object.create(null), ...groups);
    if (titles[whole]) clauses[whole] = { steps: titles[whole], boost: 1 };
    const every = rank(clauses).map(([number, score]) => ({ number, kind: sauat.index.kind(manifest, number), score }));
    const counts = {};
    for (const { kind } of every) counts[kind] = (counts[kind] || 0) + 1;
    const order = every.filter(({ kind }) => !kinds || kinds.includes(kind));
    const asked = new Set(Object.keys(clauses));
    const results = await Promise.all(order.slice(0, limit).map(async ({ number, kind, score }) => {
      const card = await sauat.index.card(lang, number);
      return { ...card, kind, score, marks: marks(card, asked, lang) };
    }));
    return Object.assign(results, { total: order.length, counts, guessed: Object.values(clauses).some(clause => clause.guess) });
  }

  /* The words of a card that answer the query, in any of their forms. */
  const marks = ({ title, place, text }, asked, lang) =>
    [...new Set(sauat.words(title + " " + place + " " + text).map(found => found.word).filter(word => asked.has(sauat.terms.of(word, lang))))];

  return { search, rank };
})();
