"""The service worker is told what the tree holds: every file it fetches is there, and a new tree is a new release."""

import json
import re

from generator.tree import Growth
from generator.worker import WHOLE, script

INDEX = {"search/kk.js": 9, "search/kk-1a2b3c4d/t0.js": 5, "search/kk-1a2b3c4d/c0.js": 7}


def release(text):
    return json.loads(re.search(r"const release=(\{.*?\});", text)[1])


def told(sizes, digest="1"):
    return release(script("const release=RELEASE_DATA;", sizes, digest).decode())


def test_every_file_is_there(site):
    known = release((site / "sw.js").read_text(encoding="utf-8"))
    assert all((site / path).is_file() for path in known["always"] + known["more"])
    kept_when_used = {path.name for path in (site / "assets").glob("*-narrow.*")}
    assert {path.name for path in (site / "assets").iterdir()} - kept_when_used == {
        path.removeprefix("assets/") for path in known["always"] + known["more"] if path.startswith("assets/")
    }
    assert all((site / top).exists() for top in known["tops"])
    for index in known["indexes"].values():
        assert {file.name for file in (site / index["folder"]).iterdir()} == set(index["files"])
    assert known["indexes"].keys() == {"kk", "ru"}


def test_a_large_index_is_not_fetched_whole():
    folder = {"folder": "search/kk-1a2b3c4d/"}
    assert told(INDEX)["indexes"] == {"kk": {**folder, "files": ["t0.js", "c0.js"]}}
    assert told({**INDEX, "search/kk-1a2b3c4d/c1.js": WHOLE})["indexes"] == {"kk": {**folder, "files": []}}


def test_a_tree_of_one_language_names_no_other():
    known = told({"ru/offline.html": 1, "ru/index.html": 1, "ru/search.html": 1})
    assert known["always"] == ["ru/offline.html"]
    assert known["more"] == ["ru/index.html", "ru/search.html"]


def test_any_other_byte_is_another_release(tmp_path):
    digests = set()
    for path, content in (("a.html", b"1"), ("a.html", b"2"), ("b.html", b"1")):
        growth = Growth(tmp_path)
        growth.write(path, content)
        digests.add(growth.digest)
    assert len(digests) == 3
