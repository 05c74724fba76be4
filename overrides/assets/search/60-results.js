/* search.html?q=…&kind=…&rubric=…&region=…&site=…&owner=…&exact=1: results of the page's language, then of the other. The address says all:
   a link brings the same page, and Back the one before. */
sauat.results = box => {
  const PAGE = 10, OTHER = 3, PAUSE = 150;
  const WAYS = { rubric: "rubrics", region: "regions", site: "sites", owner: "owners" };
  const { lang } = sauat, other = lang === "kk" ? "ru" : "kk";
  const input = document.querySelector("input[name=q]");
  const said = box.querySelector("[role=status]"), tips = box.querySelector(".tips"), narrow = box.querySelector(".narrow");
  if (!input || !said || !tips || !narrow) throw new Error("results: needs input[name=q], [role=status], .tips and .narrow");
  const selects = Array.from(narrow.querySelectorAll("select"));
  const { show, make } = sauat;

  /* What is asked for, as the address has it. */
  let state = {}, asking = 0, pause;
  const address = wanted => "?" + new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  function read() {
    state = Object.fromEntries(["q", "kind", "rubric", "region", "site", "owner", "exact"].map(name => [name, new URLSearchParams(location.search).get(name) || ""]));
    input.value = state.q;
  }
  function turn(wanted, typing) {
    if (address(wanted) !== address(state)) history[typing ? "replaceState" : "pushState"](null, "", address(wanted));
    state = wanted;
    return safely(typing);
  }

  function row(manifest, side, result, heading) {
    return make("li", { className: "r-" + result.kind },
      show.facts(manifest, side, result),
      make(heading, {}, make("a", { href: result.url }, ...show.marked(result.title, result.marks))),
      ...(result.text ? [make("p", {}, ...show.marked(show.excerpt(result.text, result.marks), result.marks))] : []));
  }

  /* One language's results, some at first and then ten at a time. */
  async function list(side, text, typing, heading, some) {
    const { load, search } = sauat;
    const options = { lang: side, typing, exact: Boolean(state.exact), kinds: state.kind && [state.kind], rubric: state.rubric, region: state.region, site: state.site, owner: state.owner };
    const manifest = await load(side, "search/" + side + ".js");
    const rows = make("ul", { className: "rows" });
    const more = make("button", { type: "button" }, show.say(manifest, side, "found-more"));
    async function add() {
      const from = rows.children.length;
      const results = await search(text, { ...options, limit: from + (from ? PAGE : some) });
      const fresh = results.slice(from).map(result => row(manifest, side, result, heading));
      rows.append(...fresh);
      more.hidden = rows.children.length >= results.total;
      return [fresh, results];
    }
    more.addEventListener("click", async () => { const [[first]] = await add(); if (first) first.querySelector("a").focus(); });
    const [, results] = await add();
    return { manifest, results, parts: results.length ? [rows, more] : [] };
  }

  /* A button a kind, with its count; the pressed one narrows both languages. */
  function kinds(manifest, { counts, more }) {
    const all = Object.values(counts.kinds).reduce((sum, count) => sum + count, 0);
    const button = (kind, label, count) => {
      const made = make("button", { type: "button", className: "filter" }, label + " ", make("b", {}, show.number(count, more)));
      made.setAttribute("aria-pressed", String(state.kind === kind));
      made.addEventListener("click", () => turn({ ...state, kind }).then(() => { const pressed = box.querySelector("[aria-pressed=true]"); if (pressed) pressed.focus(); }));
      return made;
    };
    const group = make("div", { className: "filters" }, button("", show.say(manifest, lang, "found-all"), all),
      ...manifest.order.filter(kind => counts.kinds[kind] || kind === state.kind)
        .map(kind => button(kind, show.say(manifest, lang, "type-" + kind), counts.kinds[kind] || 0)));
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", show.say(manifest, lang, "found-kinds"));
    return group;
  }

  /* How the text was understood when not as it stands, and the way to search for just that. */
  function understood(manifest, text, { shown, guessed }) {
    if (!shown && !guessed.length) return [];
    let as = shown || text;
    for (const { word, as: like } of guessed) {
      const found = sauat.words(as).find(one => one.word.startsWith(word));
      if (found) as = as.slice(0, found.at) + like + as.slice(found.at + found.length);
    }
    return [make("p", { className: "read" }, show.say(manifest, lang, "found-shown", { as }) + " ",
      make("a", { href: address({ q: text, exact: "1" }) }, show.say(manifest, lang, "found-exact", { text })))];
  }

  function missing() {
    const again = make("button", { type: "button" }, box.dataset.again);
    again.addEventListener("click", () => safely(false));
    return make("p", { className: "read" }, box.dataset.partial + " ", again);
  }

  /* The lists of rubrics, regions and languages: their names come when the reader opens them. */
  async function fill({ counts }) {
    const facets = await sauat.facets(lang);
    if (!facets) throw new Error("the names of the filters did not load");
    for (const select of selects) {
      const way = WAYS[select.name], rows = facets[way];
      const here = rows.filter(([id]) => counts[way] && counts[way][id] || id === state[select.name]);
      select.replaceChildren(select.options[0], ...here.map(([id, name, above]) =>
        make("option", { value: id }, (above === undefined ? "" : "– ") + name + " (" + (counts[way] && counts[way][id] || 0) + ")")));
      select.value = state[select.name];
    }
  }
  const narrowed = () => selects.some(select => state[select.name]);

  /* On a phone the sections stand below the room for results. When nothing is found in either language they are the next step, and
     come up into sight. They go away for a frame first: what appears does not move anything, what jumps does. */
  const browse = document.querySelector(".browse"), phone = matchMedia("(max-width: 67.99em)");
  let bare = false;
  function raise(wanted) {
    if (!phone.matches || bare === wanted) return;
    bare = wanted;
    browse.hidden = true;
    if (!bare) box.classList.remove("bare");
    requestAnimationFrame(() => requestAnimationFrame(() => {
      box.classList.toggle("bare", bare);
      browse.hidden = false;
    }));
  }

  async function ask(typing) {
    const text = state.q.trim(), now = ++asking;
    const listing = !text && narrowed();
    document.documentElement.classList.toggle("asked", text !== "" || listing);
    if (!text && !listing) { box.replaceChildren(said, tips, narrow); said.textContent = ""; tips.hidden = narrow.hidden = true; return; }
    const here = await list(lang, text, typing, "h2", PAGE);
    if (now !== asking) return;
    const { results, manifest, parts } = here;
    const message = show.say(manifest, lang, listing ? "found-filtered" : results.total ? "found" : "found-none", { text, n: show.number(results.total, results.more) });
    const top = [...understood(manifest, text, results), ...(results.partial ? [missing()] : [])];
    if (!listing && (Object.keys(results.counts.kinds).length > 1 || state.kind)) top.push(kinds(manifest, results));
    tips.hidden = Boolean(results.total) || narrowed();
    narrow.hidden = !results.counts.kinds.site && !narrowed();
    if (narrowed()) narrow.open = true;
    if (narrow.open && !narrow.hidden) await fill(results);
    if (now !== asking) return;
    if (results.length) raise(false);
    const focus = document.activeElement;
    box.replaceChildren(said, ...top, tips, narrow, ...parts);
    if (box.contains(focus)) focus.focus();
    said.textContent = message;
    /* The other language comes below, after what was asked for is on the screen; a tree of one language has no other. */
    if (listing) return;
    const there = await list(other, text, typing, "h3", OTHER).catch(error => console.error("sauat: results", error));
    if (now !== asking) return;
    raise(!results.length && !(there && there.results.length));
    if (!there || !there.results.length) return;
    box.append(make("section", { lang: other }, make("h2", {}, show.say(there.manifest, other, "in-this-language")), ...there.parts));
  }
  const safely = typing => ask(typing).catch(error => {
    console.error("sauat: results", error);
    said.textContent = box.dataset.failed;
  });

  input.addEventListener("input", event => {
    if (event.isComposing) return;
    clearTimeout(pause);
    document.documentElement.classList.toggle("asked", input.value.trim() !== "");
    pause = setTimeout(() => turn({ q: input.value }, true), PAUSE);
  });
  input.form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(pause); turn({ ...state, q: input.value, exact: "" }); });
  for (const select of selects) select.addEventListener("change", () => turn({ ...state, [select.name]: select.value }));
  narrow.querySelector("button").addEventListener("click", () => { narrow.querySelector("summary").focus(); turn({ ...state, rubric: "", region: "", site: "", owner: "" }); });
  narrow.addEventListener("toggle", async () => {
    if (!narrow.open || !sauat.facets) return;
    await sauat.facets(lang);
    safely(false);
  });
  window.addEventListener("popstate", () => { read(); safely(false); });
  const typedAhead = input.value;
  read();
  if (typedAhead && typedAhead !== state.q) { input.value = typedAhead; turn({ q: typedAhead }, true); } else safely(false);
};
