/* The index as the browser sees it: a manifest, and the parts that a query needs (generator/search/shards.py). */
sauat.index = (() => {
  const open = lang => sauat.load(lang, "search/" + lang + ".js");
  const part = (manifest, lang, name) => sauat.load(lang + "/" + name, manifest.folder + name + ".js");

  /* Numbers of the shards that may hold a term from one place in the order to another. */
  function between(starts, from, to) {
    const numbers = [];
    for (let n = 0; n < starts.length && starts[n] <= to; n++) {
      if (n + 1 === starts.length || starts[n + 1] >= from) numbers.push(n);
    }
    return numbers;
  }

  /* The terms of an index that stand near a word: those it begins, and itself, marked as a whole title or not. */
  async function near(lang, word, beginnings) {
    const manifest = await open(lang);
    const numbers = between(manifest.starts, word, word + (beginnings ? "\uffff" : ""));
    const shards = await Promise.all(numbers.map(n => part(manifest, lang, "t" + n)));
    return Object.assign(Object.create(null), ...shards);
  }

  async function card(lang, number) {
    const manifest = await open(lang);
    const block = await part(manifest, lang, "c" + Math.floor(number / manifest.cards));
    const [path, title, place, text] = block[number % manifest.cards];
    return { url: sauat.root + path, title, place, text };
  }

  /* Documents of a kind stand together: the last run that begins at or before the number tells. */
  function kind(manifest, number) {
    const runs = manifest.kinds.filter(([, first]) => first <= number);
    return manifest.order[runs[runs.length - 1][0]];
  }

  /* Stem in the other language -> stems of this one, by the glossary. */
  const synonyms = async lang => Object.assign(Object.create(null), await part(await open(lang), lang, "s"));

  return { open, near, card, kind, synonyms };
})();
