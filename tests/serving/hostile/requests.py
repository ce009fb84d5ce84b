"""The table: every hostile request and what has to come of it."""

from tests.serving.hostile import bodies, fields, framing, methods, queries, targets
from tests.serving.hostile.rows import Row

REQUESTS: tuple[Row, ...] = (
    *methods.METHODS,
    *methods.LINES,
    *targets.FORMS,
    *targets.PATHS,
    *targets.MAJORS,
    *queries.QUERIES,
    *fields.HOSTS,
    *fields.WRITING,
    *fields.CREDENTIALS,
    *fields.VERSIONS,
    *fields.NEGOTIATION,
    *fields.CONDITIONS,
    *fields.PROXIES,
    *framing.LENGTHS,
    *framing.CODINGS,
    *framing.CHUNKS,
    *framing.BODIES_WITHOUT_USE,
    *framing.SOCKETS,
    *bodies.TYPES,
    *bodies.SYNTAX,
    *bodies.DOCUMENTS,
    *bodies.FORMS,
)
