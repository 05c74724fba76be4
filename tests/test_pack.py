"""Budgets: the real tree keeps them, and a page that breaks one is named."""

from hashlib import sha256

from generator.pack import Budget, table, weigh


def test_the_portal_keeps_its_budgets(site):
    rows = list(weigh(site))
    broken = [line for line, row in zip(list(table(rows))[1:], rows, strict=True) if row.broken]
    assert not broken


def page(folder, name, body):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(body, encoding="utf-8")


def test_a_heavy_page_and_a_foreign_request_are_named(tmp_path):
    noise = "".join(sha256(str(n).encode()).hexdigest() for n in range(1500))
    page(tmp_path, "news/index.html", f"<p>{noise}</p>")
    page(tmp_path, "pages/help.html", '<img src="https://example.org/x.png">')
    page(tmp_path, "search.html", "")
    card = sha256(b"card").hexdigest() * 600
    page(tmp_path, "search/kk.js", 'sauat.put("kk",{"folder":"search/kk-0/","cards":2});')
    page(tmp_path, "search/kk-0/t0.js", 'sauat.put("kk/t0",{"light":[0,9],"heavy":[0,5,2,5]});')
    page(tmp_path, "search/kk-0/c0.js", 'sauat.put("kk/c0",[["a.html","","",""]]);')
    page(tmp_path, "search/kk-0/c1.js", f'sauat.put("kk/c1",[["b.html","","","{card}"]]);')
    rows = {row.kind: row for row in weigh(tmp_path)}
    assert "bytes > 25000" in rows["news"].broken[0]
    assert rows["help"].broken == ("asks another host",)
    assert rows["first query"].broken == ()
    assert rows["first query"].page == "search.html?q=heavy"
    assert rows["first query"].requests == 5


def test_a_heavy_edition_is_named(tmp_path):
    (tmp_path / "editions").mkdir()
    for name, size in (("start-kk", 900_001), ("start-kk-ru", 1_800_000), ("whole-kk-ru", 14_000_001)):
        (tmp_path / f"editions/sauat-{name}.zip").write_bytes(bytes(size))
    broken = {row.page: row.broken for row in weigh(tmp_path) if row.kind == "edition"}
    assert broken == {
        "editions/sauat-start-kk.zip": ("900001 bytes > 900000",),
        "editions/sauat-start-kk-ru.zip": (),
        "editions/sauat-whole-kk-ru.zip": ("14000001 bytes > 14000000",),
    }


def test_design_budgets():
    from generator.pack import BUDGETS

    promised = {budget.kind: budget for budget in BUDGETS}
    for kind in ("lesson", "site", "rubric", "news"):
        assert promised[kind] == Budget(kind, promised[kind].pattern, 25_000, 10_000, 6)
