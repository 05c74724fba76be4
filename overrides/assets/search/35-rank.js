/* Scores are lunr's: the dot product of query and document, over the query's length. */
sauat.rank = (() => {
  const SHORT = 4, POWER = 1;

  /* {term: {posting, boost}} -> [[document, score] …], best first. */
  function rank(clauses) {
    const scores = new Map();
    let square = 0;
    for (const { posting, boost } of Object.values(clauses)) {
      square += boost * boost;
      for (const steps of [posting.steps, ...(posting.read || [])]) {
        for (let at = 0, number = 0; at < steps.length; at += 2) {
          number += steps[at];
          scores.set(number, (scores.get(number) || 0) + boost * steps[at + 1]);
        }
      }
    }
    const length = 1000 * Math.sqrt(square);
    return [...scores].map(([number, score]) => [number, score / length]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  const numbers = lists => new Set(lists.flatMap(steps => { let number = 0; return steps.filter((_, at) => at % 2 === 0).map(step => number += step); }));

  /* Of frequent words only the documents of the most weight are at hand. More tiers come, in some rounds, until none of
     those still away could change the first `wanted` of the documents that pass. -> [ranked, whether all of it is sure] */
  async function sure(index, clauses, wanted, passes, rounds) {
    const length = 1000 * Math.sqrt(Object.values(clauses).reduce((sum, { boost }) => sum + boost * boost, 0));
    for (let round = 0; ; round++) {
      const ranked = rank(clauses);
      const open = Object.values(clauses).filter(({ posting }) => posting.tiers.length)
        .map(clause => ({ ...clause, most: clause.boost * clause.posting.tiers[0][0] / length }));
      if (!open.length) return [ranked, true];
      for (const one of open) one.has = numbers([one.posting.steps, ...(one.posting.read || [])]);
      const passing = ranked.filter(([number]) => passes(number));
      const might = ([number, score]) => open.reduce((sum, { has, most }) => has.has(number) ? sum : sum + most, score);
      const floor = n => n < passing.length ? passing[n][1] : 0;
      const shaken = passing.some((one, n) => n > 0 && might(one) > floor(Math.min(n, wanted) - 1))
        || open.reduce((sum, { most }) => sum + most, 0) > floor(wanted - 1);
      if (!shaken || round === rounds) return [ranked, false];
      const { posting } = open.reduce((a, b) => b.most > a.most ? b : a);
      const steps = await index.tier(posting.tiers[0][1]);
      posting.tiers = posting.tiers.slice(1);
      if (steps) posting.read = [...(posting.read || []), steps];
    }
  }

  /* Of a few words people mean all: a document with half of them counts half as much. lunr's order stays among equals. */
  function together(ranked, pieces) {
    const asked = pieces.filter(piece => piece.words.length);
    if (asked.length < 2 || asked.length > SHORT) return ranked;
    const has = asked.map(({ clauses }) => numbers(Object.values(clauses).flatMap(({ posting }) => [posting.steps, ...(posting.read || [])])));
    const share = number => has.filter(one => one.has(number)).length / asked.length;
    return ranked.map(([number, score]) => [number, score * Math.pow(share(number), POWER)]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  return { rank, sure, together };
})();
