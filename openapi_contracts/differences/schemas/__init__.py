"""Why a message is refused: the changes of keywords that are the cause, and every other change of the schemas.

Two schemas are walked together (`walk`), as conjunctions (`views`) that pair by pair (`both`) are compared by tables
(`scalars`, `bounds`, `objects`, `others`, `unions`, `annotations`). What is found is gathered by its root cause
(`groups`) with the messages it reaches (`reach`), and whatever may break is put to the test (`causes`, `removals`) with
values made for it (`samples`); what remains unexplained is named as such (`lost`).
"""

from openapi_contracts.differences.schemas.explanation import explain

__all__ = ["explain"]
