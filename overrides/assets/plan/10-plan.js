/* The plan's table: narrowed by word, direction, executor, year with money, source, form, year of a due date; sorted by its heads.
   plan.html?q=…&direction=4&body=bgm&money=2008&source=local&form=0&due=2007&sort=-2008: the address says all, as on the search page. */
sauat.modules.plan = box => {
  const PAUSE = 150;
  const form = box.querySelector("form"), table = box.querySelector("table"), said = box.querySelector("[role=status]");
  if (!form || !table || !said) throw new Error("plan: needs form, table and [role=status]");
  const say = sauat.words_of(box), collator = new Intl.Collator(sauat.lang, { numeric: true });
  const details = form.querySelector("details"), wide = matchMedia("(min-width: 68em)");
  const fields = Array.from(form.elements).filter(field => field.name);
  const heads = Array.from(table.querySelectorAll("th[data-sort]"));
  const groups = Array.from(table.tBodies), flat = table.createTBody();
  const rows = groups.flatMap(group => Array.from(group.rows).slice(1).map(row => ({ row, group })));
  rows.forEach((each, place) => { each.place = place; });

  /* The words of a row and what it has, read when first asked for: most readers only scroll, on a slow processor. */
  function known(each) {
    if (each.has) return each;
    const { row, group } = each, money = Array.from(row.querySelectorAll(".num")).filter(cell => /\d/.test(cell.textContent));
    const { body, source, form, due } = row.dataset;
    return Object.assign(each, { words: sauat.fold(row.textContent.replace(/\xad/g, "")),
      has: { direction: [group.dataset.direction], body: body.split(" "), source: [source], form: [form], due: due.split(" "),
        money: money.map(cell => cell.dataset.label) } });
  }

  /* Until something is asked for, the table stays as it came. */
  let state = {}, pause, asWritten = true;
  function keep(typing) {
    const asked = String(new URLSearchParams(Object.entries(state).filter(([, value]) => value)));
    history[typing ? "replaceState" : "pushState"](null, "", location.pathname + (asked && "?" + asked));
  }

  /* What a cell is sorted by; nothing for an empty one, which stands last either way. */
  function key({ row, place }, head) {
    if (head.dataset.sort === "no") return String(place);
    const cell = row.cells[head.cellIndex], text = cell.dataset.value || cell.textContent.replace(/\xad/g, "").trim();
    if (cell.classList.contains("num")) return /\d/.test(text) ? text.replace(/\D/g, "") : "";
    return text === "–" ? "" : text;
  }
  function ordered(head, down) {
    const keyed = rows.map(each => [key(each, head), each]);
    keyed.sort(([a, first], [b, second]) =>
      !a - !b || (down ? collator.compare(b, a) : collator.compare(a, b)) || first.place - second.place);
    return keyed.map(([, each]) => each);
  }

  function sort() {
    const [, down, name] = /^(-?)(.*)$/.exec(state.sort || "no");
    const head = heads.find(each => each.dataset.sort === name) || heads[0];
    const whole = head === heads[0] && !down;
    for (const each of heads) each.setAttribute("aria-sort", each !== head ? "none" : down ? "descending" : "ascending");
    if (whole && asWritten) return;
    asWritten = whole;
    for (const { row, group } of whole ? rows : ordered(head, down)) (whole ? group : flat).append(row);
  }
  function show() {
    const words = sauat.fold(state.q || "").split(/\s+/).filter(Boolean);
    const wanted = Object.entries(state).filter(([name, value]) => value && name !== "q" && name !== "sort");
    const fits = ({ words: own, has }) => words.every(word => own.includes(word)) && wanted.every(([name, value]) => has[name].includes(value));
    const all = !words.length && !wanted.length;
    let count = 0;
    for (const each of rows) {
      each.row.hidden = !all && !fits(known(each));
      count += !each.row.hidden;
    }
    for (const group of groups) group.hidden = !Array.from(group.rows).slice(1).some(row => !row.hidden);
    said.textContent = count ? say("shown", { shown: count, all: rows.length }) : say("none");
  }
  /* From the address into the fields and the table. */
  function read() {
    const given = new URLSearchParams(location.search);
    state = { sort: given.get("sort") || "" };
    for (const field of fields) {
      field.value = given.get(field.name) || "";
      if (!field.value && field.options) field.value = "";
      state[field.name] = field.value;
    }
    if (wide.matches || fields.some(field => field.options && field.value)) details.open = true;
    sort();
    show();
  }

  for (const head of heads) {
    const button = sauat.make("button", { type: "button" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const name = head.dataset.sort, now = head.getAttribute("aria-sort"), first = head.classList.contains("num") ? "-" : "";
      state.sort = now === "none" ? first + name : (now === "ascending" ? "-" : "") + name;
      if (state.sort === "no") state.sort = "";
      keep();
      sort();
      show();
    });
  }
  form.addEventListener("input", ({ target }) => {
    state[target.name] = target.value;
    clearTimeout(pause);
    if (target.options) { keep(); show(); }
    else pause = setTimeout(() => { keep(true); show(); }, PAUSE);
  });
  form.addEventListener("reset", () => {
    for (const { name } of fields) state[name] = "";
    clearTimeout(pause);
    keep();
    show();
  });
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("popstate", read);
  read();
  form.hidden = false;
  box.classList.add("live");
};
