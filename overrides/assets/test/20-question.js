/* One question of a test, over the form that the page has already: what was answered, whether it is right, and how it is shown. */
sauat.question = (form, random, say) => {
  const { kind } = form.dataset;
  const fieldset = form.querySelector("fieldset"), said = form.querySelector("[role=status]"), answer = form.querySelector(".answer");
  const options = Array.from(form.querySelectorAll(".option"));
  const letters = options.map(option => option.querySelector("b").textContent);
  form.classList.add("quiet");
  answer.hidden = true;

  /* Options stand in the order of this draw; those of a drawing keep its numbers. */
  if (kind === "single" || kind === "several") {
    sauat.draw.shuffled(options, random).forEach((option, n) => {
      option.querySelector("b").textContent = letters[n];
      fieldset.append(option);
    });
  }

  /* Order: a list whose rows go up and down by buttons. */
  const list = form.querySelector(".jumbled");
  function arrange(order) { for (const n of order) list.append(Array.from(list.children).find(row => row.dataset.n === String(n))); }
  function button(row, way, label) {
    const made = sauat.make("button", { type: "button", className: "line" }, way < 0 ? "↑" : "↓");
    made.setAttribute("aria-label", say(label, { text: row.firstChild.textContent }));
    made.addEventListener("click", () => {
      const other = way < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      if (way < 0) other.before(row); else other.after(row);
      made.focus();
      said.textContent = say("place", { n: Array.from(list.children).indexOf(row) + 1 });
      form.dispatchEvent(new Event("change", { bubbles: true }));
    });
    return made;
  }
  if (list) {
    const rows = Array.from(list.children);
    for (const row of rows) row.append(sauat.make("span", { className: "moves" }, button(row, -1, "up"), button(row, 1, "down")));
    let order = rows.map(row => Number(row.dataset.n));
    do order = sauat.draw.shuffled(order, random); while (rows.length > 1 && order.every((n, at) => n === at));
    arrange(order);
  }

  /* Match: each row of the left has a choice of all the right ones. */
  const [left, right] = form.querySelectorAll(".match ul");
  const choices = [];
  if (left) {
    const rights = sauat.draw.shuffled(Array.from(right.children), random);
    for (const row of Array.from(left.children)) {
      const select = sauat.make("select", {}, sauat.make("option", { value: "" }, say("choose")),
        ...rights.map(one => sauat.make("option", { value: one.dataset.n }, one.textContent)));
      row.replaceChildren(sauat.make("label", {}, row.textContent, select));
      choices.push(select);
    }
    right.hidden = true;
    left.parentElement.classList.add("chosen");
  }

  /* The order as it was shown first is no answer yet. */
  let moved = false;
  form.addEventListener("change", () => { moved = true; });

  /* An option's number as it was written, wherever it stands now: the end of its field's id. */
  const field = option => option.querySelector("input"), number = option => Number(/\d+$/.exec(field(option).id)[0]);
  const value = () => options.length ? options.filter(option => field(option).checked).map(number)
    : list ? (moved ? Array.from(list.children).map(row => Number(row.dataset.n)) : [])
      : choices.every(select => select.value === "") ? [] : choices.map(select => select.value === "" ? -1 : Number(select.value));

  function set(given) {
    if (!given.length) return;
    moved = true;
    for (const option of options) field(option).checked = given.includes(number(option));
    if (list) arrange(given);
    choices.forEach((select, n) => { select.value = given[n] < 0 ? "" : String(given[n]); });
  }

  const isRight = () => {
    const given = value();
    if (!given.length) return false;
    if (options.length) return options.every(option => field(option).checked === option.classList.contains("yes"));
    if (list) return given.every((n, at) => n === at);
    return choices.every((select, n) => select.value === Array.from(left.children)[n].dataset.n);
  };

  /* Opens the reasons, and closes the question: what was answered stays as it was. */
  function reveal(aloud) {
    const good = isRight();
    form.classList.replace("quiet", "shown");
    for (const control of fieldset.querySelectorAll("input, select, button")) control.disabled = true;
    if (!options.length) { answer.hidden = false; answer.open = true; }
    const reason = form.querySelector(".option input:checked ~ .why");
    const verdict = say(good ? "right" : value().length ? "wrong" : "unanswered");
    form.querySelector(".verdict").textContent = verdict;
    form.querySelector(".verdict").className = "verdict " + (good ? "good" : "bad");
    if (aloud) said.textContent = [verdict, reason ? reason.textContent : answer.textContent].join(" ");
  }

  return { form, value, set, isRight, reveal };
};
