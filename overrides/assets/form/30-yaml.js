/* A record as YAML, in the order of the schema. Whatever was typed is read back as it was: tests/browser/test_suggest.py. */
sauat.yaml = (() => {
  /* Ids of our lists and days need no quotes, nor does a plain address; of all else YAML may have its own ideas. */
  const ADDRESS = /^https?:\/\/[\w./-]+$/;
  /* Line ends of YAML that JSON lets stand, and what no YAML reader takes: controls, the byte order mark, half an emoji. */
  const RAW = /[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/gu;
  const escape = sign => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0");
  const LONE = /\p{Cs}/gu;

  /* Half an emoji is no letter, and no file can hold it. */
  const whole = text => text.replace(LONE, "\ufffd");
  const quote = text => JSON.stringify(whole(text)).replace(RAW, escape);
  const isOurs = (schema, text) => schema.enum ? schema.enum.includes(text) : schema.format === "date" && /^\d{4}-\d\d-\d\d$/.test(text);
  const scalar = (schema, text) => isOurs(schema, text) || ADDRESS.test(text) ? text : quote(text);

  function lines(schema, key, value, indent) {
    if (Array.isArray(value)) return [indent + key + ": [" + value.map(entry => scalar(schema.items, entry)).join(", ") + "]"];
    if (typeof value === "string") return [indent + key + ": " + scalar(schema, value)];
    return [indent + key + ":", ...below(schema, value, indent + "  ")];
  }

  const below = ({ properties }, record, indent) =>
    Object.keys(properties).filter(key => key in record).flatMap(key => lines(properties[key], key, record[key], indent));

  /* A note as a comment: every line of it, and nothing that would end the line elsewhere. */
  const comment = note => whole(note).split(/\r\n|[\n\r\x85\u2028\u2029]/)
    .map(line => ("# " + line.replace(/[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]/g, " ")).trimEnd());

  const write = (schema, record, note) => [...(note ? comment(note) : []), ...below(schema, record, ""), ""].join("\n");

  return { quote, write };
})();
