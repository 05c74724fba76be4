/* What else a text may have been meant to be, when nothing is found for it as it stands: the keys of another layout, or Kazakh in
   Latin letters (of 2021, of 2018, or as people write it). Folding makes one table do for all three. */
sauat.typed = (() => {
  const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.", CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю";
  const NUMBERS = "234567890-=", KAZAKH = "әіңғ,.үұқөһ";
  const PAIRS = "shш chч zhж khх ghг tsц yaя yuю yoё".split(" ");
  const SINGLE = "abcdefghijklmnopqrstuvwxyzäöüūşğñıńǵóúáýçž", TO = "абцдефгхижклмнопкрстувухызаоуушгнынгоуаучж";

  const mapped = (text, from, to) => Array.from(text, letter => { const at = from.indexOf(letter); return at < 0 ? letter : to[at]; }).join("");

  function cyrillic(text) {
    for (const pair of PAIRS) text = text.split(pair.slice(0, 2)).join(pair[2]);
    return mapped(text, SINGLE, TO);
  }

  /* Other readings of a text, the likeliest first. */
  return text => {
    const small = text.toLowerCase();
    const readings = /[a-z]/.test(small)
      ? [mapped(mapped(small, NUMBERS, KAZAKH), LATIN, CYRILLIC), mapped(small, LATIN, CYRILLIC), cyrillic(small)]
      : [mapped(small, CYRILLIC, LATIN), mapped(small, NUMBERS, KAZAKH), /[äöüūşğñıńǵóúáý]/.test(small) ? cyrillic(small) : small];
    return [...new Set(readings)].filter(reading => reading !== small);
  };
})();
