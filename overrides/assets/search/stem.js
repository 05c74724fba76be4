/* Twin of generator/text/stem.py, built with the same tables: tests/contract/stem-words.json runs through both. The rules are told there. */
sauat.stem = ((tables, fold) => {
  const folded = text => fold(text).split(" ");
  const soften = root => root.replace(/[гб]$/, letter => letter === "г" ? "к" : "п");

  const kazakh = (() => {
    const { sounds, rules, prices, roots, shapes, drops, irregular, particles } = tables.kk;
    const vowels = "аеиоуыэюя";
    const states = Object.keys(rules);
    const kinds = ["N", "V"];

    /* Every spelling of a template: [text, letters it may follow, harmony or none, restored letter]. */
    function spellings(template) {
      const [shape, restored = ""] = template.replace("+", "").split(":");
      const found = [];
      for (const harmony of /[AI]/.test(template) ? [0, 1] : [2]) {
        const voiced = text => text.replace(/A/g, "ае"[harmony]).replace(/I/g, "ыи"[harmony]);
        const [body, root] = [voiced(shape), voiced(restored)];
        if (body[0] in sounds) {
          for (const letter in sounds[body[0]]) found.push([letter + body.slice(1), sounds[body[0]][letter], harmony, root]);
        } else {
          const after = template[0] === "+" ? sounds.vowel : /^[AI]/.test(shape) ? sounds.consonant : "";
          found.push([body, after, harmony, root]);
        }
      }
      return found;
    }

    const endings = states.map(() => new Map());
    const steps = states.map(() => []);
    const place = state => states.includes(state) ? states.indexOf(state) : state;
    let longest = 0;
    states.forEach((state, at) => {
      for (const [templates, next, price] of rules[state]) {
        if (!templates) { steps[at].push([place(next), price]); continue; }
        for (const [text, after, harmony, restored] of templates.split(" ").flatMap(spellings)) {
          longest = Math.max(longest, text.length);
          if (!endings[at].has(text)) endings[at].set(text, []);
          endings[at].get(text).push([place(next), price, after, harmony, restored]);
        }
      }
    });

    const whole = new Map();
    for (const noun of folded(drops)) whole.set(soften(noun.slice(0, -2) + noun.slice(-1)), soften(noun));
    for (const [from, to] of Object.entries(irregular)) whole.set(fold(from), fold(to));
    const known = kinds.map(kind => new Map(roots[kind].flatMap(([price, list]) => folded(list).map(root => [soften(root), price]))));
    for (const short of whole.keys()) known[0].set(short, prices.known);
    const derived = kinds.map(kind => [...new Set(shapes[kind].split(" ").flatMap(spellings).map(found => found[0]))]
      .sort((a, b) => b.length - a.length || (a < b ? -1 : 1)));

    /* For each length of the word's beginning: what a back and a front ending cost after it. */
    function harmonies(word) {
      const found = [[0, 0, 0]];
      let first = true;
      for (const letter of word) {
        const [mild, hard] = prices.clash;
        found.push("аяы".includes(letter) ? [0, letter === "а" && first ? mild : hard, 0]
          : "еэ".includes(letter) ? [hard, 0, 0]
          : "иь".includes(letter) ? [mild, 0, 0]
          : "ою".includes(letter) ? [0, 0, 0]
          : found[found.length - 1]);
        if (vowels.includes(letter)) first = false;
      }
      return found;
    }

    const isKnown = root => known[0].has(root) || known[1].has(root);
    const shapeOf = (kind, root) => derived[kind].find(end => root.endsWith(end) && root.length > end.length + 1);

    /* Is the root a known one with endings that make new words? */
    function isDerived(kind, root) {
      for (let shape = shapeOf(kind, root); shape; shape = shapeOf(0, root)) {
        root = soften(root.slice(0, -shape.length));
        if (isKnown(root)) return true;
      }
      return false;
    }

    function priceOf(kind, root) {
      const form = soften(root);
      if (known[kind].has(form)) return known[kind].get(form);
      if (isDerived(kind, form)) return prices.derived;
      const last = form[form.length - 1];
      return prices.unknown[kind] + prices.letter * root.length + (prices.short[root.length] || 0)
        + (prices.last[kind][last] || 0) - (shapeOf(kind, form) ? prices.shaped : 0) + (/[аеиоуыэюя]/.test(root) ? 0 : prices.mute);
    }

    /* The cheapest way from the word's end to a root. */
    function root(word) {
      const clash = harmonies(word);
      const paid = Array.from({ length: word.length + 1 }, () => []);
      paid[word.length][0] = 0;
      let best = Infinity, found = word;
      const reach = (at, next, price, rest) => {
        if (typeof next === "number") {
          if (!(paid[at][next] <= price)) paid[at][next] = price;
          return;
        }
        const kind = next[0] === "V" ? 1 : 0;
        const own = priceOf(kind, rest);
        if (next.length > 1 && own > prices.derived) return;
        const total = price + own;
        if (total < best) { best = total; found = rest; }
      };
      for (let at = word.length; at > 1; at--) {
        for (let state = 0; state < states.length; state++) {
          const price = paid[at][state];
          if (price === undefined) continue;
          for (const [next, more] of steps[state]) reach(at, next, price + more, word.slice(0, at));
          for (let length = 1; length <= longest && at - length > 1; length++) {
            const start = at - length;
            for (const [next, more, after, harmony, restored] of endings[state].get(word.slice(start, at)) || []) {
              if (after && !after.includes(word[start - 1])) continue;
              reach(start, next, price + more + clash[start][harmony], word.slice(0, start) + restored);
            }
          }
        }
      }
      const form = soften(found);
      return whole.get(form) || form;
    }

    const loose = new Set(folded(particles));
    return function stem(word) {
      const cut = word.lastIndexOf("-") + 1;
      const last = word.slice(cut);
      if (cut > 1 && loose.has(last)) return stem(word.slice(0, cut - 1));
      return word.slice(0, cut) + (/^[а-я]{3,40}$/.test(last) ? root(last) : last);
    };
  })();

  /* Snowball Russian 3 (Martin Porter, Richard Boulton; BSD-3-Clause), https://snowballstem.org/algorithms/russian/stemmer.html:
     a table's first list comes off anywhere in the word's part that may change, the second only after а or я. */
  const russian = (() => {
    const lists = {};
    for (const [name, pair] of Object.entries(tables.ru)) lists[name] = pair.map(list => list ? list.split(" ") : []);

    /* The word without its longest ending of a table, or "" when none comes off. */
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
