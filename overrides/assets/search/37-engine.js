/* The engine behind sauat.search: a query's documents, narrowed, counted, and the first of them as cards. */
sauat.engine = (() => {
  /* Rounds of tiers for frequent words, each some 5 kB. */
  const ROUNDS = 1;
  /* Letters from which a word that is being typed may be whole: «ли», «сто» begin many others. */
  const WORD = 4;

  /* How documents can be narrowed: for each way the values of one document. Sites alone stand in rubrics, regions, languages and have owners. */
  function ways(index, facets) {
    const stand = facets && (number => sauat.index.run(facets.runs, number, 0));
    const ids = (list, places) => places.map(place => facets[list][place][0]);
    const above = place => [place, ...(facets.rubrics[place].length > 2 ? [facets.rubrics[place][2]] : [])];
    const site = values => number => { const run = stand(number); return run.length > 1 ? values(run) : []; };
    return Object.assign({ kinds: number => [index.kind(number)] }, facets && {
      rubrics: site(run => [...new Set(ids("rubrics", [run[1], ...run[4]].flatMap(above)))]),
      regions: site(run => ids("regions", [run[2]])),
      sites: site(run => ids("sites", run[3])),
      owners: site(run => ids("owners", [run[5]]))
    });
  }

  /* Which documents pass what was chosen, and of each value how many do that pass all else. */
  function narrow(values, chosen) {
    const narrowed = Object.keys(chosen).filter(way => chosen[way]);
    const failing = number => narrowed.filter(way => !values[way](number).some(value => chosen[way].includes(value)));
    return {
      passes: number => !failing(number).length,
      /* `alike(number)`: how many documents one stands for. */
      count(numbers, alike = () => 1) {
        const counts = {};
        for (const way in values) counts[way] = {};
        for (const number of numbers) {
          const failed = failing(number);
          if (failed.length > 1) continue;
          for (const way in values) {
            if (failed.length && failed[0] !== way) continue;
            for (const value of values[way](number)) counts[way][value] = (counts[way][value] || 0) + alike(number);
          }
        }
        return counts;
      }
    };
  }

  /* What is typed in full stands above what it only begins. */
  function fullFirst(ranked, piece) {
    const full = Object.values(piece.clauses).filter(clause => !clause.begun);
    if ((piece.words[piece.words.length - 1] || "").length < WORD) return ranked;
    if (!full.length || full.length === Object.keys(piece.clauses).length) return ranked;
    const there = new Set(sauat.rank.rank(full).map(([number]) => number));
    return [...ranked.filter(([number]) => there.has(number)), ...ranked.filter(([number]) => !there.has(number))];
  }

  /* Of a page's sections the best stands for all: ten results are ten pages. */
  function ofPages(index, ranked) {
    const seen = new Set();
    return ranked.filter(([number]) => !seen.has(index.page(number)) && seen.add(index.page(number)));
  }

  /* Without words: the sites that pass, in the catalogue's order. A run of them stands or falls together. */
  async function listed(index, facets, { passes, count }, limit) {
    const { runs } = facets, length = {}, firsts = [];
    runs.forEach((run, n) => {
      if (run.length > 1) { firsts.push(run[0]); length[run[0]] = (n + 1 < runs.length ? runs[n + 1][0] : index.manifest.count) - run[0]; }
    });
    const found = firsts.filter(passes), numbers = [];
    for (const first of found) for (let n = first; n < first + length[first] && numbers.length < limit; n++) numbers.push(n);
    const results = (await Promise.all(numbers.map(async number => {
      const card = await index.card(number);
      return card && { ...card, kind: index.kind(number), score: 0, marks: [] };
    }))).filter(Boolean);
    const total = found.reduce((sum, first) => sum + length[first], 0);
    return Object.assign(results, { total, more: false, counts: count(firsts, first => length[first]), guessed: [], partial: index.lost > 0 });
  }

  async function search(text, { lang = sauat.lang, kinds, rubric, region, site, owner, limit = 10, typing = false, exact = false } = {}) {
    const index = await sauat.index.open(lang);
    const { clauses, pieces, text: read } = await sauat.query(index, lang, text, typing, exact);
    const narrowing = rubric || region || site || owner;
    const facets = narrowing || sauat.index.has(lang, "f") ? await index.facets() : null;
    if (narrowing && !facets) throw new Error("the names of the filters did not load");
    const narrowed = narrow(ways(index, facets),
      { kinds, rubrics: rubric && [rubric], regions: region && [region], sites: site && [site], owners: owner && [owner] });
    if (narrowing && !text.trim()) return listed(index, facets, narrowed, limit);
    const { passes, count } = narrowed;
    const [all, complete] = await sauat.rank.sure(index, clauses, limit, passes, ROUNDS);
    const together = sauat.rank.together(all, pieces);
    const ranked = ofPages(index, typing && pieces.length ? fullFirst(together, pieces[pieces.length - 1]) : together);
    const order = ranked.filter(([number]) => passes(number));
    const results = (await Promise.all(order.slice(0, limit).map(async ([number, score]) => {
      const card = await index.card(number);
      return card && { ...card, kind: index.kind(number), score, marks: marks(card, clauses, lang) };
    }))).filter(Boolean);
    if (index.lost && !results.length) throw new Error("the index did not load");
    return Object.assign(results, {
      total: order.length,
      more: !complete,
      counts: count(ranked.map(([number]) => number)),
      shown: pieces.some(piece => piece.as) ? spelt(read, results) : undefined,
      guessed: guesses(clauses, results, lang),
      partial: index.lost > 0
    });
  }

  /* Every word of the first results as it is written there. */
  const written = results => results.flatMap(({ title, place, text }) => {
    const line = [title, place, text].join(" ");
    return sauat.words(line).map(({ word, at, length }) => ({ word, as: line.slice(at, at + length).toLowerCase() }));
  });

  /* A reading is made of bare letters (китапхана): its words as the results write them (кітапхана). */
  function spelt(read, results) {
    const known = written(results);
    return sauat.words(read).reverse().reduce((text, { word, at, length }) => {
      const found = known.find(one => one.word === word);
      return found ? text.slice(0, at) + found.as + text.slice(at + length) : text;
    }, read);
  }

  /* Words that were replaced, each by the word of the first results that stands for it. */
  function guesses(clauses, results, lang) {
    const known = written(results);
    const words = [...new Set(Object.values(clauses).map(clause => clause.guess).filter(Boolean))];
    return words.map(word => {
      const terms = Object.keys(clauses).filter(term => clauses[term].guess === word);
      const found = known.find(one => sauat.terms.both(one.word, lang).some(term => terms.includes(term)));
      return { word, as: found ? found.as : terms[0] };
    });
  }

  /* The words of a card that answer the query, in any of their forms. */
  const marks = ({ title, place, text }, asked, lang) =>
    [...new Set(sauat.words([title, place, text].join(" ")).map(found => found.word).filter(word => sauat.terms.both(word, lang).some(term => term in asked)))];

  return { search };
})();
