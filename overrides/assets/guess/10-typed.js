/* What else a piece of text between two spaces may have been meant to be: the keys of another layout, or Kazakh in Latin letters
   (of 2021, of 2018, or as people write it). Folding makes one table of letters do for all spellings. */
sauat.typed = (() => {
  const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.", CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю";
  const NUMBERS = "234567890-=", KAZAKH = "әіңғ,.үұқөһ";
  const MOST = 8;

  const table = (from, to) => { const map = {}; Array.from(from).forEach((letter, n) => { map[letter] = to[n]; }); return map; };
  const mapped = (text, map) => Array.from(text, letter => letter in map ? map[letter] : letter).join("");
  const RUSSIAN_KEYS = table(LATIN, CYRILLIC), KAZAKH_KEYS = table(LATIN + NUMBERS, CYRILLIC + KAZAKH);
  const LATIN_KEYS = table(CYRILLIC + KAZAKH + '"', LATIN + NUMBERS + "1"), NUMBER_KEYS = table(NUMBERS, KAZAKH);
  /* How a host is spelt by those who heard its name: егов, кунделик. */
  const LATIN_SOUNDS = table("абвгдезийклмнопрстуфхыэәғқңөұүһі", "abvgdeziiklmnoprstufhyeagqnouuhi");
  Object.assign(LATIN_SOUNDS, { ж: "zh", ц: "ts", ч: "ch", ш: "sh", щ: "sch", ю: "yu", я: "ya", ъ: "", ь: "" });

  /* Letters and pairs of Latin Kazakh -> what they may stand for, the likeliest first. */
  const SOUNDS = {
    shch: "щ", sch: "щ", sh: "ш", "s'": "ш", ch: "ч", "c'": "ч", zh: "ж", kh: "х", gh: "г", ts: "ц тс", ng: "нг н",
    a: "а", b: "б", c: "с ц к", d: "д", e: "е э", f: "ф", g: "г", h: "х", i: "и ы", j: "ж й", k: "к", l: "л", m: "м", n: "н", o: "о", p: "п",
    q: "к", r: "р", s: "с ш", t: "т", u: "у", v: "в", w: "у ш в", x: "х кс", y: "ы и", z: "з",
    "ä": "а", "á": "а", "ö": "о", "ó": "о", "ü": "у", "ú": "у", "ū": "у", "ý": "у", "ŭ": "у", "ı": "ы и", "í": "и",
    "ğ": "г", "ǵ": "г", "ġ": "г", "ñ": "н", "ń": "н", "ŋ": "н", "ş": "ш", "š": "ш", "ç": "ч", "č": "ч", "ž": "ж", "ə": "а"
  };
  const SOUND = new RegExp("([iıy]{1,2})([aäáuüúý])|(" + Object.keys(SOUNDS).sort((a, b) => b.length - a.length).join("|") + ")'?|.", "g");
  const VOWEL = /[aäáeiıíoöóuüúūýy]/;

  /* Spellings in Cyrillic letters: the likeliest of all, then each doubt by itself. */
  function cyrillic(text) {
    const parts = Array.from(text.matchAll(SOUND), ({ 0: found, 1: glide, 2: vowel, 3: sound, index }) => {
      const after = index > 0 && VOWEL.test(text[index - 1]);
      if (glide) {
        const soft = "aäá".includes(vowel) ? "я" : "ю";
        return after ? [soft, "и" + soft] : ["и" + soft, soft, sound];
      }
      if (after && /^[iıy]$/.test(found)) return ["й", "и", "ы"];
      return sound ? SOUNDS[sound].split(" ") : [found];
    });
    const first = parts.map(options => options[0]);
    const others = parts.flatMap((options, n) => options.slice(1).filter(Boolean).map(option => [...first.slice(0, n), option, ...first.slice(n + 1)]));
    return [first, ...others].slice(0, MOST).map(letters => letters.join(""));
  }

  /* Other readings of a piece: groups of equally likely ones, the likeliest group first, and how it sounds in the other alphabet. */
  return text => {
    const small = text.toLowerCase();
    if (!/[a-zäáöóüúūýıíğǵñńşçə]/.test(small)) {
      const groups = [NUMBER_KEYS, LATIN_KEYS, LATIN_SOUNDS].map(map => [mapped(small, map)].filter(reading => reading !== small));
      return { groups, sounds: mapped(small, LATIN_SOUNDS) };
    }
    const sounds = cyrillic(small), keys = [mapped(small, RUSSIAN_KEYS), mapped(small, KAZAKH_KEYS)];
    const vowels = (small.match(/[aeiouyäáöóüúūýıí]/g) || []).length / small.length;
    const pronounceable = vowels > 0.2 && vowels < 0.75 && !/[0-9`\[\];,.=]/.test(small);
    return { groups: pronounceable ? [sounds, keys] : [keys, sounds], sounds: sounds[0] };
  };
})();
