"""A rule: what one kind of change is called, what it does, how grave it is, and how it is said."""

from dataclasses import dataclass

from openapi_contracts.contracts import Direction
from openapi_contracts.vocabulary import Bump, Effect, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the tables. `id` is permanent, in kebab case.

    `direction` is that of the messages it speaks of, None for a change no message carries; `severity` the default of a
    change that is not proved compatible; `bump` what it asks for as long as it is not breaking. `sentence` is a format
    string over the values of a finding. `before` and `after` are fragments of YAML that show it, one empty where
    something is added or removed; `why` is the reason in one sentence, with its source where there is one.
    """

    id: str
    effect: Effect
    direction: Direction | None
    severity: Severity
    bump: Bump
    sentence: str
    before: str
    after: str
    why: str
