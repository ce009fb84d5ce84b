"""A rule: the id, effect, severity and message of one kind of change."""

from dataclasses import dataclass

from openapi_contracts.contracts import Direction
from openapi_contracts.vocabulary import Bump, Effect, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of change that a comparison can report.

    `id` is permanent, in kebab case. `direction` is the direction of the messages the change affects, None where no
    message carries it. `severity` is the default of a change that is not proved compatible. `bump` is what the change
    requires where it breaks nothing; a breaking change requires a major. `sentence` is a format string over the values
    of a finding. `before` and `after` are YAML fragments that show the change; one is empty where something is added
    or removed. `why` is the reason in one sentence, with its source. `announceable` rules become warnings after the
    announced sunset, where the policy allows that. `loses_property` rules are proved by a response of the base that
    has the property. Findings of a rule of `one_cause` that say the same of several operations are one change.
    """

    id: str
    effect: Effect
    direction: Direction | None
    severity: Severity
    bump: Bump = Bump.MINOR
    sentence: str
    before: str
    after: str
    why: str
    announceable: bool = False
    loses_property: bool = False
    one_cause: bool = False
