"""What each API changed from version to version: edits whose effect on clients is known."""

from dataclasses import dataclass

from tests.specimens.edits import Edit, add, drop, leave_out, put

_TEXT = {"type": "string"}


@dataclass(frozen=True, slots=True)
class Release:
    """A version, what it changed of the one before, and whether that breaks clients."""

    version: str
    breaks: bool
    edits: tuple[Edit, ...]


def _query(name: str, schema: object) -> dict[str, object]:
    return {"name": name, "in": "query", "schema": schema}


_CLAIM = "definitions > Claim > allOf > 1"
_TIMELINE = {
    "tags": ["claims"],
    "operationId": "getClaimTimeline",
    "parameters": [{"name": "claimId", "in": "path", "required": True, "type": "integer", "format": "int64"}],
    "responses": {"200": {"description": "What happened.", "schema": {"type": "array", "items": {"type": "string"}}}},
}
CLAIMS = (
    Release(
        "1.1.0",
        False,
        (
            put(f"{_CLAIM} > properties > witnesses", {"type": "array", "items": {"$ref": "#/definitions/Person"}}),
            put("paths > /claims/{claimId}/timeline", {"get": _TIMELINE}),
            add("paths > /policies > get > parameters", {"name": "branch", "in": "query", **_TEXT}),
            add("paths > /claims-search > post > parameters", {"name": "handler", "in": "formData", **_TEXT}),
            put("paths > /payments > post > responses > 202", {"description": "Waits for a second signature."}),
        ),
    ),
    Release(
        "2.0.0",
        True,
        (
            add("definitions > Vehicle > allOf > 1 > required", "model"),
            leave_out("definitions > ClaimStatus > enum", "REOPENED"),
            add("definitions > PaymentMethod > enum", "WALLET"),
            put("definitions > Coverage > allOf > 1 > properties > waitingDays > type", "string"),
            drop("definitions > Coverage > allOf > 1 > properties > waitingDays > format"),
            drop("definitions > Coverage > allOf > 1 > properties > waitingDays > minimum"),
            put("definitions > Address > properties > postalCode > maxLength", 10),
            put("parameters > size > maximum", 50),
            drop("paths > /payments/{paymentId} > delete"),
            drop("paths > /brokers-export"),
            put("paths > /claims-search > post > parameters > 1 > collectionFormat", "csv"),
        ),
    ),
    Release(
        "2.1.0",
        False,
        (
            put("definitions > Claim > description", "A request for payment, under one policy or several."),
            put("paths > /reserves > get > deprecated", True),
            put("definitions > Policy > allOf > 1 > properties > renewalOf", _TEXT),
            put("paths > /parties > get > responses > 200 > headers > X-Page-Count", {"type": "integer"}),
        ),
    ),
)

_STORE = "components > schemas"
_ORDERS = "paths > /api/v1/orders > get"
STORE = (
    Release(
        "1.1.0",
        False,
        (
            put(f"{_STORE} > Product > properties > brand", _TEXT | {"nullable": True}),
            put(f"{_STORE} > ProductRequest > properties > brand", _TEXT | {"nullable": True, "maxLength": 80}),
            add(f"{_ORDERS} > parameters", _query("placedAfter", _TEXT | {"format": "date"})),
            put("paths > /api/v1/carts/{id}/checkout > post > deprecated", True),
        ),
    ),
    Release(
        "2.0.0",
        True,
        (
            add(f"{_STORE} > OrderRequest > required", "channel"),
            add(f"{_STORE} > OrderStatus > enum", "LOST"),
            put(f"{_STORE} > CartLine > properties > quantity > maximum", 99),
            put(f"{_STORE} > Customer > properties > loyaltyPoints > nullable", True),
            put(f"{_STORE} > Money > properties > cents", {"type": "number"}),
            put(f"{_STORE} > AddressDto > properties > postcode > pattern", "^[A-Z0-9 -]{3,10}$"),
            leave_out(f"{_STORE} > ReturnReason > enum", "LATE"),
            drop("paths > /api/v1/vouchers/{id} > patch"),
            put("paths > /api/v1/orders > post > parameters > 0 > required", True),
            drop(f"{_STORE} > PageReview > properties > numberOfElements"),
        ),
    ),
)

_CLINIC = "components > schemas"
CLINIC = (
    Release(
        "1.1.0",
        False,
        (
            put(f"{_CLINIC} > PatientCreate > properties > pronouns", _TEXT | {"title": "Pronouns"}),
            put(f"{_CLINIC} > PatientRead > properties > pronouns", _TEXT | {"title": "Pronouns"}),
            add("paths > /appointments/ > get > parameters", _query("until", _TEXT | {"format": "date"})),
            leave_out(f"{_CLINIC} > AppointmentCreate > required", "duration_minutes"),
        ),
    ),
    Release(
        "1.2.0",
        False,
        (
            put(f"{_CLINIC} > Message > properties > code", _TEXT | {"title": "Code"}),
            put(f"{_CLINIC} > ShiftCreate > properties > note", _TEXT | {"title": "Note", "maxLength": 200}),
            put("paths > /samples/{sample_id}/discard > post > deprecated", True),
        ),
    ),
    Release(
        "2.0.0",
        True,
        (
            add(f"{_CLINIC} > AppointmentState > enum", "rescheduled"),
            leave_out(f"{_CLINIC} > Specialty > enum", "paediatrics"),
            put(f"{_CLINIC} > InvoiceItem > properties > unit_price > maximum", 100_000),
            put(f"{_CLINIC} > Medicine > properties > days > maximum", 90),
            drop(f"{_CLINIC} > ActionIn > properties > actor"),
            leave_out(f"{_CLINIC} > PatientRead > required", "contact"),
            add(f"{_CLINIC} > WaitlistEntryCreate > required", "earliest"),
            drop("paths > /insurers/{insurer_id} > delete"),
            put("paths > /referrals/ > get > parameters > 1 > schema > maximum", 60),
            put("paths > /results/ > post > security", [{"APIKeyHeader": []}]),
        ),
    ),
)

_FREIGHT = "components > schemas"
FREIGHT = (
    Release(
        "1.1.0",
        False,
        (
            put(f"{_FREIGHT} > Booking > properties > priority", {"enum": ["standard", "express"]}),
            put("components > requestBodies > Quote > required", False),
            put("components > parameters > Limit > schema > maximum", 500),
            put("webhooks > terminalClosed", {"post": {"responses": {"204": {"description": "Seen."}}}}),
        ),
    ),
    Release(
        "2.0.0",
        True,
        (
            put(f"{_FREIGHT} > Position > minItems", 3),
            put(f"{_FREIGHT} > Charge > properties > amount > pattern", "^[0-9]{1,12}(\\.[0-9]{2})?$"),
            put(f"{_FREIGHT} > Metadata > propertyNames > maxLength", 20),
            put(f"{_FREIGHT} > Label > then > properties > dpi > enum", [203, 300]),
            add(f"{_FREIGHT} > Incoterm > enum", "FOB"),
            put(f"{_FREIGHT} > PaymentTerms > $defs > OnAccount > properties > account > pattern", "^[0-9]{8}$"),
            put(f"{_FREIGHT} > DelayedEvent > properties > minutes > minimum", 0),
            put(f"{_FREIGHT} > Vehicle > properties > plate > type", ["string", "null"]),
            put("components > parameters > Created > schema > required", ["after"]),
            put("components > headers > ETag > required", False),
            drop("paths > /routes/{routeId}/close"),
            drop("webhooks > damageClaimChanged"),
        ),
    ),
    Release(
        "2.1.0",
        False,
        (
            put(f"{_FREIGHT} > Problem > properties > traceId", _TEXT),
            put("paths > /invoices > get > deprecated", True),
            put("info > summary", "Quotes, bookings, tracking and customs."),
        ),
    ),
)

_GRID = "components > schemas"
_SITES_QUERY = "paths > /sites > query > requestBody > content > application/json > schema"
_SELECTION = "components > parameters > Selection > content > application/x-www-form-urlencoded > schema"
_COPY = "paths > /devices/{deviceId} > additionalOperations > COPY"
GRID = (
    Release(
        "1.1.0",
        False,
        (
            put(f"{_GRID} > Site > properties > operatorNote", {"type": ["string", "null"]}),
            put(f"{_SITES_QUERY} > properties > limit > maximum", 5000),
            put("paths > /tariffs > additionalOperations > REINDEX", {"responses": {"202": {"summary": "Begun"}}}),
        ),
    ),
    Release(
        "2.0.0",
        True,
        (
            add(f"{_GRID} > Severity > enum", "fatal"),
            drop("paths > /readings > additionalOperations > PURGE"),
            put(f"{_GRID} > Channel > properties > number > maximum", 64),
            add(f"{_GRID} > Tariff > required", "validTo"),
            put(f"{_GRID} > JsonPatch > maxItems", 20),
            put("components > mediaTypes > Rows > schema > required", []),
            put("components > parameters > Session > schema > minLength", 32),
            drop("paths > /alerts > query"),
            put(f"{_SELECTION} > properties > limit > maximum", 500),
            put(f"{_SITES_QUERY} > properties > limit > maximum", 2000),
            put(f"{_COPY} > parameters > 0 > schema > minLength", 12),
            add(f"{_GRID} > ForecastPoint > required", "lower"),
            drop("paths > /commands > get > responses > 200 > content > application/jsonl"),
        ),
    ),
)
