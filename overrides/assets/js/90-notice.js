/* The warning above the page: its reader may close it, for as long as the tab is open. A closed one is taken away at once and not when
   the page is ready: the first paint waits for this very script (base.html), so nothing moves. */
{
  const KEY = "sauat-notice";
  const closed = () => { try { return sessionStorage.getItem(KEY); } catch { return null; /* nothing may be kept: it comes again */ } };
  for (const box of document.querySelectorAll("[data-module=notice]")) box.hidden = closed() === box.dataset.id;

  sauat.modules.notice = box => {
    const button = box.querySelector("button"), main = document.getElementById("main");
    if (!button || !main) throw new Error("notice: needs a button, and #main to go to");
    button.onclick = () => {
      try { sessionStorage.setItem(KEY, box.dataset.id); } catch { /* the same */ }
      box.hidden = true;
      /* The button with the focus is gone: reading goes on where the page begins. */
      main.tabIndex = -1;
      main.focus({ preventScroll: true });
    };
  };
}
