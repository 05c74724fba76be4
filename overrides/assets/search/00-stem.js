/* Twin of generator/text/stem.py, which tells the rules; built with the same tables. tests/test_stem.py runs both over the same words. */
sauat.stem = ((tables, fold) => {
  const folded = text => fold(text).split(" ");
  const soften = root => root.replace(/ь$/, "").replace(/[гб]$/, letter => letter === "г" ? "к" : "п");

  const kazakh = (() => {
    const { sounds, rules, prices, roots, shapes, drops, irregular, particles } = tables.kk;
    const [back, front, neither] = [0, 1, 2];
    const unpacked = packed => {
      let last = "";
      return Array.from(packed.matchAll(/(\d)(\D+)/g), ([, shared, rest]) => last = last.slice(0, shared) + rest);
    };
    const voiced = (text, harmony) => harmony === neither ? text : text.replace(/A/g, "ае"[harmony]).replace(/I/g, "ыи"[harmony]);

    function spellings(template) {
      const [shape, swallowed = ""] = template.replace("+", "").split(":");
      return (/[AI]/.test(template) ? [back, front] : [neither]).flatMap(harmony => {
        const [body, restored] = [voiced(shape, harmony), voiced(swallowed, harmony)];
        if (body[0] in sounds) {
          return Object.entries(sounds[body[0]]).map(([letter, after]) => ({ text: letter + body.slice(1), after, harmony, restored }));
        }
        const after = template[0] === "+" ? sounds.vowel : /^[AI]/.test(shape) ? sounds.consonant : "";
        return [{ text: body, after, harmony, restored }];
      });
    }
    const allSpellings = templates => templates ? templates.split(" ").flatMap(spellings) : [];

    const endings = {};
    const changes = {};
    let longest = 0;
    for (const [state, list] of Object.entries(rules)) {
      endings[state] = new Map();
      changes[state] = [];
      for (const [templates, next, price] of list) {
        if (!templates) changes[state].push([next, price]);
        for (const ending of allSpellings(templates)) {
          longest = Math.max(longest, ending.text.length);
          if (!endings[state].has(ending.text)) endings[state].set(ending.text, []);
          endings[state].get(ending.text).push([next, price, ending]);
        }
      }
    }

    const whole = new Map(folded(drops).map(noun => [soften(noun.slice(0, -2) + noun.slice(-1)), soften(noun)]));
    for (const [short, long] of Object.entries(irregular)) whole.set(fold(short), fold(long));
    const known = {};
    const ends = {};
    for (const kind of ["N", "V"]) {
      known[kind] = new Map(roots[kind].flatMap(([price, packed]) => unpacked(packed).map(root => [soften(root), price])));
      ends[kind] = Object.entries(shapes[kind])
        .flatMap(([base, templates]) => allSpellings(templates).map(ending => [ending.text, base]))
        .sort(([a, c], [b, d]) => b.length - a.length || (a + c < b + d ? -1 : 1));
    }
    for (const short of whole.keys()) known.N.set(short, prices.known);
    const loose = new Set(folded(particles));

    function clashesOf(word) {
      const [mild, hard] = prices.clash;
      const found = [[0, 0, 0]];
      let first = true;
      for (const letter of word) {
        found.push("аяы".includes(letter) ? [0, first && letter === "а" ? mild : hard, 0]
          : "еэ".includes(letter) ? [hard, 0, 0]
          : "иь".includes(letter) ? [mild, 0, 0]
          : "ою".includes(letter) ? [0, 0, 0]
          : found[found.length - 1]);
        if (/[аеиоуыэюя]/.test(letter)) first = false;
      }
      return found;
    }

    const shapeOf = (kind, root) => ends[kind].find(([end]) => root.endsWith(end) && root.length > end.length + 1);

    function isDerived(kind, root) {
      for (let shape = shapeOf(kind, root); shape; shape = shapeOf(kind, root)) {
        kind = shape[1];
        root = soften(root.slice(0, -shape[0].length));
        if (known[kind].has(root)) return true;
      }
      return false;
    }

    function priceOf(kind, root) {
      const form = soften(root);
      if (known[kind].has(form)) return known[kind].get(form);
      if (isDerived(kind, form)) return prices.derived;
      return prices.unknown[kind] + prices.letter * root.length + (prices.last[kind][form[form.length - 1]] || 0)
        + (prices.short[root.length] || 0) - (shapeOf(kind, form) ? prices.shaped : 0) + (/[аеиоуыэюя]/.test(root) ? 0 : prices.mute);
    }

    function rootOf(word) {
      const clashes = clashesOf(word);
      const paid = Array.from({ length: word.length + 1 }, () => ({}));
      paid[word.length].word = 0;
      let best = Infinity;
      let root = word;
      const step = (start, next, total, rest) => {
        if (next in endings) {
          if (!(paid[start][next] <= total)) paid[start][next] = total;
          return;
        }
        const own = priceOf(next[0], rest);
        if (total + own < best && (next.length === 1 || own <= prices.derived)) [best, root] = [total + own, rest];
      };
      for (let at = word.length; at > 1; at--) {
        for (const state in endings) {
          const spent = paid[at][state];
          if (spent === undefined) continue;
          for (const [next, price] of changes[state]) step(at, next, spent + price, word.slice(0, at));
          for (let start = at - 1; start > Math.max(1, at - longest - 1); start--) {
            for (const [next, price, ending] of endings[state].get(word.slice(start, at)) || []) {
              if (ending.after && !ending.after.includes(word[start - 1])) continue;
              step(start, next, spent + price + clashes[start][ending.harmony], word.slice(0, start) + ending.restored);
            }
          }
        }
      }
      return root;
    }

    const stemmed = word => {
      const root = soften(rootOf(word));
      return whole.get(root) || root;
    };
    return word => {
      let cut = word.lastIndexOf("-");
      if (cut > 0 && loose.has(word.slice(cut + 1))) {
        word = word.slice(0, cut);
        cut = word.lastIndexOf("-");
      }
      const last = word.slice(cut + 1);
      return word.slice(0, cut + 1) + (/^[а-я]{3,40}$/.test(last) ? stemmed(last) : last);
    };
  })();

  /* Snowball Russian 3 (Martin Porter, Richard Boulton; BSD-3-Clause), https://snowballstem.org/algorithms/russian/stemmer.html:
     a table's first list comes off anywhere in the word's part that may change, the second only after а or я. */
  const russian = (() => {
    const lists = {};
    for (const [name, pair] of Object.entries(tables.ru)) lists[name] = pair.map(list => list ? list.split(" ") : []);

    /* The word without its longest ending of a table, or null when none comes off. */
    function without(word, name, from) {
      const [free, bound] = lists[name];
      const ending = [...free, ...bound]
        .filter(one => word.endsWith(one) && word.length - one.length >= from)
        .reduce((a, b) => b.length > a.length ? b : a, "");
      const rest = word.slice(0, word.length - ending.length);
      const allowed = ending && (free.includes(ending) || rest.length > from && /[ая]$/.test(rest));
      return allowed ? rest : null;
    }

    return function stem(word) {
      const from = (word.match(/^[^аеиоуыэюя]*[аеиоуыэюя]/) || [word])[0].length;
      const later = (word.match(/^[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]+[аеиоуыэюя]+[^аеиоуыэюя]/) || [word])[0].length;
      const cut = (text, name) => without(text, name, from);
      const inflected = text => {
        const active = cut(text, "reflexive") ?? text;
        const adjective = cut(active, "adjective");
        if (adjective !== null) return cut(adjective, "participle") ?? adjective;
        return cut(active, "verb") ?? cut(active, "noun") ?? active;
      };
      let rest = cut(word, "gerund") ?? inflected(word);
      if (rest.length > from && rest.endsWith("и")) rest = rest.slice(0, -1);
      const plain = cut(rest, "derived");
      if (plain !== null && plain.length >= later) rest = plain;
      if (rest.length > from && rest.endsWith("ь")) return rest.slice(0, -1);
      rest = cut(rest, "superlative") ?? rest;
      return rest.length - 2 >= from && rest.endsWith("нн") ? rest.slice(0, -1) : rest;
    };
  })();

  return (word, lang) => (lang === "ru" ? russian : kazakh)(fold(word));
})(STEM_TABLES, sauat.fold);
