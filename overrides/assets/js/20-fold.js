/* Twin of generator/text/fold.py, built with the same table: tests/contract/fold.json runs through both. */
sauat.fold = (() => {
  const table = FOLD_TABLE;
  const letters = new RegExp("[" + Object.keys(table).join("") + "]", "g");
  return text => text.toLowerCase().replace(letters, letter => table[letter]);
})();

/* The folded words of a text with their places in it. Folding keeps the length, so the places hold in the original. */
sauat.words = text => Array.from(sauat.fold(text).matchAll(/[0-9a-zа-я]+/g), found => ({ word: found[0], at: found.index }));
