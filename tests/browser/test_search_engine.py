"""The search as a browser runs it: the index's own ranking, what people type, and what nobody should."""

import random
import re
from pathlib import Path

import pytest

from generator.bench.queries import families, hostile, slowest, table
from generator.model import LANGS
from generator.text import fold, terms
from tests.test_search import FIELDS, by_lunr, data, postings
from tests.test_text import WORDS as SPELLINGS

CASES = Path(__file__).parent.parent / "cases/queries"
WORDS = [f"w{n}" for n in range(12)]
_TIERS = """async ([files, clauses, whole, kept]) => {
  const passes = number => !kept || kept.includes(number);
  const [ranked] = await sauat.rank.sure({tier: async file => files[file]}, clauses, 5, passes, 99);
  return [ranked, sauat.rank.rank(whole)].map(list => list.filter(([number]) => passes(number)));
}"""
_RANK = "groups => groups.map(clauses => sauat.rank.rank(clauses))"


@pytest.fixture
def tab(browser, site):
    page = browser.new_page()
    page.goto((site / "search.html").as_uri())
    page.evaluate("sauat.search('')")
    yield page
    page.close()


def corpus(chance):
    return [{field: chance.choices(WORDS, k=chance.randint(0, 8)) for field in FIELDS} for _ in range(chance.randint(2, 30))]


def steps(pairs):
    flat, before = [], 0
    for number, weight in pairs:
        flat += [number - before, weight]
        before = number
    return flat


def test_the_browser_ranks_as_lunr_does(tab):
    chance = random.Random(995)
    cases = [(corpus(chance), chance.sample(WORDS, k=chance.randint(1, 4))) for _ in range(60)]
    asked = []
    for documents, query in cases:
        index = postings(documents, FIELDS)
        asked.append({word: {"posting": {"steps": steps(index[word])}, "boost": 1} for word in query if word in index})
    for (documents, query), ranked in zip(cases, tab.evaluate(_RANK, asked), strict=True):
        expected = by_lunr(documents, query)
        assert dict(map(tuple, ranked)) == pytest.approx(expected)
        assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)


def test_the_browser_cuts_terms_as_the_index_does(tab, site):
    texts = [card[1] for path in sorted(site.glob("search/kk-*/c*.js"))[:40] for card in data(path.read_bytes())]
    for lang in LANGS:
        expected = [terms.whole(text, lang) for text in texts]
        assert tab.evaluate("([texts, lang]) => texts.map(text => sauat.terms.whole(text, lang))", [texts, lang]) == expected


def test_the_browser_reads_words_as_the_index_does(tab):
    """Both sides by the same cases, and by whatever letters chance brings."""
    chance = random.Random(77)
    letters = "аәбқіhНKpcxяЁ" + "qwİıəɵ" + "'’\u00ad-. 7"
    noise = ["".join(chance.choices(letters, k=chance.randint(1, 24))) for _ in range(2000)]
    texts = [*(text for text, _ in SPELLINGS), *noise]
    theirs = tab.evaluate("texts => texts.map(text => sauat.words(text).map(({word}) => word))", texts)
    assert theirs == [fold.words(text) for text in texts]
    places = tab.evaluate(
        "texts => texts.map(text => sauat.words(text).map(({at, length}) => text.slice(at, at + length)))", texts
    )
    assert all(part in text for text, parts in zip(texts, places, strict=True) for part in parts)


def test_what_people_type(tab):
    answered = families(tab, CASES)
    # Inflected words and words without Kazakh letters are what most people type.
    goals = {family.name: 0.95 if family.name.startswith(("inflected", "no-kazakh")) else 0.9 for family in answered}
    weak = {family.name for family in answered if family.success(3) < goals[family.name] or len(family.places) < 25}
    assert len(answered) >= 20
    assert not weak, "\n".join(table(answered))


def test_tiers_change_nothing_of_the_first_ones(tab):
    """Of frequent words only some documents are at hand; those that are shown are the whole index' first ones all the same."""
    chance = random.Random(1412)
    cases = []
    for _ in range(60):
        documents = [
            {"title": chance.choices(WORDS, k=chance.randint(0, 3)), "text": chance.choices(WORDS, k=chance.randint(0, 9))}
            for _ in range(chance.randint(30, 80))
        ]
        index = postings(documents, FIELDS)
        asked = {word: index[word] for word in chance.sample(WORDS, k=chance.randint(1, 3)) if word in index}
        files, clauses = [], {}
        for word, posting in asked.items():
            ranked = sorted(posting, key=lambda pair: (-pair[1], pair[0]))
            tiers = [ranked[at : at + 7] for at in range(10, len(ranked), 7)]
            clauses[word] = {
                "boost": 1,
                "posting": {
                    "count": len(posting),
                    "steps": steps(sorted(ranked[:10])),
                    "tiers": [[tier[0][1], len(files) + n] for n, tier in enumerate(tiers)],
                },
            }
            files += [steps(sorted(tier)) for tier in tiers]
        kept = sorted(chance.sample(range(len(documents)), k=len(documents) // 2))
        cases.append((files, clauses, {word: {"boost": 1, "posting": {"steps": steps(p)}} for word, p in asked.items()}, kept))
    for files, clauses, whole, kept in cases:
        for passing in (None, kept):
            some, every = tab.evaluate(_TIERS, [files, clauses, whole, passing])
            assert [number for number, _ in some[:5]] == [number for number, _ in every[:5]]


def test_hostile_text_breaks_nothing(tab):
    """Whatever is pasted is text: no error, nothing injected. `sauat bench queries` says how long it takes."""
    assert slowest(tab, hostile(1_000)) > 0
    assert tab.locator("img").count() == 0
    # Names that every JavaScript object knows are words like others.
    assert tab.evaluate("sauat.search('constructor', {exact: true}).then(found => found.total)") == 0


@pytest.mark.parametrize("what", ["missing", "truncated"])
def test_without_a_part_the_rest_is_found(browser, site, what):
    """A shard that does not come, or comes cut off, costs its word alone, and the answer says that it is not all."""
    page = browser.new_page()
    page.goto((site / "search.html").as_uri())
    whole = page.evaluate("sauat.search('мектеп сайт').then(found => found.length)")
    page.evaluate(
        """() => sauat.index.open("kk").then(({manifest}) => {
          window.shard = manifest.starts.filter(start => start <= "мектеп").length - 1;
        })"""
    )
    name = f"t{page.evaluate('shard')}.js"
    page.close()
    page = browser.new_page()
    cut = next(site.glob(f"search/kk-*/{name}")).read_bytes()[:200]
    if what == "missing":
        page.route(f"**/{name}", lambda route: route.abort())
    else:
        page.route(f"**/{name}", lambda route: route.fulfill(body=cut, content_type="text/javascript"))
    page.goto((site / "search.html").as_uri())
    found = page.evaluate("sauat.search('мектеп сайт').then(found => ({count: found.length, partial: found.partial}))")
    assert whole > 0
    assert found["count"] > 0
    assert found["partial"] is True
    # Nothing at all is no answer: the page says that the list did not load.
    page.route(re.compile(r"/t\d+\.js"), lambda route: route.abort())
    assert page.evaluate("sauat.search('ғарыш').then(() => 'found', error => error.message)") == "the index did not load"
    page.unroute_all()
    again = page.evaluate("sauat.search('мектеп сайт').then(found => ({count: found.length, partial: found.partial}))")
    assert again == {"count": whole, "partial": False}
    page.close()


def test_a_stale_page_says_so(browser, site):
    page = browser.new_page()
    page.route("**/search/kk-*/**", lambda route: route.abort())
    page.goto((site / "search.html").as_uri() + "?q=сайт")
    page.wait_for_function("document.querySelector('.results .said').textContent !== ''")
    assert page.text_content(".results .said") == page.get_attribute(".results", "data-failed")
    page.close()


def test_a_tree_of_one_language_searches_in_it(browser, site):
    page = browser.new_page()
    page.route("**/search/ru.js", lambda route: route.abort())
    page.goto((site / "search.html").as_uri() + "?q=сайт")
    page.locator(".results li").first.wait_for()
    page.wait_for_function("!('ru' in sauat._loading)")
    assert page.text_content(".results .said") != page.get_attribute(".results", "data-failed")
    page.close()
