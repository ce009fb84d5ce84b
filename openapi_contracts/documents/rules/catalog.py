"""What each code of a problem means: how grave it is, and the rule of a specification that it violates.

The default severity is `error` where the meaning of some message depends on the rule, and `warning` where only the text
is wrong. A policy may change it by code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openapi_contracts.documents.rules import rule_tables
from openapi_contracts.vocabulary import ProblemSeverity

# The objects of OpenAPI in the order of their sections: 4.7.N in 3.0.4, 4.8.N in 3.1.1, 4.N in 3.2.0. The sections of
# 2.0 have names only.
_OBJECTS = (
    "OpenAPI",
    "Info",
    "Contact",
    "License",
    "Server",
    "Server Variable",
    "Components",
    "Paths",
    "Path Item",
    "Operation",
    "External Documentation",
    "Parameter",
    "Request Body",
    "Media Type",
    "Encoding",
    "Responses",
    "Response",
    "Callback",
    "Example",
    "Link",
    "Header",
    "Tag",
    "Reference",
    "Schema",
    "Discriminator",
    "XML",
    "Security Scheme",
    "OAuth Flows",
    "OAuth Flow",
    "Security Requirement",
)


@dataclass(frozen=True, slots=True)
class ValidityRule:
    """One rule: its code, its severity, the section that states it, and what that section says.

    `section` is the name of an object of OpenAPI, whose section it is, or the section of another specification.
    """

    code: str
    severity: ProblemSeverity
    section: str
    sentence: str

    @property
    def cited(self) -> str:
        """The section as a reader finds it, with its numbers in OpenAPI 3.0.4, 3.1.1 and 3.2.0."""
        if self.section not in _OBJECTS:
            return self.section
        number = _OBJECTS.index(self.section) + 1
        return f"OpenAPI, {self.section} Object (3.0: 4.7.{number}, 3.1: 4.8.{number}, 3.2: 4.{number})"


VALIDITY_RULES: Mapping[str, ValidityRule] = {
    code: ValidityRule(code, severity, section, sentence)
    for severity, rows in ((ProblemSeverity.ERROR, rule_tables.ERRORS), (ProblemSeverity.WARNING, rule_tables.WARNINGS))
    for code, section, sentence in rows
}


def severity_of(code: str, grades: Mapping[str, ProblemSeverity]) -> ProblemSeverity:
    """Return the severity of a code: that of `grades`, else that of the table; a code outside of it is an error."""
    if code in grades:
        return grades[code]
    rule = VALIDITY_RULES.get(code)
    return rule.severity if rule else ProblemSeverity.ERROR


def unknown_codes(codes: Iterable[str]) -> list[str]:
    """Return those codes that the table does not have."""
    return [code for code in codes if code not in VALIDITY_RULES]
