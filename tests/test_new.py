"""`sauat new` writes drafts that `sauat check` accepts, and never writes over a file."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def project(tmp_path):
    for name in ("docs", "catalog", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def sauat(project, *words):
    command = [sys.executable, "-m", "generator", *words, "--root", str(project)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


DRAFTS = (
    (("new", "news", "a-new-service"), 2),
    (("new", "alert", "fake-bank-calls"), 2),
    (("site", "add", "https://www.Жаңа-сайт.қаз"), 1),
    (("new", "lesson", "bills-taxes-fines"), 2),
    (("new", "event", "open-day", "--date", "2027-02-01"), 1),
)


def test_drafts_are_valid(project):
    """Each is written once; the check then finds nothing wrong with any, a site's Unicode name included."""
    for words, files in DRAFTS:
        made = sauat(project, *words)
        assert made.returncode == 0, made.stderr
        written = made.stdout.split()
        assert len(written) == files
        assert all((project / path).exists() for path in written)
    checked = sauat(project, "check")
    assert checked.returncode == 0, checked.stderr
    for words, _ in DRAFTS:
        again = sauat(project, *words)
        assert again.returncode == 1
        assert "already" in again.stderr


def test_a_lesson_must_be_in_the_course(project):
    refused = sauat(project, "new", "lesson", "no-such-lesson")
    assert refused.returncode == 1
    assert "course.yml" in refused.stderr


@pytest.mark.parametrize(
    "url",
    [
        "egov.kz",
        "http://egov.kz",
        "HTTPS://WWW.EGOV.KZ/cms/ru",
        "https://egov.kz:443/",
        "https://egov.kz./?a=1#b",
        "www.egov.kz/",
    ],
)
def test_a_site_is_added_once(project, url):
    refused = sauat(project, "site", "add", url)
    assert refused.returncode == 1
    assert "catalog/sites/eg/egov.kz.yml" in refused.stderr


def test_a_moved_site_leads_to_its_successor(project):
    for old, new in (("old.kz", "newer.kz"), ("newer.kz", "egov.kz")):
        draft = (project / "catalog/sites/eg/egov.kz.yml").read_text(encoding="utf-8")
        record = project / "catalog" / "sites" / old[:2] / f"{old}.yml"
        record.parent.mkdir(exist_ok=True)
        record.write_text(draft.replace("url: https://egov.kz", f"url: https://{old}") + f"moved_to: {new}\n", encoding="utf-8")
    refused = sauat(project, "site", "add", "https://www.old.kz/page")
    assert refused.returncode == 1
    assert "moved to newer.kz → egov.kz" in refused.stderr
