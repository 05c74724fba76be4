/* Who learns on this device and how far they have come. It is kept here alone and never sent; where nothing may be kept (a private
   window) it lasts as long as the page. {now, list: [{name, done: {lesson: 1}, tests: {module: best}, finals: {level: per cent},
   runs: {test: run}, last}]} */
sauat.learners = (() => {
  const KEY = "sauat-learners";
  let memory = null;

  const blank = name => ({ name, done: {}, tests: {}, finals: {}, runs: {} });

  function read() {
    let kept = memory;
    try { kept = JSON.parse(localStorage.getItem(KEY)) || memory; } catch { /* not to be read: as if nothing were kept */ }
    const list = kept && Array.isArray(kept.list) ? kept.list.map(one => Object.assign(blank(""), one)) : [];
    return list.length ? { now: Math.min(Math.max(0, kept.now | 0), list.length - 1), list } : { now: 0, list: [blank("")] };
  }

  /* Changes what is kept, read anew: another tab may have written. */
  function change(how) {
    const kept = read();
    how(kept.list[kept.now], kept);
    memory = kept;
    try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* full or forbidden: the page itself remembers */ }
    document.dispatchEvent(new Event("sauat-learner"));
  }

  return {
    all: read,
    me: () => { const { now, list } = read(); return list[now]; },
    change,
    /* A new learner; the first name is that of who was here without one. */
    name: name => change((me, kept) => {
      if (kept.list.length === 1 && !me.name) me.name = name; else kept.now = kept.list.push(blank(name)) - 1;
    }),
    /* Nobody was ever here. */
    forget: () => {
      memory = null;
      try { localStorage.removeItem(KEY); } catch { /* nothing is kept */ }
      document.dispatchEvent(new Event("sauat-learner"));
    },
    choose: number => change((_, kept) => { kept.now = number; }),
    erase: number => change((_, kept) => {
      kept.list.splice(number, 1);
      if (!kept.list.length) kept.list.push(blank(""));
      kept.now = Math.max(0, Math.min(kept.now, kept.list.length - 1));
    })
  };
})();

/* Words of a component, from its own element. */
sauat.words_of = element => {
  const words = JSON.parse(element.dataset.words);
  return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
};

/* The end of a lesson: a switch that says it is done; right answers to both questions turn it on. */
sauat.modules.done = box => {
  const { lesson } = box.dataset, { me, change } = sauat.learners, say = sauat.words_of(box);
  const button = box.querySelector("button"), said = box.querySelector("[role=status]");
  const path = location.pathname.split("/").slice(-3).join("/");
  function show() {
    const done = lesson in me().done;
    button.setAttribute("aria-pressed", String(done));
    button.lastChild.textContent = say(done ? "done" : "do");
  }
  const turn = done => {
    change(learner => { if (done) learner.done[lesson] = 1; else delete learner.done[lesson]; });
    said.textContent = say(done ? "said" : "unsaid");
  };
  const right = form => {
    const options = Array.from(form.querySelectorAll(".option"));
    return options.length > 0 && options.every(option => option.querySelector("input").checked === option.classList.contains("yes"));
  };
  button.addEventListener("click", () => turn(!(lesson in me().done)));
  document.addEventListener("change", () => {
    const forms = Array.from(document.querySelectorAll(".checks .item"));
    if (!(lesson in me().done) && forms.length && forms.every(right)) turn(true);
  });
  document.addEventListener("sauat-learner", show);
  change(learner => { learner.last = { path, lang: sauat.lang, title: box.dataset.title }; });
  button.hidden = false;
};

/* The course: each lesson's mark says whether it is done, and which one is next. */
sauat.modules.map = box => {
  const say = sauat.words_of(box), marks = Array.from(box.querySelectorAll("[data-lesson]"));
  function show() {
    const { done } = sauat.learners.me();
    const next = marks.find(mark => mark.href && !(mark.dataset.lesson in done));
    for (const mark of marks) {
      const state = mark.dataset.lesson in done ? "done" : mark === next ? "next" : "";
      mark.className = state;
      mark.querySelector("small").textContent = state && say(state);
    }
  }
  document.addEventListener("sauat-learner", show);
  show();
};

/* The way on: where this learner stopped. */
sauat.modules.onward = box => {
  const say = sauat.words_of(box), link = box.querySelector("a");
  function show() {
    const { name, last } = sauat.learners.me();
    box.hidden = !last;
    if (!last) return;
    link.href = sauat.root + (sauat.lang === "ru" ? "ru/" : "") + last.path;
    link.textContent = last.lang === sauat.lang ? last.title : say("lesson");
    box.querySelector("b").textContent = name ? say("named", { name }) : say("onward");
  }
  document.addEventListener("sauat-learner", show);
  show();
};
