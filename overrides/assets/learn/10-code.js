/* A learner's progress as a code for another device: 33 signs in groups of five. decisions/0010 tells why it is so.

   The signs are digits and capitals that Latin and Cyrillic share the look of, so that a code can be typed in either layout. The
   first sign is the version. The rest is one number in base 20: the progress as digits of mixed radix, times a prime, plus a
   remainder of the version. A wrong sign or two neighbours exchanged always leave another remainder; any other fault does so in
   999,999 of 1,000,000 cases. */
sauat.code = (() => {
  const SIGNS = "0123456789ACEHKMPTXY", BASE = SIGNS.length;
  const PRIME = 1000003, LENGTH = 33, GROUP = 5;
  /* How each version lays out its digits; a version, once published, stays. Lessons: done or not. Tests: 0 none, 1-11 for 0-10 right
     of ten. Finals: 0 none, 1-21 for 0, 5 ... 100 per cent. */
  const LAYOUTS = { 1: { lessons: 60, tests: 12, finals: 3 } };
  const NOW = 1;
  /* What people type for a sign: the same look in the other layout, or a letter that is none of the signs. */
  const LIKE = { "О": "0", "O": "0", "І": "1", "I": "1", "L": "1", "З": "3", "Б": "6", "В": "8", "B": "8", "А": "A", "С": "C", "Е": "E",
    "Н": "H", "К": "K", "Қ": "K", "М": "M", "Р": "P", "Т": "T", "Х": "X", "Ҳ": "X", "У": "Y", "Ү": "Y", "Ұ": "Y" };

  const rest = version => (version * 7919 + 271828) % PRIME;
  const radices = ({ lessons, tests, finals }) => [...Array(lessons).fill(2), ...Array(tests).fill(12), ...Array(finals).fill(22)];

  /* A number as digits of base 20, the lowest first: older phones have no BigInt. */
  function grow(digits, factor, plus) {
    let carry = plus;
    for (let at = 0; at < digits.length; at++) {
      carry += digits[at] * factor;
      digits[at] = carry % BASE;
      carry = Math.floor(carry / BASE);
    }
    if (carry) throw new Error("code: the number does not fit");
  }
  function shrink(digits, divisor) {
    let left = 0;
    for (let at = digits.length - 1; at >= 0; at--) {
      left = left * BASE + digits[at];
      digits[at] = Math.floor(left / divisor);
      left %= divisor;
    }
    return left;
  }

  /* {lessons, tests, finals}: {place from 1: value} each -> the code. Places that this version has no room for are left out. */
  function encode(state) {
    const layout = LAYOUTS[NOW], values = [];
    for (let n = 1; n <= layout.lessons; n++) values.push(state.lessons[n] ? 1 : 0);
    for (let n = 1; n <= layout.tests; n++) values.push(n in state.tests ? state.tests[n] + 1 : 0);
    for (let n = 1; n <= layout.finals; n++) values.push(n in state.finals ? Math.floor(state.finals[n] / 5) + 1 : 0);
    const digits = Array(LENGTH - 1).fill(0), radix = radices(layout);
    values.forEach((value, n) => grow(digits, radix[n], value));
    grow(digits, PRIME, rest(NOW));
    const signs = SIGNS[NOW] + digits.reverse().map(digit => SIGNS[digit]).join("");
    return signs.match(new RegExp(".{1," + GROUP + "}", "g")).join("-");
  }

  /* A code as it was typed -> {lessons, tests, finals}, or null when it is not one. */
  function decode(text) {
    const signs = Array.from(text.toUpperCase()).map(sign => LIKE[sign] || sign).filter(sign => !/[\s\p{P}]/u.test(sign));
    const digits = signs.map(sign => SIGNS.indexOf(sign));
    const layout = LAYOUTS[digits[0]];
    if (digits.length !== LENGTH || digits.includes(-1) || !layout) return null;
    const number = digits.slice(1).reverse();
    if (shrink(number, PRIME) !== rest(digits[0])) return null;
    const radix = radices(layout), values = Array(radix.length);
    for (let n = radix.length - 1; n >= 0; n--) values[n] = shrink(number, radix[n]);
    if (number.some(Boolean)) return null;
    const state = { lessons: {}, tests: {}, finals: {} };
    values.forEach((value, n) => {
      if (!value) return;
      if (n < layout.lessons) state.lessons[n + 1] = 1;
      else if (n < layout.lessons + layout.tests) state.tests[n - layout.lessons + 1] = value - 1;
      else state.finals[n - layout.lessons - layout.tests + 1] = (value - 1) * 5;
    });
    return state;
  }

  return { encode, decode, SIGNS };
})();
