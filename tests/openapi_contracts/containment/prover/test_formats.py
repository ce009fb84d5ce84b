"""Formats are annotations by default and assertions on request, approximated by a narrow and a wide pattern."""

import jsonschema_rs
import pytest

from openapi_contracts import contains
from openapi_contracts.containment import patterns
from openapi_contracts.containment.prover import Dialect
from openapi_contracts.containment.prover.formats import FORMATS, checked, conforms
from openapi_contracts.containment.steps import Steps

# Varied strings of each format that the validator accepts; the wide pattern must match each of them.
WORDS = {
    "date": ["1963-06-19", "2020-02-29"],
    "date-time": ["1963-06-19T08:30:06.283185Z", "1990-12-31t23:59:60z", "1937-01-01T12:00:27.87+00:20"],
    "time": ["08:30:06Z", "23:59:60z", "08:30:06.283185+02:00"],
    "duration": ["P4DT12H30M5S", "PT0S", "P2W"],
    "email": ["joe.bloggs@example.com", "te~st@example.com", '"joe bloggs"@example.com'],
    "idn-email": ["실례@실례.테스트"],
    "hostname": ["www.example.com", "xn--4gbwdl.xn--wgbh1c"],
    "idn-hostname": ["실례.테스트"],
    "ipv4": ["192.168.0.1", "255.255.255.255"],
    "ipv6": ["::", "::1", "::ffff:192.168.0.1", "1:2:3:4:5:6:7:8", "::ABCD"],
    "uri": ["http://foo.bar/?baz=qux#quux", "urn:oasis:names", "mailto:John.Doe@example.com"],
    "uri-reference": ["/abc", "", "#frag", "//foo.bar/?baz=qux#quux"],
    "iri": ["http://ƒøø.ßår/?∂éœ=πîx#πîüx"],
    "iri-reference": ["âππ", "#ƒrägmênt"],
    "uuid": ["2EB8AA08-AA98-11EA-B4AA-73B441D16380", "00000000-0000-0000-0000-000000000000"],
    "uri-template": ["http://example.com/dictionary/{term:1}/{term}", "dictionary"],
    "json-pointer": ["/foo/bar~0/baz~1/%a", "", "/"],
    "relative-json-pointer": ["1", "0/foo/bar", "2/0/baz/1/zip", "0#"],
    "regex": ["([abc])+\\s+$", ""],
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_narrow_pattern_of_a_format_implies_it_and_the_wide_one_covers_it(name: str) -> None:
    certain, possible = (patterns.compile(text) for text in FORMATS[name])
    assert patterns.includes(certain, possible, steps=Steps(100_000))
    for length in (0, 1, 8, 12, 20, 36):
        found = patterns.find(include=[certain], shortest=length, steps=Steps(100_000))
        assert found is None or conforms(found.text, name)
    for word in WORDS[name]:
        assert conforms(word, name)
        assert possible.matches(word)


def test_a_format_is_an_annotation_by_default() -> None:
    sub, sup = {"type": "string"}, {"type": "string", "format": "uuid"}
    assert contains(sub, sup).verdict == "contained"
    assert contains(sub, sup, formats=True).witness == ""


@pytest.mark.parametrize(
    ("sub", "sup", "verdict"),
    [
        ({"format": "date"}, {"minLength": 10}, "contained"),
        ({"format": "date"}, {"maxLength": 9}, "not-contained"),
        ({"format": "date"}, {"format": "date-time"}, "not-contained"),
        ({"format": "uuid"}, {"pattern": "^[0-9a-fA-F-]{36}$"}, "contained"),
        ({"const": "2020-01-01"}, {"format": "date"}, "contained"),
        ({"const": "2020-13-01"}, {"format": "date"}, "not-contained"),
        ({"format": "int32"}, {"format": "of-our-own"}, "contained"),
        ({"format": "email"}, {"pattern": "^.{3,}$"}, "undecided"),
    ],
)
def test_an_asserted_format_is_decided_where_both_patterns_agree(
    sub: dict[str, str], sup: dict[str, object], verdict: str
) -> None:
    assert contains({"type": "string"} | sub, sup, formats=True).verdict == verdict


def test_only_formats_that_the_validator_checks_are_asserted() -> None:
    assert "uuid" in checked(Dialect.DRAFT2020)
    assert "uuid" not in checked(Dialect.DRAFT4)
    validator = jsonschema_rs.Draft4Validator({"format": "uuid"}, validate_formats=True)
    assert validator.is_valid("no uuid")
