/* Twin of generator/text/fold.py, which tells the rules; built with the same table. tests/contract runs through both. */
sauat.fold = (() => {
  const table = FOLD_TABLE;
  const letters = new RegExp("[" + Object.keys(table.letters).join("") + "]", "g");
  const joins = new RegExp("[" + table.joins + "]", "g");
  const word = new RegExp("[0-9a-zа-я]+(?:[" + table.joins + "][0-9a-zа-я]+)*", "g");
  const fold = text => text.replace(/\u0130/g, "I").toLowerCase().replace(letters, letter => table.letters[letter]);

  function mended(found, written) {
    if (!/[а-я]/.test(found)) return found.replace(joins, "");
    if (Array.from(written.match(/[a-z]/gi) || []).every(letter => table.lookalikes[letter])) {
      found = fold(written.replace(/[a-z]/gi, letter => table.lookalikes[letter]));
    }
    return found.replace(/\xad/g, "").replace(joins, "ъ");
  }

  /* The folded words of a text with their places in it. Folding keeps the length, so the places hold in the original. */
  sauat.words = text => Array.from(fold(text).matchAll(word), ({ 0: found, index: at }) =>
    ({ word: mended(found, text.slice(at, at + found.length)), at, length: found.length }));
  return fold;
})();
