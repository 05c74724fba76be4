/* What `sauat check` says of a site's record, said in the browser: the shape by the JSON Schema of generator/schema.py, then what the
   schema cannot tell. Spelling stays the editor's. A fault is {at: "about.kk", code, …values}; `at` is a place in the record. */
sauat.rules = (() => {
  /* What Python calls white space: its `split` is the loader's. */
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  const HTML = /<\/?[A-Za-z][^<>\n]*>?|<[!?][^<>\n]*>?/;
  const WORD = /[\p{L}\p{N}]+/gu;
  const LATIN = /[A-Za-z\u00c0-\u024f]/, CYRILLIC = /[\u0400-\u052f]/;

  const parts = text => text.split(SPACE).filter(Boolean);
  /* A text as the loader reads it. */
  const squeeze = text => parts(text).join(" ");
  /* How many words a reader reads: a dash and a sign are none. */
  const count = text => parts(text).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
  const below = (at, key) => at ? at + "." + key : key;

  function isDay(text) {
    const [year, month, day] = text.split("-").map(Number), read = new Date(Date.UTC(year, month - 1, day));
    return /^\d{4}-\d\d-\d\d$/.test(text) && read.getUTCMonth() === month - 1 && read.getUTCDate() === day;
  }

  function* ofText(schema, text, at) {
    const [least, most] = schema["x-words"] || [], n = count(text);
    if (!text) yield { at, code: "missing" };
    else if (schema.pattern && !new RegExp(schema.pattern, "u").test(text)) yield { at, code: "form" };
    else if (schema.format === "date" && !isDay(text)) yield { at, code: "form" };
    else if (least && (n < least || n > most)) yield { at, code: "words", n, least, most };
  }

  function* ofList(schema, list, at) {
    if (new Set(list).size < list.length) yield { at, code: "twice" };
    for (const entry of list) yield* ofValue(schema.items, entry, at);
  }

  function* ofRecord(schema, record, at) {
    for (const key in record) {
      if (key in schema.properties) yield* ofValue(schema.properties[key], record[key], below(at, key));
      else yield { at: below(at, key), code: "unknown" };
    }
    for (const key of schema.required) if (!(key in record)) yield { at: below(at, key), code: "missing" };
  }

  const kind = value => Array.isArray(value) ? "array" : typeof value;
  const BY_KIND = { string: ofText, array: ofList, object: ofRecord };

  function* ofValue(schema, value, at) {
    if (schema.enum) { if (!schema.enum.includes(value)) yield { at, code: "choice" }; }
    else if (kind(value) !== schema.type) yield { at, code: "type" };
    else yield* BY_KIND[schema.type](schema, value, at);
  }

  /* Every text of a record with its place. */
  function* texts(value, at) {
    if (kind(value) === "string") yield [at, value];
    else if (kind(value) === "array") for (const entry of value) yield* texts(entry, at);
    else for (const key in value) yield* texts(value[key], below(at, key));
  }

  function* letters(record) {
    for (const [at, text] of texts(record, "")) {
      const tag = HTML.exec(text), word = (text.match(WORD) || []).find(word => LATIN.test(word) && CYRILLIC.test(word));
      if (tag) yield { at, code: "html", tag: tag[0] };
      if (word) yield { at, code: "mixed", word };
    }
  }

  /* The mark needs its evidence: a domain that only state bodies are given, or a state page that names the site. */
  function* official({ url, kind, official }) {
    if (!official) return;
    const { host, isState } = sauat.address;
    const byDomain = official === "domain" && kind === "state" && isState(host(url || ""));
    if (!byDomain && !isState(host(official))) yield { at: "official", code: official === "domain" ? "state-domain" : "state-page" };
  }

  function* address({ url }) {
    const code = url && sauat.address.fault(url);
    if (code) yield { at: "url", code };
  }

  const squeezed = value => kind(value) === "string" ? squeeze(value) : kind(value) === "array" ? value.map(squeezed)
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, squeezed(inner)]));

  /* All faults of a record; of one place the first alone, and the plainest: an address says why it is wrong before its form does. */
  function faults(schema, record) {
    const read = squeezed(record), seen = new Set();
    return [...address(read), ...ofRecord(schema, read, ""), ...letters(read), ...official(read)]
      .filter(({ at }) => !seen.has(at) && seen.add(at));
  }

  return { faults, count, squeeze };
})();
