"""Every rule, by its id."""

from collections.abc import Mapping
from types import MappingProxyType

from openapi_contracts.rules import (
    bodies,
    bounds,
    components,
    links,
    notices,
    operations,
    parameters,
    responses,
    schemas,
    security,
    servers,
)
from openapi_contracts.rules.model import Rule

TABLES = (operations, components, parameters, bodies, responses, schemas, security, servers, links, notices, bounds)

RULES: Mapping[str, Rule] = MappingProxyType({rule.id: rule for table in TABLES for rule in table.RULES})
