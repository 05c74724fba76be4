/* A search field with a list of results below it, by the ARIA practice "combobox with listbox popup": the field keeps the focus,
   arrows choose, Enter opens, Escape closes and then clears. Enter with nothing chosen goes to the page of results. */
sauat.combobox = input => {
  const SHOWN = 7, PAUSE = 120, QUIET = 900;
  const { lang } = sauat;
  const id = "found-" + document.querySelectorAll(".found").length;
  const list = sauat.make("ul", { id, className: "found", hidden: true });
  const said = sauat.make("p", { className: "unseen" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label"));
  said.setAttribute("role", "status");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" })) {
    input.setAttribute(name, value);
  }
  input.form.append(list, said);

  let chosen = -1, asking = 0, pause, quiet;
  const options = () => Array.from(list.children);

  function close() {
    clearTimeout(pause);
    asking++;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(number) {
    chosen = number;
    options().forEach((option, n) => option.setAttribute("aria-selected", String(n === number)));
    if (number < 0) { input.removeAttribute("aria-activedescendant"); return; }
    input.setAttribute("aria-activedescendant", options()[number].id);
    options()[number].scrollIntoView({ block: "nearest" });
  }

  function option(go, n, ...parts) {
    const made = sauat.make("li", { id: id + "-" + n }, ...parts);
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.go = go;
    return made;
  }

  function open(manifest, text, results) {
    const count = sauat.show.say(manifest, lang, results.total ? "found" : "found-none", { text, n: sauat.show.number(results.total, results.more) });
    const rows = results.map((result, n) => option(() => location.assign(result.url), n,
      sauat.make("b", {}, ...sauat.show.marked(result.title, result.marks)), sauat.show.facts(manifest, lang, result, "small")));
    list.replaceChildren(...rows, option(() => input.form.requestSubmit(), rows.length,
      sauat.make("span", { className: "all" }, results.total ? sauat.show.say(manifest, lang, "found-list", { text }) : count)));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    choose(-1);
    clearTimeout(quiet);
    quiet = setTimeout(() => { said.textContent = count; }, QUIET);
  }

  async function ask() {
    const text = input.value.trim(), turn = ++asking;
    if (text.length < 2) { close(); return; }
    try {
      const results = await sauat.search(text, { lang, typing: true, limit: SHOWN });
      const manifest = await sauat.load(lang, "search/" + lang + ".js");
      if (turn === asking && document.activeElement === input) open(manifest, text, results);
    } catch (error) {
      console.warn("sauat: " + error.message);
      close();
    }
  }

  const KEYS = {
    ArrowDown: () => list.hidden ? ask() : choose((chosen + 1) % list.children.length),
    ArrowUp: () => list.hidden ? ask() : choose((chosen < 1 ? list.children.length : chosen) - 1),
    Enter: event => chosen < 0 ? close() || true : options()[chosen].go(event),
    Escape: () => { if (list.hidden) input.value = ""; close(); }
  };

  input.addEventListener("input", event => {
    if (event.isComposing) return;
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });
  input.addEventListener("compositionend", ask);
  input.addEventListener("keydown", event => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Home" || event.key === "End" || event.key === "ArrowLeft" || event.key === "ArrowRight") choose(-1);
    if (event.key in KEYS && KEYS[event.key](event) !== true) event.preventDefault();
  });
  input.addEventListener("blur", close);
  /* The field keeps the focus while an option is pressed. */
  list.addEventListener("pointerdown", event => event.preventDefault());
  list.addEventListener("mousedown", event => event.preventDefault());
  list.addEventListener("click", event => { const made = event.target.closest("[role=option]"); if (made) made.go(); });
  if (input.value.trim().length > 1) ask();
};
