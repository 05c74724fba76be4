/* Twin of generator/text/terms.py, built with the same rules: from what was typed to the terms of the index. */
sauat.terms = (() => {
  const { longest, idle } = TERM_RULES;
  const known = { kk: new Map(), ru: new Map() };
  const words = text => sauat.words(text).map(found => found.word).filter(word => !idle.includes(word));
  function of(word, lang) {
    if (!known[lang].has(word)) known[lang].set(word, sauat.stem(word, lang).slice(0, longest).replace(/ы/g, "и"));
    return known[lang].get(word);
  }
  return {
    longest,
    words,
    /* The term of one word. */
    of,
    /* Its terms in both languages, the first language's first. */
    both: (word, lang) => [...new Set([of(word, lang), of(word, lang === "kk" ? "ru" : "kk")])],
    /* The mark of a whole title or host. */
    whole: (text, lang) => "=" + words(text).map(word => of(word, lang)).join(" ")
  };
})();
