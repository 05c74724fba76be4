/* Letters so large that a long word is wider than its line: soft hyphens by the rule of generator/text/say.py. No browser hyphenates
   Kazakh, and a word cut anywhere is hard to read. */
{
  const SKIPPED = "script, style, textarea, svg, code, .host";
  const part = word => word.replace(/[^SOUND_VOWELSьъй](?=[SOUND_VOWELS]\p{L})/giu, (letter, at) => at > 1 ? "\u00ad" + letter : letter);
  const syllables = () => {
    if (!document.documentElement.classList.contains("huge")) return;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (text.parentNode.closest(SKIPPED)) continue;
      const parted = text.data.replace(/\p{L}{7,}/gu, part);
      if (parted !== text.data) text.data = parted;
    }
  };
  document.addEventListener("change", event => { if (event.target.name === "size") syllables(); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", syllables); else syllables();
}
