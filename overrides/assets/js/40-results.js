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

  /* One language's results, ten at a time. */
  async function list(lang, text, typing, heading, kinds) {
    const manifest = await sauat.load(lang, "search/" + lang + ".js");
    const rows = sauat.make("ul", { className: "rows" });
    const more = sauat.make("button", { type: "button" }, sauat.say(manifest, lang, "found-more", {}));
    async function show() {
      const from = rows.children.length;
      const results = await sauat.search(text, { lang, typing, kinds, limit: from + PAGE });
      const fresh = results.slice(from).map(result => row(manifest, lang, result, heading));
      rows.append(...fresh);
      more.hidden = rows.children.length >= results.total;
      return [fresh, results];
    }
    more.addEventListener("click", async () => { const [[first]] = await show(); if (first) first.querySelector("a").focus(); });
    const [, results] = await show();
    return { manifest, results, parts: results.total ? [rows, more] : [] };
  }

  /* A button a kind, with its count; the pressed one narrows both languages. */
  function filters(manifest, counts) {
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const button = (kind, label, count) => {
      const made = sauat.make("button", { type: "button", className: "filter" }, label + " ", sauat.make("b", {}, String(count)));
      made.setAttribute("aria-pressed", String((chosen || "") === kind));
      made.addEventListener("click", () => { chosen = kind || undefined; safely(false).then(() => { const pressed = box.querySelector("[aria-pressed=true]"); if (pressed) pressed.focus(); }); });
      return made;
    };
    const buttons = manifest.order.filter(kind => counts[kind]).map(kind => button(kind, sauat.say(manifest, sauat.lang, "type-" + kind, {}), counts[kind]));
    const group = sauat.make("div", { className: "filters" }, button("", sauat.say(manifest, sauat.lang, "found-all", {}), all), ...buttons);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", sauat.say(manifest, sauat.lang, "found-kinds", {}));
    return group;
  }

  let asking = 0, chosen;
  async function ask(typing) {
    const text = input.value.trim(), turn = ++asking;
    document.body.classList.toggle("asked", text !== "");
    if (!text) { box.replaceChildren(said); said.textContent = ""; return; }
    const kinds = chosen && [chosen];
    const here = await list(sauat.lang, text, typing, "h2", kinds);
    if (turn !== asking) return;
    const key = !here.results.total ? "found-none" : here.results.shown ? "found-shown" : here.results.guessed.length ? "found-guess" : "found";
    said.textContent = sauat.say(here.manifest, sauat.lang, key, { text: here.results.shown || text, n: here.results.total });
    const found = Object.keys(here.results.counts.kinds).length > 1 ? [filters(here.manifest, here.results.counts.kinds)] : [];
    box.replaceChildren(said, ...found, ...here.parts);
    /* The other language comes below, after what was asked for is on the screen; a tree of one language has no other. */
    const there = await list(other, text, typing, "h3", kinds).catch(error => console.error("sauat: results", error));
    if (turn !== asking || !there || !there.results.total) return;
    box.append(sauat.make("section", { lang: other }, sauat.make("h2", {}, sauat.say(there.manifest, other, "in-this-language", {})), ...there.parts));
  }
  const safely = typing => ask(typing).catch(error => {
    console.error("sauat: results", error);
    said.textContent = box.dataset.failed;
  });

  input.value = new URLSearchParams(location.search).get("q") || "";
  let pause;
  function remember() {
    clearTimeout(pause);
    history.replaceState(null, "", "?q=" + encodeURIComponent(input.value));
  }
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      chosen = undefined;
      remember();
      safely(true);
    }, 150);
  });
  input.form.addEventListener("submit", event => { event.preventDefault(); remember(); safely(false); });
  safely(false);
};
