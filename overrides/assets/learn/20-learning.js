/* "My learning": who learns on this device, what is done, a code for another device, a record to print. */
sauat.modules.learning = box => {
  const { make, learners } = sauat, say = sauat.words_of(box);
  const places = JSON.parse(box.dataset.places), titles = JSON.parse(box.dataset.titles);
  const part = name => { const found = box.querySelector("[data-part=" + name + "]"); if (!found) throw new Error("learning: needs [data-part=" + name + "]"); return found; };
  const [people, adding, done, code, picture, typing, said, record, clearing] = ["people", "add", "done", "code", "picture", "enter", "said", "record", "clear"].map(part);
  const press = (label, does, className = "line") => { const made = make("button", { type: "button", className }, label); made.addEventListener("click", does); return made; };
  const tell = text => { said.textContent = text; };

  const numbered = (values, names) => Object.fromEntries(Object.entries(values).filter(([id]) => id in names).map(([id, value]) => [names[id], value]));
  const state = ({ done, tests, finals }) => ({ lessons: numbered(done, places.lessons), tests: numbered(tests, places.tests), finals: numbered(finals, places.finals) });

  /* Takes over what a code says and this device does not know yet; nothing that is known is lost. */
  function take({ lessons, tests, finals }) {
    const ids = names => Object.fromEntries(Object.entries(names).map(([id, place]) => [place, id]));
    const [lesson, test, final] = [ids(places.lessons), ids(places.tests), ids(places.finals)];
    const most = (to, from, names) => { for (const place in from) if (place in names) to[names[place]] = Math.max(to[names[place]] || 0, from[place]); };
    learners.change(learner => {
      most(learner.done, lessons, lesson);
      most(learner.tests, tests, test);
      most(learner.finals, finals, final);
    });
  }

  function person({ name }, number, now) {
    const row = make("li", {});
    const label = name || say("nameless");
    const erase = press(say("erase"), () => {
      row.replaceChildren(make("span", {}, say("erase-sure", { name: label })), press(say("erase-yes"), () => { learners.erase(number); tell(say("erased")); }, ""), press(say("erase-no"), show));
      row.querySelector("button").focus();
    });
    erase.setAttribute("aria-label", say("erase") + ": " + label);
    row.append(number === now ? make("b", {}, label + " " + say("here")) : press(label, () => { learners.choose(number); tell(say("chosen", { name: label })); }), erase);
    return row;
  }

  /* A shared computer: everything the portal wrote into this browser, the look of vision.html too. Saved pages are not of this kind. */
  function clear() {
    learners.forget();
    sauat.vision.keep({});
    try { for (const key of Object.keys(sessionStorage)) if (key.startsWith("sauat")) sessionStorage.removeItem(key); } catch { /* nothing was kept */ }
    tell(say("erased"));
  }

  function offer() {
    clearing.replaceChildren(press(say("clear"), () => {
      clearing.replaceChildren(make("span", {}, say("clear-sure")), press(say("erase-yes"), () => { clear(); offer(); }, ""), press(say("erase-no"), offer));
      clearing.querySelector("button").focus();
    }));
  }

  function list(rows, none) { return rows.length ? [make("ul", {}, ...rows.map(row => make("li", {}, row)))] : [make("p", {}, none)]; }

  const draw = text => picture.replaceChildren(sauat.picture(text, say("picture")));

  function show() {
    const { now, list: all } = learners.all(), me = all[now];
    people.replaceChildren(...all.map((one, n) => person(one, n, now)));
    const lessons = Object.keys(titles.lessons).filter(id => id in me.done).map(id => titles.lessons[id]);
    const tests = Object.keys(titles.tests).filter(id => id in me.tests).map(id => titles.tests[id] + ": " + me.tests[id] + " / 10");
    const finals = Object.keys(titles.finals).filter(id => id in me.finals).map(id => titles.finals[id] + ": " + me.finals[id] + " %");
    done.replaceChildren(make("p", {}, say("lessons-done", { n: lessons.length, all: Object.keys(titles.lessons).length })), ...(lessons.length ? list(lessons) : []), ...(tests.length ? list(tests) : []), ...(finals.length ? list(finals) : []));
    const text = sauat.code.encode(state(me));
    code.textContent = text;
    draw(/^http/.test(location.protocol) ? location.href.split("#")[0] + "#" + text : text);
    record.textContent = me.name && "– " + me.name;
  }

  adding.addEventListener("submit", event => {
    event.preventDefault();
    const input = adding.querySelector("input"), name = input.value.trim().slice(0, 20);
    if (!name) { tell(say("name-first")); return; }
    learners.name(name);
    input.value = "";
    tell(say("chosen", { name }));
  });

  typing.addEventListener("submit", event => {
    event.preventDefault();
    const input = typing.querySelector("input"), found = sauat.code.decode(input.value);
    if (!found) { tell(say("code-wrong")); input.setAttribute("aria-invalid", "true"); return; }
    input.removeAttribute("aria-invalid");
    input.value = "";
    take(found);
    tell(say("code-taken", { n: Object.keys(found.lessons).length }));
  });

  box.querySelector("[name=print]").addEventListener("click", () => window.print());
  document.addEventListener("sauat-learner", show);
  if (location.hash.length > 30) typing.querySelector("input").value = decodeURIComponent(location.hash.slice(1));
  offer();
  show();
};
