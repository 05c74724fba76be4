/* Before the first paint of every page: the reader's own look, chosen in the low-vision panel and kept on this device alone.
   {size, colours, letters, lines, pictures}: each is a data-… of <html> that css-vision knows; what was not chosen is absent. */
window.sauat = { vision: (() => {
  const KEY = "sauat-vision", NAMES = ["size", "colours", "letters", "lines", "pictures"];
  const html = document.documentElement, sheet = document.currentScript.src.replace(/assets\/[^/]*$/, VISION_SHEET);
  let memory = {}, arrived;

  function read() {
    try { return JSON.parse(localStorage.getItem(KEY)) || memory; } catch { return memory; }
  }

  /* From 150 % on a wide window holds no more than a phone, and media queries do not know it: sheets without their wide rules. */
  const fitting = href => href.replace(/(-narrow)?(?=\.\w{8}\.css$)/, html.classList.contains("huge") ? "-narrow" : "");
  const fit = link => { const href = fitting(link.href); if (href !== link.href) link.href = href; };

  function apply(look) {
    for (const name of NAMES) if (look[name]) html.dataset[name] = look[name]; else delete html.dataset[name];
    html.classList.toggle("huge", look.size >= 150);
    document.querySelectorAll("link[rel=stylesheet]").forEach(fit);
  }

  /* The sheet, once; a page whose reader never chose anything does not have it. */
  const look = () => arrived = arrived || new Promise(resolve => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: fitting(sheet), onload: resolve, onerror: resolve }));
  });

  function again() {
    const now = read();
    if (Object.keys(now).length) look();
    apply(now);
  }

  const first = read();
  if (Object.keys(first).length) {
    apply(first);
    /* Written, not appended: only a sheet that the parser meets holds the paint back in every browser. */
    document.write('<link rel="stylesheet" href="' + fitting(sheet) + '">');
    arrived = Promise.resolve();
    const parsing = new MutationObserver(found => found.forEach(({ addedNodes }) => addedNodes.forEach(node => node.rel === "stylesheet" && fit(node))));
    parsing.observe(document.head, { childList: true });
    addEventListener("DOMContentLoaded", () => parsing.disconnect());
  }
  /* Another tab chose, or this page comes back as it was before the choice. */
  addEventListener("storage", ({ key }) => { if (key === KEY || key === null) again(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) again(); });

  return {
    read,
    look,
    keep(chosen) {
      memory = chosen;
      try {
        if (Object.keys(chosen).length) localStorage.setItem(KEY, JSON.stringify(chosen)); else localStorage.removeItem(KEY);
      } catch { /* full or forbidden: it lasts as long as the page */ }
      again();
    }
  };
})() };
