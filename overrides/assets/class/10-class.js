/* The first page of a class computer: who learns here, and a button that leaves nothing of them behind. */
sauat.modules.class = box => {
  const { make, learners } = sauat, say = sauat.words_of(box);
  const part = name => { const found = box.querySelector("[data-part=" + name + "]"); if (!found) throw new Error("class: needs [data-part=" + name + "]"); return found; };
  const [who, people, adding, said, clear, buttons, cleared] = ["who", "people", "add", "said", "clear", "buttons", "cleared"].map(part);
  const ours = name => name.startsWith("sauat");
  const button = (label, does, className = "line") => { const made = make("button", { type: "button", className }, label); made.addEventListener("click", does); return made; };

  function show() {
    const { now, list } = learners.all();
    people.replaceChildren(...list.map(({ name }, n) => {
      const label = name || say("nameless");
      const choose = () => { learners.choose(n); said.textContent = say("chosen", { name: label }); };
      return make("li", {}, n === now ? make("b", {}, label + " " + say("here")) : button(label, choose));
    }));
    people.hidden = list.length === 1 && !list[0].name;
  }

  adding.addEventListener("submit", event => {
    event.preventDefault();
    const input = adding.querySelector("input"), name = input.value.trim().slice(0, 20);
    if (name) learners.name(name);
    said.textContent = name ? say("chosen", { name }) : say("name-first");
    input.value = "";
  });

  /* Everything that the portal keeps in this browser but the reader's switch: names and results, a form half filled, saved pages. */
  async function erase() {
    for (const store of [() => localStorage, () => sessionStorage]) {
      try { Object.keys(store()).filter(ours).forEach(key => store().removeItem(key)); } catch { /* nothing may be kept, so nothing is */ }
    }
    learners.forget();
    await sauat.forget();
  }

  const ask = buttons.querySelector("button");
  const back = () => { buttons.replaceChildren(ask); ask.focus(); };
  ask.addEventListener("click", () => {
    cleared.textContent = say("sure");
    buttons.replaceChildren(
      button(say("erase-yes"), async () => { await erase(); said.textContent = ""; cleared.textContent = say("erased"); back(); }, ""),
      button(say("erase-no"), () => { cleared.textContent = ""; back(); }));
    buttons.querySelector("button").focus();
  });

  document.addEventListener("sauat-learner", show);
  who.hidden = clear.hidden = false;
  show();
};
