/* Addresses of sites. Twin of generator/text/hosts.py and of `_fault` in generator/checks/sites.py: tests/cases/suggest.yml runs through both. */
sauat.address = (() => {
  const STATE = STATE_HOSTS;
  const UNSAFE = /[\s\x00-\x1f\x7f"<>\\^`{|}]/;
  const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

  /* The browser's own reading of a name: Kazakh letters become punycode. */
  const ascii = name => { try { return new URL("https://" + name).hostname; } catch { return ""; } };

  /* RFC 3492: the letters that a label of punycode stands for, "" where it stands for nothing. */
  function letters(label) {
    const cut = label.lastIndexOf("-"), out = Array.from(label.slice(0, Math.max(cut, 0)));
    let code = 128, place = 0, bias = 72;
    for (let at = cut > 0 ? cut + 1 : 0; at < label.length;) {
      const before = place;
      for (let weight = 1, k = 36; ; k += 36) {
        const digit = at < label.length ? parseInt(label[at], 36) : NaN, value = digit < 10 ? digit + 26 : digit - 10;
        const least = Math.min(Math.max(k - bias, 1), 26);
        if (!(value >= 0)) return "";
        at++;
        place += value * weight;
        if (value < least) break;
        weight *= 36 - least;
      }
      const length = out.length + 1;
      let delta = Math.floor((place - before) / (before ? 2 : 700));
      delta += Math.floor(delta / length);
      for (bias = 0; delta > 455; bias += 36) delta = Math.floor(delta / 35);
      bias += Math.floor(36 * delta / (delta + 38));
      code += Math.floor(place / length);
      place %= length;
      if (code > 0x10ffff) return "";
      out.splice(place++, 0, String.fromCodePoint(code));
    }
    return out.join("");
  }

  /* A label that is what its letters are written as; browsers do not look. */
  const isHonest = label => !label.startsWith("xn--") || ascii(letters(label.slice(4)) + ".kz") === label + ".kz";

  /* The ASCII domain that an address leads to, without www. and without a dot at the end; "" where it has none. */
  function host(url) {
    const found = /^https?:\/\/([^/?#]*)/i.exec(url);
    const typed = found ? found[1].replace(/^.*@/, "").replace(/:.*$/, "").replace(/\.+$/, "") : "";
    const name = (/[^\x00-\x7f]/.test(typed) ? ascii(typed) : typed).toLowerCase().replace(/^www\./, "");
    const labels = name.split(".");
    return labels.length > 1 && labels.every(label => LABEL.test(label)) ? name : "";
  }

  const isDomain = name => name.split(".").every(isHonest) && !/(^|\.)\d+$/.test(name) && !name.split(".").includes("localhost");

  /* Why a reader may not be sent to an address: the key of the reason, or "" where nothing is wrong. */
  function fault(url) {
    if (UNSAFE.test(url)) return "space";
    if (!/^https?:\/\//i.test(url)) return "scheme";
    const name = url.split("//")[1].split(/[/?#]/)[0];
    if (name.includes("@")) return "at";
    if (name.includes(":")) return "port";
    return host(url) && isDomain(host(url)) ? "" : "domain";
  }

  /* Whether only a state body can stand at a host. */
  const isState = name => /(^|\.)gov\.kz$/.test(name) || STATE.includes(name);

  return { host, fault, isState };
})();
