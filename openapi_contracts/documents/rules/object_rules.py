"""The rules for objects that the official schemas cannot state: which rule checks which kind in which version."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules import body_rules, field_rules, naming_rules, path_rules, security_rules
from openapi_contracts.documents.rules.objects import DocumentObject, Objects

_Rule = Callable[[DocumentObject, Objects], Iterator[Problem]]
_ALL = ("2.0", "3.0", "3.1", "3.2")
_SINCE_30 = ("3.0", "3.1", "3.2")
_BEFORE_31 = ("2.0", "3.0")

_ROWS: tuple[tuple[_Rule, tuple[str, ...], tuple[str, ...]], ...] = (  # rule, kinds, versions
    (path_rules.spelling, ("Paths",), _ALL),
    (path_rules.equivalent, ("Paths",), _ALL),
    (path_rules.parameters, ("Paths",), _ALL),
    (path_rules.required, ("Parameter",), _ALL),
    (security_rules.requirement, ("SecurityRequirement",), _ALL),
    (body_rules.bodies, ("PathItem",), ("2.0",)),
    (naming_rules.parameter_name, ("Parameter", "SecurityScheme"), _ALL),
    (naming_rules.header_names, ("Response", "Encoding"), _ALL),
    (naming_rules.component_names, ("Components",), _SINCE_30),
    (naming_rules.statuses, ("Responses",), _ALL),
    (naming_rules.urls, naming_rules.WITH_URLS, _ALL),
    (naming_rules.server_variables, ("Server",), _SINCE_30),
    (naming_rules.server_default, ("ServerVariable",), _SINCE_30),
    (field_rules.exclusive, field_rules.EXCLUSIVE_KINDS, _SINCE_30),
    (field_rules.array_items, ("Schema", "Parameter", "Items", "Header"), _BEFORE_31),
    (field_rules.read_and_write_only, ("Schema",), ("3.0",)),
    (field_rules.link_target, ("Link",), _SINCE_30),
    (field_rules.mapping_targets, ("Discriminator",), _SINCE_30),
)


def violations(objects: Objects) -> Iterator[Problem]:
    """Yield the violations of all rules, with the references to other kinds of objects."""
    yield from objects.problems()
    rules = _rules(objects.version)
    for here in objects.found:
        for rule in rules.get(here.kind, ()):
            yield from rule(here, objects)


@cache
def _rules(version: str) -> Mapping[str, list[_Rule]]:
    """Return the rules of a version by kind of object."""
    found: dict[str, list[_Rule]] = {}
    for rule, kinds, versions in _ROWS:
        for kind in kinds if version in versions else ():
            found.setdefault(kind, []).append(rule)
    return found
