/* The eye in the header opens the low-vision panel below itself. Its script comes with the first press; without it, and on the
   panel's own page, the eye stays the link to that page. */
sauat.modules.see = link => {
  if (!sauat.vision || document.querySelector("form.vision")) return;
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", event => {
    event.preventDefault();
    Promise.all([sauat.script("vision", link.dataset.script), sauat.vision.look()]).then(() => sauat.panel(link), () => location.assign(link.href));
  });
  if (document.documentElement.classList.contains("huge")) sauat.script("vision", link.dataset.script).catch(() => {});
  link.addEventListener("keydown", event => { if (event.key === " ") { event.preventDefault(); link.click(); } });
};
