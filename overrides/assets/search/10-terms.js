/* Twin of generator/search/terms.py: from what was typed to the terms of the index. */
sauat.terms = (() => {
  const LONGEST = 7;
  const idle = new Set("kz www http https html".split(" "));
  const words = text => sauat.words(text).map(found => found.word).filter(word => !idle.has(word));
  const of = (word, lang) => sauat.stem(word, lang).slice(0, LONGEST);
  return {
    words,
    /* The term of one word. */
    of,
    /* The mark of a whole title or host. */
    whole: (text, lang) => "=" + words(text).map(word => of(word, lang)).join(" ")
  };
})();
