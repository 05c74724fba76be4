"""The JSON Schema says of a site's record what `sauat check` says of its shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator import schema
from generator.load import load

ROOT = Path(__file__).parents[1]
GOOD = "catalog/sites/eg/egov.kz.yml"


class Plain(yaml.SafeLoader):
    """Dates stay the text that an editor's tool sees."""


Plain.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def validator() -> Any:
    made = schema.site(load(ROOT).portal)
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def record(**changes: object) -> dict[str, object]:
    good: dict[str, object] = yaml.load((ROOT / GOOD).read_text(encoding="utf-8"), Plain)
    return {key: value for key, value in {**good, **changes}.items() if value is not None}


def test_every_record_fits(validator: Any) -> None:
    for path in (ROOT / "catalog" / "sites").rglob("*.yml"):
        assert [error.message for error in validator.iter_errors(yaml.load(path.read_text(encoding="utf-8"), Plain))] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "egov.kz"},
        {"url": "https://user@egov.kz/"},
        {"name": {"kk": "Тек қазақша"}},
        {"name": "Екі тілсіз"},
        {"about": None},
        {"kind": "palace"},
        {"rubric": "state"},
        {"also": ["courts", "courts"]},
        {"region": "moon"},
        {"languages": ["kk", "fr"]},
        {"services": ["dreams"]},
        {"access": ["lift"]},
        {"contacts": {"phone": "call me"}},
        {"contacts": {"fax": "1"}},
        {"checked_by": "rumour"},
        {"colour": "red"},
    ],
    ids=str,
)
def test_a_wrong_record_does_not(validator: Any, changes: dict[str, object]) -> None:
    assert validator.is_valid(record())
    assert not validator.is_valid(record(**changes))
