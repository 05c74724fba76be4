/* How results are shown, in the list below a field and on the page of results. */
sauat.show = (() => {
  /* Interface words come with the manifest, in its language. */
  function say(manifest, lang, key, values = {}) {
    const forms = manifest.words[key];
    const form = typeof forms === "string" ? forms : forms[new Intl.PluralRules(lang).select(parseInt(values.n, 10))] || forms.other;
    return form.replace(/\{(\w+)\}/g, (gap, name) => values[name]);
  }

  /* How many there are; of very frequent words only so many are counted. */
  const number = (count, more) => count + (more ? "+" : "");

  /* A text in parts, its found words marked. */
  function marked(text, marks) {
    const parts = [];
    let end = 0;
    for (const { word, at, length } of sauat.words(text)) {
      if (!marks.includes(word)) continue;
      parts.push(text.slice(end, at), sauat.make("mark", {}, text.slice(at, at + length)));
      end = at + length;
    }
    return [...parts, text.slice(end)];
  }

  /* The part of a long text round its first marked word. */
  function excerpt(text, marks) {
    const first = sauat.words(text).find(({ word }) => marks.includes(word));
    const from = first && first.at > 90 ? text.indexOf(" ", first.at - 60) + 1 : 0;
    const to = from + 180 < text.length ? text.lastIndexOf(" ", from + 180) : text.length;
    return (from ? "…" : "") + text.slice(from, to) + (to < text.length ? "…" : "");
  }

  const facts = (manifest, lang, { kind, place }, tag = "p") => sauat.make(tag, { className: "facts" },
    sauat.make("span", { className: "tag" }, say(manifest, lang, "type-" + kind)), " " + place);

  return { say, number, marked, excerpt, facts };
})();
