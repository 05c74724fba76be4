"""What benches stand on: made-up sites that are sites, the same each time, and found by the product's own index."""

from pathlib import Path

from generator.bench.search import asked
from generator.bench.synthetic import scaled, sites
from generator.checks import check
from generator.cores import each
from generator.load import load
from generator.model import LANGS
from generator.search import index

PORTAL = load(Path(__file__).parent.parent).portal


def test_made_up_sites_are_sites_and_the_same_twice():
    made = tuple(sites(PORTAL, 40))
    assert made == tuple(sites(PORTAL, 40))
    assert len({site.id for site in made}) == len({site.name.kk for site in made}) == 40
    assert {site.rubric for site in made} <= {child.id for rubric in PORTAL.rubrics for child in rubric.children}
    wrong = {problem.code for problem in check(scaled(PORTAL, 40)) if problem.path == "synthetic"}
    assert wrong <= {"site-file-name"}  # they stand in no file


def test_queries_are_words_of_the_sites():
    portal = scaled(PORTAL, 200)
    for lang in LANGS:
        for words in (1, 2):
            texts = list(asked(portal, lang, words, 9))
            assert texts == list(asked(portal, lang, words, 9))
            assert all(len(text.split()) == words for text in texts)


def test_work_for_several_is_the_work_of_each():
    assert each(str.upper, ["a", "b", "c"]) == ["A", "B", "C"]
    portal = scaled(PORTAL, 30)
    assert index(portal, {}, LANGS) == index(portal, {}, ("kk",)) | index(portal, {}, ("ru",))
