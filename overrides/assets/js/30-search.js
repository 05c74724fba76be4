/* window.sauat.search(text, {lang, kinds}) -> Promise<[{url, title, kind, score, marks, place, text}]>, best first.
   First form: looks through all the texts of a language. Words match by their beginnings, so that endings do not matter. */
sauat.search = (() => {
  const WEIGHT = { title: 5, place: 2, text: 1 };
  const indexed = new Map();

  function index(lang) {
    return sauat.load(lang, "search/" + lang + ".js").then(data => {
      if (!indexed.has(lang)) {
        indexed.set(lang, data.rows.map(([kind, path, title, place, text]) => ({
          kind: data.kinds[kind], url: sauat.root + path, title, place, text,
          words: { title: sauat.words(title), place: sauat.words(place), text: sauat.words(text) }
        })));
      }
      return indexed.get(lang);
    });
  }

  /* How well a word of a text answers a word asked for: 3 the same, 2 its beginning, 1 the same stem by sight, 0 another. */
  function likeness(asked, word) {
    if (word === asked) return 3;
    if (word.startsWith(asked)) return 2;
    let same = 0;
    while (same < word.length && word[same] === asked[same]) same++;
    if (same >= 6) return 1;
    return same >= 4 && (same === word.length || same >= Math.max(asked.length, word.length) - 3) ? 1 : 0;
  }

  function score(doc, asked) {
    const marks = new Set();
    let total = 0, met = 0;
    for (const question of asked) {
      let best = 0;
      for (const field in WEIGHT) {
        for (const { word } of doc.words[field]) {
          const like = likeness(question, word);
          if (like) { marks.add(word); best = Math.max(best, like * WEIGHT[field]); }
        }
      }
      total += best;
      met += best > 0;
    }
    const whole = doc.words.title.length === asked.length && met === asked.length ? 10 : 0;
    return { score: (total + whole) * (met / asked.length) ** 2, marks: [...marks] };
  }

  return (text, { lang = sauat.lang, kinds } = {}) => {
    const asked = [...new Set(sauat.words(text).map(found => found.word))].slice(0, 12);
    if (!asked.length) return Promise.resolve([]);
    return index(lang).then(docs => docs
      .filter(doc => !kinds || kinds.includes(doc.kind))
      .map(({ url, title, kind, place, text, ...rest }) => ({ url, title, kind, place, text, ...score(rest, asked) }))
      .filter(result => result.score > 0)
      .sort((a, b) => b.score - a.score));
  };
})();

/* Interface words come with the shard, in its language. */
sauat.say = (data, lang, key, values) => {
  const forms = data.words[key];
  const form = typeof forms === "string" ? forms : forms[new Intl.PluralRules(lang).select(values.n)] || forms.other;
  return form.replace(/\{(\w+)\}/g, (gap, name) => values[name]);
};

/* The header's field: the index starts loading when the reader turns to it. */
sauat.modules.search = input => {
  input.addEventListener("focus", () => sauat.search("а").catch(() => {}), { once: true });
};
