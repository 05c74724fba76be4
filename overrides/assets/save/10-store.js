/* A level kept in this browser: a cache a level and language, beside the worker's own, with a note of what is in it.
   The list of a level's files with their sizes and digests is saves/kk.js (generator/saves.py). */
sauat.store = level => {
  const mine = "sauat " + new URL(sauat.root).pathname + " ", list = "saves/" + sauat.lang;
  const name = mine + "level " + level + " " + sauat.lang, off = mine + "off";
  const NOTE = sauat.root + "saves/kept.json", AT_ONCE = 4;
  const sum = (files, column) => files.reduce((total, file) => total + file[column], 0);

  /* {files: {path: digest}, whole} or nothing. */
  async function kept() {
    const note = await caches.has(name) && await (await caches.open(name)).match(NOTE);
    return note ? note.json() : null;
  }

  /* [path, bytes on the line, bytes here, digest] of each file of the level; `afresh` asks the server again. */
  async function wanted(afresh) {
    if (afresh) delete sauat._arrived[list], delete sauat._loading[list];
    const { files, levels } = await sauat.load(list, list + ".js");
    return levels[level].map(number => files[number]);
  }

  /* What is still to come, and how much it is. */
  async function missing(afresh) {
    const files = await wanted(afresh), here = (await kept() || { files: {} }).files;
    const todo = files.filter(([path, , , digest]) => here[path] !== digest);
    return { files, todo, line: sum(files, 1), left: sum(todo, 1), place: sum(files, 2) };
  }

  /* A file counts only when it is what the list promised: a release in the middle, or a stranger's page, does not. */
  async function bring(cache, [path, , , digest], signal) {
    const response = await fetch(sauat.root + path, { cache: "reload", signal });
    const body = await response.arrayBuffer(), sum = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
    const hex = Array.from(sum, byte => byte.toString(16).padStart(2, "0")).join("");
    if (!response.ok || !hex.startsWith(digest)) throw Object.assign(new Error(path), { name: "Strange" });
    const headers = new Headers(response.headers);
    for (const gone of ["content-encoding", "content-length"]) headers.delete(gone);
    if (await stopped()) throw Object.assign(new Error(), { name: "AbortError" });
    await cache.put(sauat.root + path, new Response(body, { headers }));
  }

  const stopped = () => caches.has(off);

  /* Fetches what is missing, a few files at once; `tell` hears the bytes that are here. Whatever ends it, what came stays. */
  async function fill({ files, todo, line, left }, tell, abort) {
    const cache = await caches.open(name), note = await kept() || { files: {}, whole: false };
    const write = () => cache.put(NOTE, new Response(JSON.stringify(note)));
    const queue = todo.slice();
    let here = line - left;
    async function work() {
      for (let file; (file = queue.shift());) {
        await bring(cache, file, abort.signal);
        note.files[file[0]] = file[3];
        await write();
        tell(here += file[1]);
      }
    }
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    } catch (error) {
      abort.abort();
      throw error;
    }
    for (const path of Object.keys(note.files)) {
      if (files.some(file => file[0] === path)) continue;
      delete note.files[path];
      await cache.delete(sauat.root + path);
    }
    note.whole = true;
    await write();
  }

  return { kept, missing, fill, stopped, drop: () => caches.delete(name) };
};
