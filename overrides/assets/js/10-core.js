/* The portal's one global, begun by the early script. Plain scripts: the same files work over http, under any path, and from disk. */
const sauat = Object.assign(window.sauat || {}, {
  /* From the page up to the tree's root, known from where this very script was loaded. */
  root: document.currentScript.src.replace(/assets\/[^/]*$/, ""),
  lang: document.documentElement.lang,
  modules: {},
  _arrived: {},
  /* A data script calls this with its name and its data. */
  put(name, data) { sauat._arrived[name] = data; },
  _loading: {},
  /* Loads a script once: Chromium blocks fetch() on file://, a script element works everywhere. One that failed may be tried again. */
  script(name, path) {
    return sauat._loading[name] = sauat._loading[name] || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = sauat.root + path;
      script.onload = resolve;
      script.onerror = () => { delete sauat._loading[name]; reject(new Error(path + " did not load")); };
      document.head.append(script);
    });
  },
  /* Loads a data script and gives what it put. */
  async load(name, path) {
    if (!(name in sauat._arrived)) await sauat.script(name, path);
    if (!(name in sauat._arrived)) {
      delete sauat._loading[name];
      throw new Error(path + " brought no data");
    }
    return sauat._arrived[name];
  },
  /* An element with properties and children; text is always text, never markup. */
  make(tag, props, ...children) {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...children);
    return element;
  }
});
window.sauat = sauat;

/* Every element with data-module is claimed by its component; one that fails does not stop the others. */
document.addEventListener("DOMContentLoaded", () => {
  for (const element of document.querySelectorAll("[data-module]")) {
    try {
      sauat.modules[element.dataset.module](element);
    } catch (error) {
      console.error("sauat: " + element.dataset.module, error);
    }
  }
});
