/* catalog/report.html?site=egov.kz: a short letter about what is wrong. */
sauat.modules.report = box => {
  const say = sauat.words_of(box), { squeeze } = sauat.rules;
  const HOST = /^[\p{L}\p{N}.-]{3,100}$/u;
  const label = (fields, name) => fields.get(name).querySelector("label, legend").firstChild.textContent.trim().replace(/\?$/, "");
  const now = new Date(), today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, "0")).join("-");

  function judge(typed) {
    const needed = ["site", "what", "seen", ...(["moved", "text", "other"].includes(typed.what) ? ["right"] : [])];
    const faults = needed.filter(name => !squeeze(typed[name])).map(at => ({ at, code: "missing" }));
    return typed.seen > today ? [...faults, { at: "seen", code: "future" }] : faults;
  }

  function compose(typed) {
    const what = box.querySelector("[name=what]:checked"), answers = { ...typed, what: what.parentElement.textContent };
    const lines = Object.keys(answers).filter(name => squeeze(answers[name])).map(name => label(form.fields, name) + ": " + answers[name].trim());
    const subject = say("subject", { host: squeeze(typed.site) });
    return { text: [subject, "", ...lines, ""].join("\n"), subject };
  }

  function changed(typed) { box.querySelector(".fraud").classList.toggle("off", typed.what !== "fraud"); }

  const form = sauat.form(box, { key: "sauat-report", judge, compose, changed });
  const asked = new URLSearchParams(location.search).get("site") || "";
  /* A draft about another site is not this one's. */
  if (HOST.test(asked) && form.values().site !== asked) for (const [name, field] of form.fields) form.fill(field, name === "site" ? asked : "");
  if (!form.values().seen) form.fill(form.fields.get("seen"), today);
  form.refresh();
};
