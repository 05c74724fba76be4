/* window.sauat.search(text, {lang, kinds, rubric, region, site, limit, typing, exact}) -> Promise<[{url, title, kind, score, marks, place, text}]>,
   best first, with .total, .more (there are more than that), .counts (of each kind, and of each rubric, region and language once their names
   are here), .shown (how the text was read), .guessed ([{word, as}]) and .partial (a part of the index did not come).
   The engine arrives when a reader first turns to a search field: assets/search/. */
sauat.engineReady = () => sauat.engine ? Promise.resolve() : sauat.script("engine", SEARCH_ENGINE);
sauat.search = (text, options) => sauat.engineReady().then(() => sauat.engine.search(text, options));

/* A field in a header, or the home page's: a list of results opens below it. */
sauat.modules.search = input => {
  if (document.querySelector("[data-module=results]")) return;
  input.addEventListener("focus", () => sauat.engineReady().then(() => sauat.combobox(input)).catch(() => {}), { once: true });
  input.addEventListener("focus", () => sauat.search("").catch(() => {}), { once: true });
};

/* search.html: without scripts, and until the engine is here, it offers the sections. */
sauat.modules.results = box => {
  sauat.engineReady().then(() => sauat.results(box)).catch(error => {
    console.error("sauat: results", error);
    box.querySelector("[role=status]").textContent = box.dataset.failed;
  });
};
