/* "Keep this level": its size before it starts, its progress while it runs, a way to stop, to go on, to remove. Without a worker
   (from disk, without TLS) what stands in its place stays: a link to the editions. */
sauat.modules.save = box => {
  if (!sauat.root.startsWith("http") || !navigator.serviceWorker || !window.caches) return;
  const { make } = sauat, say = sauat.words_of(box), store = sauat.store(box.dataset.level);
  const megabytes = size => (Math.ceil(size / 1e5) / 10).toFixed(1).replace(".", ",") + "\u00a0МБ";
  const said = make("p", { role: "status" }), bar = make("progress", { hidden: true }), turns = make("p", { className: "turns" });
  const panel = make("div", { className: "panel", hidden: true }, said, bar, turns);
  const door = make("button", { type: "button", className: "line" }, say("do"));
  let running = null, plan = null, here = 0;

  const button = (key, does, className = "line") => { const made = make("button", { type: "button", className }, say(key)); made.onclick = does; return made; };
  const sizes = () => ({ line: megabytes(plan.line), place: megabytes(plan.place), got: megabytes(here), left: megabytes(plan.left) });
  function show(text, ...buttons) {
    said.textContent = text;
    bar.hidden = !running;
    const inside = turns.contains(document.activeElement);
    turns.replaceChildren(...buttons);
    if (inside) (buttons[0] || door).focus();
  }

  const label = kept => { door.textContent = say(!kept ? "do" : kept.whole ? "kept" : "go-on"); };
  const relabel = async () => label(await store.kept());
  const close = () => { panel.hidden = true; door.setAttribute("aria-expanded", "false"); door.focus(); };

  /* The panel as things stand. */
  async function open(afresh) {
    show(say("wait"));
    if (await store.stopped()) {
      show(say("off") + " ");
      said.append(make("a", { href: box.dataset.off }, say("off-page")));
      return;
    }
    const kept = await store.kept();
    try {
      plan = await store.missing(afresh);
    } catch {
      show(say(kept && kept.whole ? "kept" : "no-list"), kept ? button("remove", remove) : button("no", close));
      return;
    }
    here = plan.line - plan.left;
    if (!kept) show(say("ask", sizes()), button("yes", run, ""), button("no", close));
    else if (!plan.todo.length) show(say("done", sizes()), button("remove", remove));
    else if (kept.whole) show(say("new", sizes()), button("update", run, ""), button("remove", remove));
    else show(say("stopped", sizes()), button("go-on", run, ""), button("remove", remove));
  }

  async function run(event, again) {
    running = new AbortController();
    Object.assign(bar, { max: plan.line, value: here });
    show(say("run", sizes()), button("stop", () => running.abort()));
    let failed = "";
    try {
      await store.fill(plan, bytes => { here = bar.value = bytes; said.textContent = say("run", sizes()); }, running);
    } catch (error) {
      failed = error.name;
    }
    running = null;
    await relabel();
    if (failed === "Strange" && !again) {
      await open(true).then(() => run(event, true));
      return;
    }
    await open();
    if (!failed || failed === "AbortError") return;
    said.textContent = say({ Strange: "strange", QuotaExceededError: "full" }[failed] || "lost", sizes());
    if (failed === "TypeError") addEventListener("online", () => { if (!running && plan.todo.length) run(); }, { once: true });
  }

  async function remove() {
    await store.drop();
    label(null);
    show(say("removed"));
    door.focus();
  }

  /* After a release what changed comes by itself, where the line is not paid by the byte. */
  async function refresh() {
    const line = navigator.connection, kept = await store.kept();
    label(kept);
    if (!kept || !kept.whole || (line && (line.saveData || line.type === "cellular" || /2g|3g/.test(line.effectiveType)))) return;
    const fresh = await store.missing();
    if (fresh.todo.length && !await store.stopped()) await store.fill(fresh, () => {}, new AbortController());
  }

  bar.setAttribute("aria-label", say("do"));
  door.setAttribute("aria-expanded", "false");
  door.onclick = () => {
    panel.hidden = !panel.hidden;
    door.setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden && !running) open();
  };
  box.replaceChildren(door, panel);
  refresh().catch(error => console.warn("sauat: " + error.message));
};
