/* window.sauat.search(text, {lang, kinds, limit, typing}) -> Promise<[{url, title, kind, score, marks, place, text}]>, best first,
   with .total (how many there are in all), .counts (how many of each kind) and .guessed (a word was found only by its likes). The engine itself arrives
   when a reader first turns to a search field: assets/search/. */
sauat.search = (text, options) => sauat.script("engine", SEARCH_ENGINE).then(() => sauat.engine.search(text, options));

/* Interface words come with the manifest, in its language. */
sauat.say = (manifest, lang, key, values) => {
  const forms = manifest.words[key];
  const form = typeof forms === "string" ? forms : forms[new Intl.PluralRules(lang).select(values.n)] || forms.other;
  return form.replace(/\{(\w+)\}/g, (gap, name) => values[name]);
};

/* The header's field: the engine and the manifest start loading when the reader turns to it. */
sauat.modules.search = input => {
  input.addEventListener("focus", () => sauat.search("").catch(() => {}), { once: true });
};
