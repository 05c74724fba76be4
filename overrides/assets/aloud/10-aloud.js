/* Reads the page aloud with the device's own voice, paragraph by paragraph. Only a voice that lives on the device: others send the
   text to somebody's server. Without a voice of the page's language the buttons stay hidden. Pausing forgets the voice's place inside
   a paragraph, which is read anew: on Android the browser's own pause never goes on. */
sauat.modules.aloud = box => {
  const BLOCKS = "h2, h3, p, li, dt, dd, td, th, figcaption, [role=img]", APART = "nav, form, aside, header, .field, .done, .aloud";
  const speech = window.speechSynthesis, [play, stop] = box.querySelectorAll("button"), say = sauat.words_of(box);
  if (!stop) throw new Error("aloud: needs two buttons");
  if (!speech) return;
  let voice, blocks = [], at = 0, reading = null;

  const inner = node => node.nodeType === 1 && (node.matches(BLOCKS) || node.querySelector(BLOCKS));
  const text = block => (block.getAttribute("aria-label") || Array.from(block.childNodes, node => inner(node) ? " " : node.textContent).join(""))
    .replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();
  const readable = block => block.getClientRects().length && !block.closest(APART) && text(block);

  function show() {
    play.lastChild.textContent = say(reading ? "pause" : at ? "go-on" : "play");
    stop.hidden = !reading && !at;
    blocks.forEach((block, n) => block.classList.toggle("spoken", n === at && Boolean(reading || at)));
  }

  function halt(place) {
    reading = null;
    at = place;
    speech.cancel();
    show();
  }

  function read() {
    if (at >= blocks.length) { halt(0); return; }
    /* Kept by a name: Chromium forgets an utterance that nobody holds, and its end never comes. */
    const mine = reading = new SpeechSynthesisUtterance(text(blocks[at]));
    Object.assign(mine, { voice, lang: voice.lang });
    mine.onend = () => { if (mine === reading) { at++; read(); } };
    mine.onerror = () => { if (mine === reading) halt(at); };
    show();
    blocks[at].scrollIntoView({ block: "nearest" });
    speech.speak(mine);
  }

  play.addEventListener("click", () => {
    if (reading) { halt(at); return; }
    if (!at) blocks = Array.from(box.closest("main").querySelectorAll(BLOCKS)).filter(readable);
    read();
  });
  const end = () => halt(0);
  stop.addEventListener("click", () => { end(); play.focus(); });
  document.addEventListener("keydown", event => { if (event.key === "Escape" && reading) end(); });
  addEventListener("pagehide", () => { if (reading) end(); });

  const look = () => {
    voice = speech.getVoices().find(({ localService, lang }) => localService && lang.slice(0, 2).toLowerCase() === sauat.lang);
    box.hidden = !voice;
  };
  if (speech.addEventListener) speech.addEventListener("voiceschanged", look);
  look();
};
