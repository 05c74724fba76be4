/* A text as a QR picture: an SVG with a quiet margin, named for listeners. */
sauat.picture = (text, label) => {
  const bitmap = sauat.qr(text), size = bitmap.size, space = "http://www.w3.org/2000/svg";
  let path = "";
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (bitmap.get(x, y)) path += "M" + x + " " + y + "h1v1h-1z";
  const svg = document.createElementNS(space, "svg"), shape = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", [-4, -4, size + 8, size + 8].join(" "));
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
};
