/* The portal's service worker: what was opened once opens again without a network. generator/worker.py fills in the release.

   pages    from the network; the copy when the line is dead or silent; the VISITED last ones are kept
   assets   named by their content, so the copy comes first; an old release's stay for its pages, open or kept
   indexes  search/kk-1a2b3c4d/: the same; of each language this release's and the one before, for a page left open
   levels   kept by a reader (assets/save/), each whole in a cache of its own; they stand in for all of these
   off      an empty cache, made by the reader's switch (assets/js/60-keep.js): nothing is kept while it is there

   Nothing that a page of the release before may ask for goes away, and pages come from the network first: so a new worker
   may take over at once. */
const release = RELEASE_DATA;
const root = registration.scope;
const mine = "sauat " + new URL(root).pathname + " ";
const PAGES = mine + "pages", ASSETS = mine + "assets", OFF = mine + "off";
const VISITED = 200, OLD_ASSETS = 40, LISTED = 30, PATIENCE = 4000, PAUSE = 2000, AT_ONCE = 4;
const INDEX = /^search\/..-[0-9a-f]{8}\//, MANIFEST = /^(search|saves)\/..\.js$/, ASSET = /^assets\/[^/]+\.[0-9a-f]{8}\.\w+$/;

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
const find = (name, url) => caches.match(url, { cacheName: name, ignoreVary: true });
/* The copy that was kept of an address: the last visit's, else a level's. */
const copy_of = async (name, url) => await find(name, url) || caches.match(url, { ignoreVary: true });
/* The addresses of what a cache has, the oldest first. */
const kept = async name => await caches.has(name) ? (await (await caches.open(name)).keys()).map(({ url }) => url) : [];
const inside = url => url.slice(root.length);
/* Some servers answer a missing file with a page: it must not stand for a script ever after. */
const good = (response, page) => response.ok && !response.redirected && response.type === "basic" &&
  (page || !/html/.test(response.headers.get("Content-Type")));

/* A line that is slow or paid by the byte, or a reader who saves: nothing is fetched ahead. */
function thrifty() {
  const line = navigator.connection;
  return Boolean(line && (line.saveData || line.type === "cellular" || /2g|3g/.test(line.effectiveType)));
}

/* An address without its query: what a reader searched for is kept nowhere. */
function address(text) {
  const url = new URL(text);
  return url.origin + url.pathname + (url.pathname.endsWith("/") ? "index.html" : "");
}

/* The cache that an address belongs to; none for what is not of the tree, so that a neighbour's pages are never kept. */
function home(url) {
  const path = url.startsWith(root) ? inside(url) : "";
  const index = INDEX.exec(path);
  if (index) return mine + index[0];
  if (ASSET.test(path)) return ASSETS;
  return MANIFEST.test(path) || (path.endsWith(".html") && release.tops.includes(path.split("/")[0])) ? PAGES : "";
}

async function keep(url, response) {
  if (await caches.has(OFF)) return false;
  const name = home(url), cache = await caches.open(name);
  /* Put in anew it is the last of the keys: their order is the order of the visits. */
  if (name === PAGES) await cache.delete(url);
  await cache.put(url, response);
  if (name === PAGES) await trim(PAGES, VISITED);
  return true;
}

/* Drops the oldest beyond so many, not counting what the release keeps for everyone. */
async function trim(name, most) {
  const spared = [...release.always, ...release.more];
  const loose = (await kept(name)).filter(url => !spared.includes(inside(url)) && !MANIFEST.test(inside(url)));
  for (const url of loose.slice(0, Math.max(0, loose.length - most))) await (await caches.open(name)).delete(url);
}

/* Fetches and keeps, a page anew; says whether it may be kept. */
async function bring(url) {
  const page = home(url) === PAGES;
  const response = await fetch(url, page ? { cache: "no-cache" } : { priority: "low" });
  if (!good(response, page)) throw new Error(url + " did not come");
  return keep(url, response);
}

async function install() {
  const here = await kept(ASSETS);
  const missing = paths => paths.map(path => root + path).filter(url => !here.includes(url));
  await Promise.all(missing(release.always).map(bring));
  /* The pages that are open came before there was a worker. */
  for (const client of await clients.matchAll({ type: "window", includeUncontrolled: true })) {
    const url = address(client.url);
    if (home(url) === PAGES && !await find(PAGES, url)) await bring(url).catch(() => {});
  }
  if (!thrifty()) await Promise.all(missing(release.more).map(url => bring(url).catch(() => {})));
}

async function activate() {
  await clients.claim();
  const names = await caches.keys();
  for (const lang of ["kk", "ru"]) {
    const now = release.indexes[lang] && mine + release.indexes[lang].folder;
    const others = names.filter(name => name.startsWith(mine + "search/" + lang) && name !== now);
    for (const name of others.slice(0, -1)) await caches.delete(name);
  }
  await trim(ASSETS, OLD_ASSETS);
}

/* What never changes: the copy, else the network. */
async function unchanging(event, url) {
  const copy = await copy_of(home(url), url);
  if (copy) return copy;
  const response = await fetch(event.request);
  if (good(response)) event.waitUntil(keep(url, response.clone()).catch(() => {}));
  return response;
}

/* What may have changed: the network; after PATIENCE, or when it fails, the copy; without a copy the page that says so. */
async function current(event, url) {
  const asked = latest(event, url);
  event.waitUntil(asked.catch(() => {}));
  const response = await Promise.race([asked.catch(() => {}), pause(PATIENCE)]) || await copy_of(PAGES, url);
  if (response) return response;
  return event.request.mode === "navigate" ? asked.catch(() => unsaved(url)) : asked;
}

/* Asked for without its query. Only a server that sends on to another address gets the request as it was. */
async function latest(event, url) {
  let response = await fetch(url, { cache: "no-cache", redirect: "manual" });
  if (response.type === "opaqueredirect") response = await fetch(event.request);
  if (good(response, true)) event.waitUntil(keep(url, response.clone()).catch(() => {}));
  else if (response.status === 404 || response.status === 410) event.waitUntil(forget(url));
  return response;
}

const forget = async url => { if (await caches.has(PAGES)) await (await caches.open(PAGES)).delete(url); };

/* The offline page in the asked page's language, with links to what is here. Like every lost page it stands at any depth. */
async function unsaved(url) {
  const base = root + (inside(url).startsWith("ru/") ? "ru/" : "");
  const page = await copy_of(PAGES, base + "offline.html");
  if (!page) return Response.error();
  const rows = (await listed(base)).join("");
  const html = (await page.text()).replace('<base href="./">', () => `<base href="${base}">`).replace('id="saved">', found => found + rows);
  return new Response(html, { status: 503, headers: page.headers });
}

/* The pages of a language that are here, the last visited first. Their titles are HTML already. */
async function listed(base) {
  const rows = [];
  const levels = (await caches.keys()).filter(name => name.startsWith(mine + "level ")), pages = (await kept(PAGES)).reverse();
  for (const name of levels) pages.push(...(await kept(name)).filter(url => !pages.includes(url)));
  for (const url of pages) {
    const other = inside(url).startsWith("ru/") !== (base !== root);
    if (other || !url.endsWith(".html") || url.endsWith("offline.html") || rows.length === LISTED) continue;
    const title = /<title>([^<]*?)(?: – [^–<]*)?<\/title>/.exec(await (await copy_of(PAGES, url)).text());
    if (title) rows.push(`<li><a href="${url}">${title[1]}</a></li>`);
  }
  return rows;
}

/* After a first search, the whole index of the page's language, a few files at a time: then any word is found offline. */
let busy = false;
async function whole(event, name) {
  const client = await clients.get(event.clientId);
  const index = release.indexes[client && client.url.startsWith(root + "ru/") ? "ru" : "kk"];
  if (busy || !index || mine + index.folder !== name) return;
  busy = true;
  try {
    await pause(PAUSE);
    const here = await kept(name);
    const queue = index.files.map(file => root + index.folder + file).filter(url => !here.includes(url));
    const work = async () => { for (let url; (url = queue.shift()) && !thrifty() && await bring(url);); };
    await Promise.all(Array.from({ length: AT_ONCE }, work)).finally(() => { queue.length = 0; });
  } catch (error) {
    console.warn("sauat: " + error.message);
  }
  busy = false;
}

addEventListener("install", event => {
  skipWaiting();
  event.waitUntil(install());
});

addEventListener("activate", event => event.waitUntil(activate()));

addEventListener("fetch", event => {
  const url = address(event.request.url), name = home(url);
  /* What is fetched to be kept with a level is no visit. */
  const kept_apart = event.request.mode !== "navigate" && event.request.cache === "reload";
  if (event.request.method !== "GET" || !name || kept_apart) return;
  event.respondWith(name === PAGES ? current(event, url) : unchanging(event, url));
  if (INDEX.test(inside(url))) event.waitUntil(whole(event, name));
});
