/* The low-vision panel: its own page has it ready, the eye in the header brings it to any other. A choice shows at once. */
sauat.modules.vision = form => {
  const { vision } = sauat, reset = form.querySelector("[name=reset]");
  if (!vision || !reset) throw new Error("vision: needs the early script and a button named reset");
  const show = () => {
    const look = vision.read();
    for (const input of form.querySelectorAll("input")) input.checked = input.value === (look[input.name] || "");
  };
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("change", () => vision.keep(Object.fromEntries(Array.from(new FormData(form)).filter(([, value]) => value))));
  reset.addEventListener("click", () => { vision.keep({}); show(); });
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  vision.look().then(() => { show(); form.hidden = false; });
};

sauat.panel = link => {
  let form = link.parentNode.querySelector("form.vision");
  const open = !form || form.hidden;
  const turn = opened => { form.hidden = !opened; link.setAttribute("aria-expanded", String(opened)); };
  if (!form) {
    const holder = document.createElement("template");
    holder.innerHTML = PANEL_MARKUP;
    form = holder.content.firstElementChild;
    form.querySelector("a").href = link.href;
    link.after(form);
    const close = () => { turn(false); link.focus(); };
    form.querySelector("[name=close]").addEventListener("click", close);
    form.addEventListener("keydown", event => { if (event.key === "Escape") close(); });
    sauat.modules.vision(form);
  }
  turn(open);
  if (open) form.querySelector("h2").focus();
};
