"""The tables of rules, tested as tables; and the page that is written from them."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from string import Formatter

import yaml

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import Syntax, read
from openapi_contracts.outputs.rules_page import page
from openapi_contracts.rules import RULES, Rule
from openapi_contracts.rules.catalog import TABLES
from openapi_contracts.vocabulary import Bump, Severity

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
EVERY = [rule for table in TABLES for rule in table.RULES]
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def named(rules: Iterable[Rule]) -> list[str]:
    """Return the ids of rules that are not as they should be."""
    return [rule.id for rule in rules]


def test_there_are_rules() -> None:
    assert len(EVERY) > 50


def test_an_id_belongs_to_one_rule() -> None:
    assert [rule for rule, count in Counter(rule.id for rule in EVERY).items() if count > 1] == []
    assert len(RULES) == len(EVERY)


def test_an_id_is_in_kebab_case() -> None:
    assert named(rule for rule in EVERY if not KEBAB.fullmatch(rule.id)) == []


def test_an_id_that_begins_with_a_direction_is_of_that_direction() -> None:
    """The ids of a webhook's messages, which go the other way round, begin with what it is."""
    begun = [rule for rule in EVERY if rule.direction and rule.id.partition("-")[0] in {"request", "response"}]
    assert named(rule for rule in begun if not rule.id.startswith(rule.direction or "")) == []


def test_a_sentence_has_placeholders_that_are_plain_names() -> None:
    assert named(rule for rule in EVERY if not all(map(is_plain, Formatter().parse(rule.sentence)))) == []


def is_plain(part: tuple[str, str | None, str | None, str | None]) -> bool:
    literal, field, spec, conversion = part
    return "{" not in literal and (field is None or (field.isidentifier() and not spec and not conversion))


def test_a_sentence_is_one_line_without_a_full_stop() -> None:
    assert named(rule for rule in EVERY if not re.fullmatch(r"\S(.*[^\s.])?", rule.sentence)) == []


def test_both_fragments_are_yaml_and_differ() -> None:
    assert named(rule for rule in EVERY if rule.before.strip() == rule.after.strip()) == []
    for fragment in {text for rule in EVERY for text in (rule.before, rule.after) if text.strip()}:
        read(fragment.encode(), Limits(), declared=Syntax.YAML)
        yaml.safe_load(fragment)


def test_a_rule_has_a_reason_that_is_a_sentence() -> None:
    assert named(rule for rule in EVERY if not re.fullmatch(r"[A-Z`].*\.", rule.why)) == []


def test_no_rule_is_off_by_default() -> None:
    assert named(rule for rule in EVERY if rule.severity is Severity.OFF) == []


def test_a_change_that_breaks_nothing_requires_a_minor_or_a_patch() -> None:
    assert named(rule for rule in EVERY if rule.bump not in (Bump.MINOR, Bump.PATCH)) == []


def test_what_a_sunset_can_announce_is_removed() -> None:
    assert {rule.id for rule in EVERY if rule.announceable} == {
        "callback-removed",
        "operation-removed",
        "optional-webhook-parameter-removed",
        "parameter-removed",
        "request-property-removed",
        "required-webhook-parameter-removed",
        "response-property-removed",
        "webhook-removed",
    }


def test_a_lost_property_is_one_that_responses_had() -> None:
    lost = {"response-property-removed", "response-property-no-longer-sent"}
    assert {rule.id for rule in EVERY if rule.loses_property} == lost


def test_the_committed_page_is_the_one_the_tables_write() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"


def test_the_page_tells_every_rule_once() -> None:
    titles = re.findall(r"^### `(.+)`$", page(), re.MULTILINE)
    assert titles == [rule.id for rule in EVERY]
