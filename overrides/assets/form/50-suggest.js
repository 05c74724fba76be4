/* catalog/suggest.html: what was typed becomes the record of a site. */
sauat.modules.suggest = box => {
  const schema = JSON.parse(box.dataset.schema), { rules, address, yaml } = sauat, say = sauat.words_of(box);
  /* A catalogue on a slow line may take so long, ms. */
  const PATIENCE = 15000;
  const filled = object => Object.fromEntries(Object.entries(object).filter(([, value]) => rules.squeeze(String(value))));

  function record(typed) {
    const both = name => filled({ kk: typed[name + ".kk"], ru: typed[name + ".ru"] });
    const { languages, services, kind, rubric, region, evidence, official } = typed;
    const now = new Date(), two = number => String(number).padStart(2, "0");
    return {
      name: both("name"), about: both("about"),
      ...filled({ url: typed.url, kind, rubric, region, evidence, official: official === "page" ? typed.page : official }),
      ...(languages.length && { languages }), ...(services.length && { services }),
      ...(Object.keys(both("owner")).length && { owner: both("owner") }),
      added: [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-")
    };
  }

  function judge(typed) {
    const faults = rules.faults(schema, record(typed)).map(fault => fault.at === "official" && typed.official === "page" ? { ...fault, at: "page" } : fault);
    return typed.official === "page" && !typed.page.trim() ? [...faults, { at: "page", code: "missing" }] : faults;
  }

  /* Whether the catalogue has the site: its own page is among what the search finds for the host. */
  async function known(typed) {
    const host = address.host(rules.squeeze(typed.url)), page = "catalog/sites/" + host + ".html";
    const shown = rules.squeeze(typed.url).split("//")[1].split(/[/?#]/)[0].toLowerCase().replace(/^www\./, "");
    for (const text of new Set([shown, host])) {
      const found = (await sauat.search(text, { kinds: ["site"], exact: true, limit: 20 })).find(({ url }) => url.endsWith(page));
      if (found) return found.url;
    }
    return "";
  }

  async function ask(typed, tell) {
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
    tell("");
    try {
      const link = await Promise.race([known(typed), late]);
      return link ? [{ at: "url", code: "known", link }] : [];
    } catch {
      tell(say("unasked"));
      return [];
    }
  }

  function compose(typed) {
    const host = address.host(rules.squeeze(typed.url)), file = host + ".yml";
    const note = rules.squeeze(typed.note) && say("note") + " " + typed.note;
    return { text: yaml.write(schema, record(typed), note), subject: say("subject", { host }), name: "catalog/sites/" + host.slice(0, 2) + "/" + file, title: file };
  }

  function changed(typed, fields) {
    fields.get("page").classList.toggle("off", typed.official !== "page");
    for (const [name, field] of fields) {
      const count = field.querySelector(".count");
      if (count) count.textContent = say("count", { n: rules.count(typed[name]) });
    }
  }

  const form = sauat.form(box, { key: "sauat-suggest", judge, ask, compose, changed });

  /* People copy an address as their browser shows it: without https://. */
  form.fields.get("url").addEventListener("change", event => {
    const typed = event.target.value.trim();
    if (typed && !/^[a-z][a-z+.-]*:/i.test(typed) && address.host("https://" + typed)) event.target.value = "https://" + typed + (typed.includes("/") ? "" : "/");
  });
};
