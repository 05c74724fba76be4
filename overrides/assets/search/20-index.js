/* The index as the browser sees it: a manifest, and the parts that a query needs (generator/search/shards.py). */
sauat.index = (() => {
  /* Numbers of the files that may hold what stands from one place in the order to another. */
  function between(starts, from, to) {
    const numbers = [];
    for (let n = 0; n < starts.length && starts[n] <= to; n++) {
      if (n + 1 === starts.length || starts[n + 1] >= from) numbers.push(n);
    }
    return numbers;
  }

  /* [document, weight …] as steps, alone or with tiers of the rest -> {count, steps, tiers: [[most weight, file] …]}. */
  const posting = entry => Array.isArray(entry[1])
    ? { count: entry[0], steps: entry[1], tiers: entry[2] }
    : { count: entry.length / 2, steps: entry, tiers: [] };

  /* One language's index for one query. A part that does not come leaves the rest as it is, and `lost` counts it. */
  async function open(lang) {
    const manifest = await sauat.load(lang, "search/" + lang + ".js");
    const part = name => sauat.load(lang + "/" + name, manifest.folder + name + ".js").catch(error => {
      console.warn("sauat: " + error.message);
      index.lost++;
      return null;
    });
    const several = async (letter, starts, from, to) => {
      const parts = await Promise.all(between(starts, from, to).map(n => part(letter + n)));
      return parts.filter(Boolean);
    };
    const index = {
      manifest,
      lost: 0,
      /* The postings of those of the terms that the index has. */
      async find(terms) {
        const found = Object.create(null);
        await Promise.all(terms.map(async term => {
          const place = term.replace(/^=/, "");
          for (const shard of await several("t", manifest.starts, place, place)) {
            if (Object.prototype.hasOwnProperty.call(shard, term)) found[term] = posting(shard[term]);
          }
        }));
        return found;
      },
      /* [term, frequency] of every term with a beginning. */
      async names(beginning) {
        const files = await several("n", manifest.names, beginning, beginning + "\uffff");
        return files.flatMap(file => file.split(" ")).filter(name => name.startsWith(beginning))
          .map(name => [name.slice(0, -1), name.charCodeAt(name.length - 1)]);
      },
      /* The next tier of a frequent term. */
      tier: file => part("r" + file),
      async card(number) {
        const block = await part("c" + Math.floor(number / manifest.cards));
        if (!block) return null;
        const [path, title, place, text] = block[number % manifest.cards];
        return { url: sauat.root + path, title, place, text };
      },
      /* Documents of a kind stand together: the last run that begins at or before the number tells. */
      kind: number => manifest.order[run(manifest.kinds, number, 1)[0]],
      /* The page that a section belongs to, as its own document's number. */
      page(number) {
        const [first, count] = run(manifest.pages, number, 0) || [number, 1];
        return number >= first && number < first + count ? first : number;
      },
      /* Names of what sites are narrowed by, and the runs of sites that stand alike; null without all of them. */
      async facets() {
        const [names, ...runs] = await Promise.all([part("f"), ...Array.from({ length: manifest.runs }, (_, n) => part("g" + n))]);
        return names && runs.every(Boolean) ? { ...names, runs: runs.flat() } : null;
      },
      /* Stem in the other language -> stems of this one, by the glossary. */
      synonyms: async () => Object.assign(Object.create(null), await part("s"))
    };
    return index;
  }

  /* The last of the runs that begin at or before a number; a run's first number stands in one of its columns. */
  function run(runs, number, column) {
    let low = 0, high = runs.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (runs[middle][column] <= number) low = middle; else high = middle;
    }
    return runs[low];
  }

  /* Whether a part is here already. */
  const has = (lang, name) => lang + "/" + name in sauat._arrived;

  return { open, run, has };
})();

/* Names of rubrics, regions and languages of sites, for the filters: {rubrics: [[id, name, parent's place]], regions, sites: [[id, name]]}. */
sauat.facets = async lang => (await sauat.index.open(lang)).facets();
