/* A test from its start to its review: a module's self-test (a reason after each answer), the placement (stops early) and a level's
   final (time, review at the end). One question on the screen; a closed tab loses nothing. */
sauat.modules.test = box => {
  const { kind, test } = box.dataset, say = sauat.words_of(box), { me, change } = sauat.learners, { make } = sauat;
  const plan = JSON.parse(box.dataset.plan), screens = Number(box.dataset.screens || 0), pass = Number(box.dataset.pass || 0);
  const start = box.querySelector(".start"), all = box.querySelector(".all"), stage = box.querySelector(".stage");
  const forms = Array.from(all.querySelectorAll(".item"));
  const homes = new Map(forms.map(form => [form, form.cloneNode(true)]));
  const items = forms.map(form => ({ id: form.id, lesson: form.dataset.lesson, kind: form.dataset.kind, part: form.closest("[data-part]").dataset.part }));
  if (!start || !stage || !forms.length) throw new Error("test: needs .start, .all with items, and .stage");

  let run = null, questions = [], ticking = 0;
  const key = kind + ":" + test;
  const keep = () => change(learner => { if (run) learner.runs[key] = run; else delete learner.runs[key]; });

  /* A run that was begun here and still fits the questions of today. */
  function kept() {
    const found = me().runs[key];
    return found && Array.isArray(found.ids) && found.ids.every(id => items.some(item => item.id === id)) ? found : null;
  }

  function offer() {
    const found = kept();
    const again = start.querySelector("[name=resume]");
    again.hidden = !found;
    if (found) again.textContent = say("resume", { n: Math.min(found.at + 1, found.ids.length), all: found.ids.length });
    start.querySelector("[name=begin]").textContent = say(found ? "afresh" : "begin");
    start.querySelector("[name=begin]").disabled = false;
  }

  function begin() {
    const seed = new Date().getTime().toString(36);
    const drawn = kind === "placement" ? items : sauat.draw.draw(items, plan, screens, seed);
    const minutes = start.querySelector("[name=minutes]");
    run = { seed, at: 0, ids: drawn.map(item => item.id), given: {}, open: {}, left: minutes ? Number(minutes.value) * 60 : 0 };
    keep();
    play();
  }

  function play() {
    const random = sauat.draw.chance(run.seed + "o");
    questions = run.ids.map(id => {
      const form = homes.get(forms.find(one => one.id === id)).cloneNode(true);
      form.removeAttribute("data-module");
      form.addEventListener("submit", event => event.preventDefault());
      const question = sauat.question(form, random, say);
      if (run.given[id]) question.set(run.given[id]);
      form.addEventListener("change", () => { run.given[id] = question.value(); keep(); });
      return question;
    });
    start.hidden = all.hidden = true;
    stage.hidden = false;
    if (run.left) tick();
    ask(run.at);
  }

  const head = text => { const made = make("h2", { tabIndex: -1 }, text); return made; };
  const press = (label, does, className = "") => { const made = make("button", { type: "button", className }, label); made.addEventListener("click", does); return made; };
  function show(...parts) {
    stage.replaceChildren(...parts);
    const first = stage.querySelector("h2");
    first.focus();
    first.scrollIntoView({ block: "nearest" });
  }

  const clock = make("p", { className: "clock" });
  const warned = make("p", { className: "unseen" });
  warned.setAttribute("role", "status");

  function ask(at) {
    run.at = at;
    keep();
    const question = questions[at], last = at === questions.length - 1, id = run.ids[at];
    const beads = make("ol", { className: "beads" }, ...run.ids.map((one, n) => make("li", { className: n === at ? "here" : run.given[one] ? "full" : "" })));
    beads.setAttribute("aria-hidden", "true");
    const turns = make("p", { className: "turns" });
    const go = () => {
      if (kind === "placement" && enough()) { finish(); return; }
      if (!last) ask(at + 1); else if (kind === "final") sum(); else finish();
    };
    if (kind === "final") turns.append(press(say(last ? "to-end" : "next"), go));
    else if (kind === "placement") turns.append(press(say(last ? "finish" : "next"), () => { run.open[id] = 1; go(); }));
    else {
      const next = press(say(last ? "finish" : "next"), go);
      const check = press(say("check"), () => {
        if (!question.value().length) { question.form.querySelector(".verdict").textContent = say("first"); return; }
        run.open[id] = 1;
        keep();
        question.reveal(true);
        check.replaceWith(next);
        next.focus();
      });
      if (run.open[id]) question.reveal(false);
      turns.append(run.open[id] ? next : check);
    }
    if (at && kind !== "placement") turns.append(press(say("back"), () => ask(at - 1), "line"));
    turns.append(press(say("pause"), leave, "line"));
    const title = head(say("number", { n: at + 1, all: questions.length }));
    stage.classList.add("one");
    show(title, beads, ...(run.left ? [clock, warned] : []), question.form, turns);
  }

  function leave() {
    stop();
    keep();
    stage.hidden = true;
    start.hidden = all.hidden = false;
    offer();
    start.querySelector("button:not([hidden])").focus();
  }

  /* Before the end of a final: what has no answer yet, and the way back to it. */
  function sum() {
    const open = run.ids.map((id, n) => [id, n]).filter(([id]) => !(run.given[id] || []).length);
    const links = make("ul", { className: "plain turns" }, ...open.map(([, n]) => make("li", {}, press(say("go-to", { n: n + 1 }), () => ask(n), "line"))));
    show(head(say("sum")), ...(run.left ? [clock, warned] : []), make("p", {}, open.length ? say("open", { n: open.length }) : say("all-answered")), links,
      make("p", { className: "turns" }, press(say("finish"), finish), press(say("back"), () => ask(questions.length - 1), "line")));
  }

  /* Time is shown and can be had more of; when it is over nothing is taken away. */
  function tick() {
    const shown = () => { clock.firstChild.textContent = say("left", { time: Math.floor(run.left / 60) + ":" + String(run.left % 60).padStart(2, "0") }); };
    clock.replaceChildren(make("span", {}, ""), press(say("more-time"), () => { run.left += 600; shown(); keep(); }, "line"));
    shown();
    stop();
    ticking = setInterval(() => {
      if (run.left <= 1) {
        run.left = 1;
        if (warned.textContent !== say("time-over")) warned.textContent = clock.firstChild.textContent = say("time-over");
        return;
      }
      run.left--;
      shown();
      if (run.left % 15 === 0) keep();
      if (run.left === 300 || run.left === 60) warned.textContent = say("left-said", { n: run.left / 60 });
    }, 1000);
  }
  const stop = () => clearInterval(ticking);

  /* Placement: four misses among one level's questions end it; harder ones would tell nothing more. */
  function enough() {
    const part = items.find(item => item.id === run.ids[run.at]).part;
    return run.ids.filter((id, n) => n <= run.at && items.find(item => item.id === id).part === part && !questions[n].isRight()).length >= 4;
  }

  function finish() {
    stop();
    const asked = questions.slice(0, kind === "placement" ? run.at + 1 : undefined);
    const right = asked.filter(question => question.isRight()), percent = Math.round(right.length / asked.length * 100);
    change(learner => {
      delete learner.runs[key];
      if (kind === "self") learner.tests[test] = Math.max(learner.tests[test] || 0, Math.round(right.length / asked.length * 10));
      if (kind === "final") learner.finals[test] = Math.max(learner.finals[test] || 0, percent);
    });
    const title = say("result", { n: right.length, all: asked.length });
    const verdict = kind === "final" ? say(percent >= pass ? "passed" : "not-passed", { percent, pass }) : kind === "self" ? say(percent >= 75 ? "good" : "more") : "";
    for (const question of asked) question.reveal(false);
    stage.classList.remove("one");
    show(head(title), ...(verdict ? [make("p", { className: "lead" }, verdict)] : []),
      ...(kind === "placement" ? placed(asked) : byLesson(asked)),
      make("p", { className: "turns" }, press(say("again"), () => { run = null; begin(); }), press(say("leave"), () => { run = null; leave(); }, "line")),
      make("h2", {}, say("review")), ...asked.map((question, n) => {
        question.form.querySelector(".nth").textContent = say("number", { n: n + 1, all: asked.length }) + (question.form.dataset.kind === "several" ? " · " : "");
        return question.form;
      }));
    run = null;
  }

  const lessons = asked => [...new Set(asked.map(question => question.form.dataset.lesson))];
  const titled = lesson => { const source = all.querySelector("[data-lesson-title='" + lesson + "']"); return make("a", { href: source.href }, source.textContent); };

  /* How each lesson's questions went: what to read again comes first. */
  function byLesson(asked) {
    const rows = lessons(asked).map(lesson => {
      const of = asked.filter(question => question.form.dataset.lesson === lesson);
      return { lesson, all: of.length, n: of.filter(question => question.isRight()).length };
    }).sort((a, b) => a.n / a.all - b.n / b.all);
    return [make("h2", {}, say("by-lesson")), make("ul", { className: "leaders" }, ...rows.map(row => make("li", {}, titled(row.lesson), make("i", {}), make("b", {}, row.n + " / " + row.all))))];
  }

  /* What can be skipped, and where to begin: lessons whose questions were all right, and the first that was missed. */
  function placed(asked) {
    const good = lesson => asked.filter(question => question.form.dataset.lesson === lesson).every(question => question.isRight());
    const seen = lessons(asked), skip = seen.filter(good), begin = seen.find(lesson => !good(lesson));
    return [
      ...(begin ? [make("h2", {}, say("start-here")), make("p", {}, titled(begin))] : [make("p", { className: "lead" }, say("nothing-missed"))]),
      ...(skip.length ? [make("h2", {}, say("skip-these")), make("ul", { className: "plain" }, ...skip.map(lesson => make("li", {}, titled(lesson))))] : [])
    ];
  }

  start.querySelector("[name=begin]").addEventListener("click", begin);
  start.querySelector("[name=resume]").addEventListener("click", () => { run = kept(); if (run) play(); else begin(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && run) keep(); });
  offer();
};
