/* A form that sends nothing anywhere: it reads what was typed, says what is wrong beside each field and in a summary, keeps the draft
   while the tab is open, and hands the finished text over to copy, save, mail, share or print.
   A field is an element with data-field, its name; it holds one control, or the boxes of one choice. */
sauat.form = (box, { key, judge, ask = async () => [], compose, changed = () => {} }) => {
  const { make } = sauat, say = sauat.words_of(box), parts = {};
  for (const element of box.querySelectorAll("[data-part]")) parts[element.dataset.part] = element;
  for (const name of ["summary", "ready", "text", "said", "mail"]) if (!parts[name]) throw new Error("form: needs [data-part=" + name + "]");
  const fields = new Map(Array.from(box.querySelectorAll("[data-field]"), field => [field.dataset.field, field]));
  const controls = field => Array.from(field.querySelectorAll("input, select, textarea")).filter(one => one.closest("[data-field]") === field);
  const boxes = field => /radio|checkbox/.test(controls(field)[0].type);
  const button = name => box.querySelector("button[name=" + name + "]");
  const label = field => field.querySelector("label, legend").firstChild.textContent.trim();
  const touched = new Set();
  let tried = false, round = 0, answers = [], undo = null;

  function value(field) {
    const all = controls(field), [first] = all;
    if (!boxes(field)) return first.value;
    const chosen = all.filter(one => one.checked).map(one => one.value);
    return first.type === "radio" ? chosen[0] || "" : chosen;
  }
  function fill(field, typed) {
    for (const one of controls(field)) {
      if (!boxes(field)) one.value = typed || "";
      else one.checked = one.type === "radio" ? one.value === (typed || "") : (typed || []).includes(one.value);
    }
  }
  const values = () => Object.fromEntries(Array.from(fields, ([name, field]) => [name, value(field)]));

  /* --- what is wrong, in words */
  const message = ({ code, at, link, ...more }) => {
    const field = fields.get(at), choose = code === "missing" && (boxes(field) || field.querySelector("select"));
    return say("fault-" + (choose ? "choice" : code), more);
  };

  function mark(field, fault) {
    const id = "e-" + field.dataset.field, old = document.getElementById(id), at = boxes(field) ? field : controls(field)[0];
    if (old) old.remove();
    const told = (at.getAttribute("aria-describedby") || "").split(" ").filter(one => one && one !== id);
    field.classList.toggle("wrong", Boolean(fault));
    if (fault) {
      at.setAttribute("aria-invalid", "true");
      const line = make("p", { className: "error", id }, message(fault));
      if (fault.link) line.append(" ", make("a", { href: fault.link }, say("known-link")));
      const hint = field.querySelector(".hint") || field.querySelector("label, legend");
      hint.after(line);
      told.push(id);
    } else at.removeAttribute("aria-invalid");
    if (told.length) at.setAttribute("aria-describedby", told.join(" ")); else at.removeAttribute("aria-describedby");
  }

  /* Only where the reader has been, until the button is pressed. */
  function show(faults) {
    for (const [name, field] of fields) {
      const fault = faults.find(one => one.at === name);
      mark(field, tried || touched.has(name) ? fault : undefined);
    }
  }

  const all = () => [...judge(values()), ...answers];

  function summarize(faults) {
    parts.summary.hidden = !faults.length;
    parts.summary.querySelector("ul").replaceChildren(...faults.map(fault => {
      const field = fields.get(fault.at), link = make("a", { href: "#" + controls(field)[0].id }, label(field));
      link.addEventListener("click", event => { event.preventDefault(); controls(field)[0].focus(); });
      return make("li", {}, link, " – ", message(fault));
    }));
    if (faults.length) parts.summary.focus();
  }

  /* --- the finished text */
  function finish() {
    const { text, subject, name, title } = compose(values());
    parts.text.textContent = text;
    if (parts.name) parts.name.textContent = name;
    parts.mail.href = "mailto:?subject=" + encodeURIComponent(subject) + "&body=" + encodeURIComponent(text.replace(/\n/g, "\r\n"));
    parts.ready.hidden = false;
    const download = button("download"), share = button("share");
    if (download) download.onclick = () => save(text, title);
    share.hidden = !navigator.share;
    share.onclick = () => navigator.share({ title: subject, text }).catch(() => {});
    parts.ready.querySelector("h2").focus();
  }

  function save(text, name) {
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" })), download: name });
    box.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /* The clipboard asks for https; elsewhere browsers copy what is selected, and what is selected a reader can copy too. */
  async function copy() {
    getSelection().selectAllChildren(parts.text);
    try { await navigator.clipboard.writeText(parts.text.textContent); } catch {
      if (!document.execCommand("copy")) { parts.said.textContent = say("selected"); return; }
    }
    parts.said.textContent = say("copied");
  }

  /* --- the draft: kept by this tab alone, where it may be kept */
  function keep() { try { sessionStorage.setItem(key, JSON.stringify(values())); } catch { /* from a disk it may be forbidden */ } }
  function kept() { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } }
  function put(draft) { for (const [name, field] of fields) fill(field, draft[name]); }

  function refresh() {
    for (const area of box.querySelectorAll("textarea")) {
      const rows = area.dataset.rows || (area.dataset.rows = area.rows);
      area.rows = rows;
      while (area.scrollHeight > area.clientHeight + 2 && area.rows < 30) area.rows++;
    }
    for (const field of fields.values()) field.classList.toggle("filled", value(field).length > 0);
    changed(values(), fields);
  }

  function clear() {
    const back = undo;
    undo = back ? null : values();
    put(back || {});
    touched.clear();
    tried = false;
    answers = [];
    round++;
    parts.said.textContent = "";
    parts.summary.hidden = parts.ready.hidden = true;
    button("clear").textContent = say(back ? "clear" : "undo");
    keep();
    refresh();
    show([]);
  }

  box.addEventListener("input", event => {
    const field = event.target.closest("[data-field]");
    parts.ready.hidden = true;
    parts.said.textContent = "";
    round++;
    if (undo) { undo = null; button("clear").textContent = say("clear"); }
    answers = answers.filter(({ at }) => at !== field.dataset.field);
    keep();
    refresh();
    if (field.classList.contains("wrong")) show(all());
  });
  box.addEventListener("change", event => {
    touched.add(event.target.closest("[data-field]").dataset.field);
    refresh();
    show(all());
  });
  box.addEventListener("submit", async event => {
    event.preventDefault();
    const mine = ++round;
    tried = true;
    let faults = judge(values());
    if (!faults.length) {
      parts.said.textContent = say("asking");
      answers = await ask(values(), text => { parts.note.textContent = text; });
      /* The reader has changed something or pressed again while the catalogue was asked. */
      if (mine !== round) return;
      parts.said.textContent = "";
      faults = all();
    }
    show(faults);
    summarize(faults);
    if (faults.length) parts.ready.hidden = true; else finish();
  });
  button("copy").addEventListener("click", copy);
  button("clear").addEventListener("click", clear);
  for (const one of box.querySelectorAll("button[name=print]")) one.addEventListener("click", () => print());

  const draft = kept();
  if (draft) put(draft);
  for (const one of box.querySelectorAll(".live")) one.hidden = false;
  refresh();
  return { fields, values, fill, refresh, say };
};
