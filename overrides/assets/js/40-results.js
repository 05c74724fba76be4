/* search.html?q=…: results of the page's language, then of the other. Without this script the page offers the sections. */
sauat.modules.results = box => {
  const PAGE = 10;
  const input = document.querySelector("input[name=q]");
  const said = box.querySelector("[role=status]");
  const other = sauat.lang === "kk" ? "ru" : "kk";
  if (!input || !said) throw new Error("results: needs input[name=q] and [role=status]");

  function marked(text, marks) {
    const parts = [];
    let end = 0;
    for (const { word, at } of sauat.words(text)) {
      if (!marks.includes(word)) continue;
      parts.push(text.slice(end, at), sauat.make("mark", {}, text.slice(at, at + word.length)));
      end = at + word.length;
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

  function row(data, lang, result, heading) {
    const type = sauat.say(data, lang, "type-" + result.kind, {});
    return sauat.make("li", { className: "r-" + result.kind },
      sauat.make("p", { className: "facts" }, sauat.make("span", { className: "tag" }, type), " " + result.place),
      sauat.make(heading, {}, sauat.make("a", { href: result.url }, ...marked(result.title, result.marks))),
      sauat.make("p", {}, ...marked(excerpt(result.text, result.marks), result.marks)));
  }

  function list(data, lang, results, heading) {
    const rows = sauat.make("ul", { className: "rows" });
    const more = sauat.make("button", { type: "button" }, sauat.say(data, lang, "found-more", {}));
    let shown = 0;
    function show() {
      const fresh = results.slice(shown, shown += PAGE).map(result => row(data, lang, result, heading));
      rows.append(...fresh);
      more.hidden = shown >= results.length;
      return fresh;
    }
    more.addEventListener("click", () => { const [first] = show(); first && first.querySelector("a").focus(); });
    show();
    return [rows, more];
  }

  let asking = 0;
  async function ask() {
    const text = input.value.trim(), turn = ++asking;
    document.body.classList.toggle("asked", text !== "");
    if (!text) { box.replaceChildren(said); said.textContent = ""; return; }
    const [here, there] = await Promise.all([sauat.lang, other].map(lang => sauat.search(text, { lang })));
    const [data, otherData] = await Promise.all([sauat.lang, other].map(lang => sauat.load(lang, "search/" + lang + ".js")));
    if (turn !== asking) return;
    const key = here.length ? "found" : "found-none";
    said.textContent = sauat.say(data, sauat.lang, key, { text, n: here.length });
    const parts = here.length ? list(data, sauat.lang, here, "h2") : [];
    if (there.length) {
      parts.push(sauat.make("section", { lang: other },
        sauat.make("h2", {}, sauat.say(otherData, other, "in-this-language", {})), ...list(otherData, other, there, "h3")));
    }
    box.replaceChildren(said, ...parts);
  }
  const safely = () => ask().catch(error => {
    console.error("sauat: results", error);
    said.textContent = box.dataset.failed;
  });

  input.value = new URLSearchParams(location.search).get("q") || "";
  let pause;
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      history.replaceState(null, "", "?q=" + encodeURIComponent(input.value));
      safely();
    }, 150);
  });
  input.form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(pause); history.replaceState(null, "", "?q=" + encodeURIComponent(input.value)); safely(); });
  safely();
};
