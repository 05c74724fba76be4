/* Over http(s) the worker keeps visited pages (assets/worker/sw.js), until the reader's switch makes the cache `off`. */
{
  const worker = sauat.root.startsWith("http") && navigator.serviceWorker;
  const mine = "sauat " + new URL(sauat.root).pathname + " ";
  const off = mine + "off";
  const register = () => worker.register(sauat.root + "sw.js");
  if (worker) addEventListener("load", () => caches.has(off).then(stopped => stopped || register()).catch(() => {}));

  const kept = async () => (await caches.keys()).filter(name => name.startsWith(mine) && name !== off);
  /* Leaves nothing of what the worker and its readers kept for when there is no network. */
  sauat.forget = async () => {
    if (!worker) return;
    const known = await worker.getRegistration(sauat.root);
    if (known) await known.unregister();
    for (const name of await kept()) await caches.delete(name);
  };

  /* The switch on pages/privacy.html: how much is kept here, and a button to erase it and keep nothing more. */
  sauat.modules.keep = box => {
    const [said, button] = box.querySelectorAll("[role=status], button");
    if (!button) throw new Error("keep: needs [role=status] and button");
    if (!worker) return;
    async function show() {
      let size = 0;
      for (const name of await kept()) {
        for (const file of await (await caches.open(name)).matchAll()) size += (await file.blob()).size;
      }
      const stopped = await caches.has(off);
      said.textContent = stopped ? box.dataset.off : box.dataset.on.replace("{size}", (size / 1e6).toFixed(1).replace(".", ","));
      button.textContent = stopped ? box.dataset.start : box.dataset.stop;
      box.hidden = false;
    }
    button.onclick = async () => {
      if (await caches.delete(off)) await register();
      else {
        await caches.open(off);
        await sauat.forget();
      }
      show();
    };
    show();
  };
}
