"""Reads the tables of the vocabulary: a line for each object, and one for each of its fields below it.

    Claim(Record)  A request for payment under a policy.
      number!   claim-number  The number that clerks quote.

A name may end in marks: `!` required, `?` nullable, `<` read only, `>` write only, `~` deprecated. An enumeration is
`Name = a|b|c  Description.`, a resource is `/segment Entity tag action,action`, and a tag is `#tag Description.`
"""

import re

from tests.specimens.model import Domain, Entity, Field, Resource

_ENTITY = re.compile(r"(?P<name>[A-Z]\w*)(?:\((?P<base>\w+)\))?(?: = (?P<values>\S+))?\s+(?P<description>.+)")
_FIELD = re.compile(r"\s+(?P<name>[@\w]+?)(?P<marks>[!?<>~]*)\s+(?P<kind>\S+)\s+(?P<description>\S.*)")
_RESOURCE = re.compile(r"/(?P<segment>\S+)\s+(?P<entity>\w+)\s+(?P<tag>\S+)(?:\s+(?P<actions>\S+))?")
_TAG = re.compile(r"#(?P<name>\S+)\s+(?P<description>.+)")


def domain(text: str) -> Domain:
    """Read a table; ValueError for a line that is none of these."""
    entities: dict[str, tuple[re.Match[str], list[Field]]] = {}
    resources: list[Resource] = []
    tags: dict[str, str] = {}
    fields: list[Field] = []
    for line in filter(str.strip, text.splitlines()):
        if found := _FIELD.fullmatch(line):
            fields.append(_field(found))
        elif found := _ENTITY.fullmatch(line):
            fields = []
            entities[found["name"]] = found, fields
        elif found := _RESOURCE.fullmatch(line):
            actions = tuple(found["actions"].split(",")) if found["actions"] else ()
            resources.append(Resource(found["segment"], found["entity"], found["tag"], actions))
        elif found := _TAG.fullmatch(line):
            tags[found["name"]] = found["description"]
        else:
            raise ValueError(f"not a line of a vocabulary: {line!r}")
    return Domain({name: _entity(*one) for name, one in entities.items()}, tuple(resources), tags)


def _entity(found: re.Match[str], fields: list[Field]) -> Entity:
    values = tuple(found["values"].split("|")) if found["values"] else ()
    return Entity(found["name"], found["base"] or "", found["description"], tuple(fields), values)


def _field(found: re.Match[str]) -> Field:
    marks = found["marks"]
    return Field(
        found["name"],
        found["kind"],
        found["description"],
        required="!" in marks,
        nullable="?" in marks,
        read_only="<" in marks,
        write_only=">" in marks,
        deprecated="~" in marks,
    )
