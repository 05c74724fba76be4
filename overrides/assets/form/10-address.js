/* Addresses of sites. Twin of generator/text/hosts.py and of `_fault` in generator/checks/sites.py: tests/cases/suggest.yml runs through both. */
sauat.address = (() => {
  const STATE = STATE_HOSTS;
  const UNSAFE = /[\s\x00-\x1f\x7f"<>\\^`{|}]/;
  const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
  const PUNYCODE = /(^|\.)xn--/;

  /* The browser's own reading of a name: Kazakh letters become punycode, and punycode that stands for nothing is refused. */
  const ascii = name => { try { return new URL("https://" + name).hostname; } catch { return ""; } };

  /* The ASCII domain that an address leads to, without www. and without a dot at the end; "" where it has none. */
  function host(url) {
    const found = /^https?:\/\/([^/?#]*)/i.exec(url);
    const typed = found ? found[1].replace(/^.*@/, "").replace(/:.*$/, "").replace(/\.+$/, "") : "";
    const name = (/[^\x00-\x7f]/.test(typed) ? ascii(typed) : typed).toLowerCase().replace(/^www\./, "");
    const labels = name.split(".");
    return labels.length > 1 && labels.every(label => LABEL.test(label)) ? name : "";
  }

  const isDomain = name => !(PUNYCODE.test(name) && !ascii(name)) && !/(^|\.)\d+$/.test(name) && !name.split(".").includes("localhost");

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
