/* A word of the glossary inside a lesson: a button that opens what it means. Esc, a tap outside and the cross close it; a browser
   without popovers shows it below the paragraph. Without scripts the word stays a link to the glossary. */
sauat.modules.gloss = article => {
  const { make } = sauat, say = sauat.words_of(article);
  const over = "popover" in HTMLElement.prototype;
  const sheet = make("div", { className: "meaning", id: "meaning" });
  if (over) { sheet.popover = "auto"; document.body.append(sheet); }
  let opener = null;

  function close() {
    if (over) sheet.hidePopover(); else sheet.remove();
    if (opener) opener.setAttribute("aria-expanded", "false");
  }

  function open(button) {
    if (opener) opener.setAttribute("aria-expanded", "false");
    opener = button;
    const { name, says, example, href } = button.dataset;
    const shut = make("button", { type: "button", className: "line" }, say("close"));
    shut.addEventListener("click", () => { close(); button.focus(); });
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-label", name);
    sheet.replaceChildren(make("p", {}, says), ...(example ? [make("p", { className: "facts" }, example)] : []),
      make("p", { className: "turns" }, shut, make("a", { href }, say("glossary"))));
    if (over) {
      sheet.showPopover();
      const at = button.getBoundingClientRect();
      sheet.style.setProperty("--x", Math.min(at.left, innerWidth - 400) + "px");
      sheet.style.setProperty("--y", Math.min(at.bottom + 6, innerHeight - sheet.offsetHeight - 8) + "px");
    } else button.closest("p, li, dd, div").after(sheet);
    button.setAttribute("aria-expanded", "true");
    shut.focus({ preventScroll: true });
  }
  sheet.addEventListener("toggle", event => { if (event.newState === "closed" && opener) opener.setAttribute("aria-expanded", "false"); });
  if (!over) document.addEventListener("keydown", event => { if (event.key === "Escape" && sheet.isConnected) { close(); opener.focus(); } });

  for (const link of article.querySelectorAll("a.term")) {
    const button = make("button", { type: "button", className: "term" }, ...link.childNodes);
    Object.assign(button.dataset, link.dataset, { href: link.getAttribute("href") });
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("click", () => open(button));
    link.replaceWith(button);
  }
};
