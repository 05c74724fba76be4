/* A site's page: its address to copy, to share and as a QR picture, which paper always gets. */
sauat.modules.site = box => {
  const { url, name, copied, picture } = box.dataset;
  const said = box.querySelector("[role=status]"), place = box.querySelector(".qr"), button = name => box.querySelector("button[name=" + name + "]");
  if (!said || !place || !button("copy") || !button("share") || !button("picture") || !button("print")) throw new Error("site: needs four buttons, [role=status] and .qr");

  const draw = () => { if (!place.firstChild) place.append(sauat.picture(url, picture)); };
  /* The clipboard asks for https; a page on a disk or over http copies as browsers did before it. */
  async function copy() {
    try { await navigator.clipboard.writeText(url); } catch {
      const field = sauat.make("textarea", { value: url });
      box.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      button("copy").focus();
      if (!done) return;
    }
    said.textContent = copied;
  }

  button("copy").onclick = copy;
  button("share").hidden = !navigator.share;
  button("share").onclick = () => navigator.share({ title: name, url }).catch(() => {});
  button("picture").setAttribute("aria-expanded", "false");
  button("picture").onclick = () => {
    draw();
    place.hidden = !place.hidden;
    button("picture").setAttribute("aria-expanded", String(!place.hidden));
  };
  button("print").onclick = () => print();
  addEventListener("beforeprint", draw);
  box.hidden = false;
};
