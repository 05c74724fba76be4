/* What a query asks for: its pieces, each as {clauses: {term: {posting, boost}}, words, missing, as}. */
sauat.query = (() => {
  const BEGUN = 0.5, GUESSED = 0.5;
  /* Letters of a query that are read, pieces between its spaces, letters of a word. */
  const TEXT = 200, PIECES = 12, WORD = 30;
  /* Pieces that may be read in another way than they stand. */
  const GUESSES = 5;
  /* Words that a begun one may become; up to how many documents a word may be the other language's. */
  const BEGINNINGS = 12, RARE = 3;

  const marks = text => ["kk", "ru"].map(lang => sauat.terms.whole(text, lang)).filter(mark => mark !== "=");
  const words = text => sauat.terms.words(text).map(word => word.slice(0, WORD));
  const nothing = clauses => !Object.keys(clauses).length;

  async function clauses(index, terms, more) {
    const found = await index.find(terms);
    for (const term in found) found[term] = { posting: found[term], boost: 1, ...more };
    return found;
  }

  /* A word as it stands: by its stem in the page's language, in the other, and by what the glossary calls it here. */
  async function plainly(index, lang, word) {
    const terms = sauat.terms.both(word, lang);
    const found = await clauses(index, terms);
    if (found[terms[0]] && found[terms[0]].posting.count > RARE) return found;
    const synonyms = await index.synonyms();
    return Object.assign(await clauses(index, terms.flatMap(term => synonyms[term] || [])), found);
  }

  /* A word still being typed: the most frequent ones that begin so, and what it is as it stands. */
  async function begun(index, lang, word) {
    const names = word.length < 2 ? [] : await index.names(word.slice(0, sauat.terms.longest).replace(/ы/g, "и"));
    const likely = names.sort((a, b) => b[1] - a[1] || a[0].length - b[0].length).slice(0, BEGINNINGS);
    return Object.assign(await clauses(index, likely.map(([term]) => term), { boost: BEGUN, begun: true }), await plainly(index, lang, word));
  }

  const guessed = async (index, word) => clauses(index, await sauat.likes(index, word), { boost: GUESSED, guess: word });

  /* Every word of a text by one way; `missing` are those it finds nothing for. */
  async function each(text, way) {
    const all = words(text);
    const found = await Promise.all(all.map((word, n) => way(word, n === all.length - 1)));
    return { clauses: Object.assign(Object.create(null), ...found), words: all, missing: all.filter((_, n) => nothing(found[n])) };
  }
  const whole = read => read.words.length && !read.missing.length;

  /* What is a host or a name in Latin letters may be a Kazakh word as well: universitet. */
  function both(read, sounds) {
    if (!whole(sounds)) return read;
    for (const term in sounds.clauses) sounds.clauses[term].boost *= GUESSED;
    return { ...read, clauses: Object.assign(Object.create(null), sounds.clauses, read.clauses) };
  }

  /* How else words may be read comes as a script of its own: most are found as they stand. */
  const guesses = () => sauat.script("guess", GUESS_SCRIPT).then(() => true, () => false);

  /* A piece as it stands; else in another layout or alphabet; else by words that are like it; else what of it was found. */
  async function piece(index, lang, text, typing, exact) {
    const plain = (word, last) => (last && typing ? begun : plainly)(index, lang, word);
    const asTyped = await each(text, plain);
    const latin = whole(asTyped) && /[a-z]/i.test(text);
    if (exact || whole(asTyped) && (typing || !latin) || !await guesses()) return asTyped;
    const { groups, sounds } = sauat.typed(text);
    if (latin) return both(asTyped, await each(sounds, plain));
    for (const group of groups) {
      const read = await Promise.all(group.map(async as => ({ ...await each(as, plain), as })));
      const good = read.find(whole);
      if (good) return good;
    }
    const like = async (word, last) => {
      const found = await plain(word, last);
      return nothing(found) ? guessed(index, word) : found;
    };
    for (const as of [undefined, ...groups.flat()]) {
      const read = await each(as || text, like);
      if (whole(read)) return { ...read, as };
    }
    return asTyped;
  }

  /* -> {clauses, pieces, text: the query as it was read}. A whole title or host that is the query is a clause too. */
  return async (index, lang, text, typing, exact) => {
    const typed = text.slice(0, TEXT).split(/\s+/).filter(Boolean).slice(0, PIECES);
    /* What may be asked for a step later is on its way at once: on a slow line each step costs half a second. */
    if (typed.length) { index.synonyms(); index.find(marks(typed.join(" "))); }
    const pieces = await Promise.all(typed.map((one, n) => piece(index, lang, one, typing && n === typed.length - 1, exact || n >= GUESSES)));
    const read = pieces.map((one, n) => one.as || typed[n]).join(" ");
    const alone = pieces.length === 1 && pieces[0].words.length === 1 ? Object.keys(pieces[0].clauses) : [];
    const titles = [...marks(read), ...alone.filter(term => !pieces[0].clauses[term].begun).map(term => "=" + term)];
    return {
      clauses: Object.assign(Object.create(null), ...pieces.map(one => one.clauses), await clauses(index, titles)),
      pieces,
      text: read
    };
  };
})();
