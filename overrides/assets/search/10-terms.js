/* Twin of generator/text/terms.py, built with the same rules: from what was typed to the terms of the index. */
sauat.terms = (() => {
  const { longest, idle } = TERM_RULES;
  const words = text => sauat.words(text).map(found => found.word).filter(word => !idle.includes(word));
  const of = (word, lang) => sauat.stem(word, lang).slice(0, longest);
  return {
    words,
    /* The term of one word. */
    of,
    /* The mark of a whole title or host. */
    whole: (text, lang) => "=" + words(text).map(word => of(word, lang)).join(" ")
  };
})();
