"""The search as a browser runs it: the index's own ranking, what people type, and what nobody should."""

import random
from pathlib import Path

import pytest

from generator.bench.queries import families, table
from generator.model import LANGS
from generator.search.weights import postings
from generator.text import terms
from tests.test_search import FIELDS, by_lunr, data

CASES = Path(__file__).parent.parent / "cases/queries.yml"
_RANK = "groups => groups.map(clauses => sauat.engine.rank(clauses))"


@pytest.fixture
def tab(browser, site):
    page = browser.new_page()
    page.goto((site / "search.html").as_uri())
    page.evaluate("sauat.search('')")
    yield page
    page.close()


def corpus(chance):
    words = [f"w{n}" for n in range(12)]
    return [{field: chance.choices(words, k=chance.randint(0, 8)) for field in FIELDS} for _ in range(chance.randint(2, 30))]


def steps(pairs):
    flat, before = [], 0
    for number, weight in pairs:
        flat += [number - before, weight]
        before = number
    return flat


def test_the_browser_ranks_as_lunr_does(tab):
    chance = random.Random(995)
    cases = [(corpus(chance), chance.sample([f"w{n}" for n in range(12)], k=chance.randint(1, 4))) for _ in range(60)]
    asked = []
    for documents, query in cases:
        index = postings(documents, FIELDS)
        asked.append({word: {"steps": steps(index[word]), "boost": 1} for word in query if word in index})
    for (documents, query), ranked in zip(cases, tab.evaluate(_RANK, asked), strict=True):
        expected = by_lunr(documents, query)
        assert dict(map(tuple, ranked)) == pytest.approx(expected)
        assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)


def test_the_browser_cuts_terms_as_the_index_does(tab, site):
    texts = [card[1] for path in sorted(site.glob("search/kk-*/c*.js"))[:40] for card in data(path.read_bytes())]
    for lang in LANGS:
        expected = [terms.whole(text, lang) for text in texts]
        assert tab.evaluate("([texts, lang]) => texts.map(text => sauat.terms.whole(text, lang))", [texts, lang]) == expected


def test_what_people_type(tab):
    answered = families(tab, CASES)
    weak = {family.name: family.success(3) for family in answered if family.success(3) < 0.8 or family.success(10) < 0.9}
    assert not weak, "\n".join(table(answered))


def test_hostile_text_finds_nothing_and_breaks_nothing(tab):
    chance = random.Random(302)
    texts = [
        "".join(
            chr(chance.choice((chance.randint(1, 0x24F), chance.randint(0x400, 0x4FF), chance.randint(0x2000, 0xD7FF))))
            for _ in range(chance.randint(1, 40))
        )
        for _ in range(300)
    ]
    texts += ["<img src=x onerror=alert(1)>", "a" * 100_000, "+must -not ~2 *:^", "](", "constructor", "__proto__ toString"]
    assert tab.evaluate(
        "async texts => { for (const text of texts) await sauat.search(text); return texts.length; }", texts
    ) == len(texts)
    # Names that every JavaScript object knows are words like others.
    assert tab.evaluate("sauat.search('constructor').then(found => found.total)") == 0


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
