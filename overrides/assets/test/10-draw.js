/* Chance that can be repeated: the same seed gives the same questions in the same order, here and in generator/paper.py. */
sauat.draw = (() => {
  /* mulberry32 over an FNV-1a hash of the seed's characters. -> () => number in [0, 1) */
  function chance(seed) {
    let state = 2166136261;
    for (const letter of seed) state = Math.imul(state ^ letter.codePointAt(0), 16777619);
    return () => {
      state = state + 0x6D2B79F5 | 0;
      let mixed = Math.imul(state ^ state >>> 15, 1 | state);
      mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
      return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
    };
  }

  function shuffled(list, random) {
    const all = list.slice();
    for (let at = all.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      [all[at], all[other]] = [all[other], all[at]];
    }
    return all;
  }

  /* So many items of a pool [{id, lesson, kind}], spread over its lessons: each lesson in turn gives one. */
  function spread(pool, count, random) {
    const lessons = new Map();
    for (const item of shuffled(pool, random)) lessons.set(item.lesson, [...(lessons.get(item.lesson) || []), item]);
    const turns = shuffled([...lessons.keys()].sort(), random), drawn = [];
    while (drawn.length < count && lessons.size) {
      for (const lesson of turns) {
        const left = lessons.get(lesson);
        if (!left || drawn.length === count) continue;
        drawn.push(left.pop());
        if (!left.length) lessons.delete(lesson);
      }
    }
    return drawn;
  }

  /* By a plan {part: count} out of items [{id, part, lesson, kind}], `screens` of them mock screens at least where there are any. */
  function draw(items, plan, screens, seed) {
    const random = chance(seed), drawn = [];
    const parts = Object.keys(plan);
    for (const part of parts) drawn.push(...spread(items.filter(item => item.part === part), plan[part], random));
    const spare = shuffled(items.filter(item => item.kind === "screen" && !drawn.includes(item)), random);
    const count = () => drawn.filter(item => item.kind === "screen").length;
    while (count() < screens && spare.length) {
      const comes = spare.pop();
      const goes = drawn.findIndex(item => item.part === comes.part && item.kind !== "screen");
      if (goes >= 0) drawn[goes] = comes;
    }
    return shuffled(drawn, random);
  }

  return { chance, shuffled, draw };
})();
