"""Turns the prover's answers into findings: the changes that cause them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from openapi_contracts.containment.containment import Answer, Containment
from openapi_contracts.contracts import SchemaAt
from openapi_contracts.differences.schemas.causes import Causes
from openapi_contracts.differences.schemas.formats import CHANGED, INCOMPATIBLE, Formats
from openapi_contracts.differences.schemas.grouping import NEEDING_WITNESS, Group, Labels, gathered
from openapi_contracts.differences.schemas.message_search import MessageSearch
from openapi_contracts.differences.schemas.model import Difference, SchemaPair
from openapi_contracts.differences.schemas.reachability import Reach
from openapi_contracts.differences.schemas.removed_properties import RemovedProperties
from openapi_contracts.differences.schemas.unexplained import FailureLocator, is_open, whole
from openapi_contracts.differences.schemas.walk import DifferenceWalk
from openapi_contracts.differences.schemas.wording import PlaceNames
from openapi_contracts.differences.schemas.xml_forms import ROW as XML_FORM
from openapi_contracts.differences.schemas.xml_forms import XmlForms
from openapi_contracts.findings import Evidence, Finding, Proof, SchemaQuestion, Shown
from openapi_contracts.rules import RULES, Rule
from openapi_contracts.schemas import Questions
from openapi_contracts.schemas.carried import is_carried
from openapi_contracts.vocabulary import ContentModel, Side


def explain(questions: Questions, schema_questions: Sequence[SchemaQuestion]) -> list[Finding]:
    """Return every change of the schemas that two contracts share, with the operations it affects.

    A breaking change has a witness, confirmed by a validator. Every message that the prover refutes
    or cannot decide has a finding.
    """
    changed = [question for question in schema_questions if not questions.is_unchanged(question)]
    return _Explanation(questions, changed).findings() if changed else []


class _Explanation:
    def __init__(self, questions: Questions, schema_questions: Sequence[SchemaQuestion]) -> None:
        self._questions = questions
        self._schema_questions = schema_questions
        self._labels = Labels([question.label for question in schema_questions])
        self._answers = [questions.answer(question) for question in schema_questions]
        names = PlaceNames(schema_questions)
        walk = DifferenceWalk(questions, names)
        self._roots = [walk.followed(self._pair(question)) for question in schema_questions]
        walk.visit(self._roots)
        self._groups = gathered(walk.nodes)
        self._reach = Reach(walk.nodes, _masks(self._roots))
        self._causes = Causes(questions, self._reach, schema_questions, self._answers)
        messages = MessageSearch(questions, self._reach, self._causes.samples, schema_questions)
        self._removals = RemovedProperties(messages)
        self._formats = Formats(messages)
        self._xml_forms = XmlForms(messages)
        self._failures = FailureLocator(walk.nodes, names, questions, self._causes)
        self._covered = 0  # the messages that have a finding with a witness, as bits
        self._doubted = 0  # the messages that have an undecided finding, as bits
        self._suspects: dict[SchemaPair, list[Group]] = {}
        self._opened = [group for group in self._groups if group.difference.row == "open-enum-value-added"]

    def findings(self) -> list[Finding]:
        """Return the changes in order of discovery, then the messages that no change explains."""
        for group in self._groups:
            if group.may_break and group.difference.row != XML_FORM and not self._is_undeclared(group):
                self._blame(group, self._causes.shown(group))
        left = self._left_over(Containment.NOT_CONTAINED)
        found = [self._finding(group) for group in self._groups]
        return [question for question in found if question is not None] + left + self._left_over(Containment.UNDECIDED)

    def _is_undeclared(self, group: Group) -> bool:
        """Say whether a removed property is no longer sent, as under the declared content model."""
        return group.rule.loses_property and self._questions.content_model is ContentModel.DECLARED

    def _blame(self, group: Group, shown: Shown | None) -> None:
        """Note that a message shows a change, which explains every refuted message it affects."""
        if shown is not None:
            group.shown = shown
            self._covered |= self._reach.mask(group.pairs) & self._causes.refuted

    def _pair(self, question: SchemaQuestion) -> SchemaPair:
        old, new = (
            self._place(side, question, at) for side, at in zip(Side, (question.old, question.new), strict=True)
        )
        return SchemaPair(question.direction, old, new)

    def _place(self, side: Side, question: SchemaQuestion, at: SchemaAt | None) -> tuple[str, ...]:
        place = self._questions.normalized(side, question.direction).place(at) if at is not None else None
        return () if place is None else (place,)

    def _finding(self, group: Group) -> Finding | None:
        reached = self._reach.mask(group.pairs)
        if group.difference.row == CHANGED and (shown := self._formats.shown(group)) is not None:
            rule = RULES[f"{group.rule.direction}-{INCOMPATIBLE}"]
            return self._written(rule, group.difference, reached, shown)
        if group.difference.row == XML_FORM:
            return self._written(group.rule, group.difference, reached, self._xml_forms.shown(group))
        if not group.may_break:
            return self._written(group.rule, group.difference, reached, None)
        if group.shown is not None:
            failing = self._causes.refuted | self._causes.undecided
            return self._written(group.rule, group.difference, reached & failing, group.shown)
        if group.rule.loses_property:
            return self._written(group.rule, group.difference, reached, self._removals.shown(group))
        if group.difference.row in NEEDING_WITNESS:
            return None
        evidence = self._causes.excuse(group)
        if isinstance(evidence, Proof) and (read := _read_as_text(group)) is not None:
            return self._written(RULES["value-reads-as-text"], read, reached, evidence)
        if not isinstance(evidence, Proof):
            reached &= self._causes.refuted | self._causes.undecided
            self._doubted |= reached
        return self._written(group.rule, group.difference, reached, evidence)

    def _left_over(self, verdict: Containment) -> list[Finding]:
        """Record a finding for every refuted or undecided message that has none."""
        found: dict[tuple[object, ...], tuple[Difference, Rule, Evidence, int]] = {}
        for index, (question, answer) in enumerate(zip(self._schema_questions, self._answers, strict=True)):
            if answer.verdict is not verdict or not self._is_left(index, answer):
                continue
            pair = self._failures.node(self._roots[index], answer)
            suspect = self._suspect(pair) if answer.verdict is Containment.NOT_CONTAINED else None
            if suspect is not None:
                self._blame(suspect, whole(question, answer))
                continue
            difference, evidence = self._failures.difference(pair, question, answer)
            rule = RULES[f"{question.direction.value}-{difference.row}"]
            key = (rule.id, difference.base, difference.revision)
            known = found.setdefault(key, (difference, rule, evidence, 0))
            found[key] = (*known[:3], known[3] | 1 << index)
        return [self._written(rule, difference, mask, evidence) for difference, rule, evidence, mask in found.values()]

    def _suspect(self, pair: SchemaPair) -> Group | None:
        """Return a change at the refuted pair itself that may break; None where there is none."""
        if not self._suspects:
            for group in self._groups:
                if group.may_break and group.difference.row not in (*NEEDING_WITNESS, XML_FORM):
                    for met in group.pairs:
                        self._suspects.setdefault(met, []).append(group)
        return next((group for group in self._suspects.get(pair, ()) if group.shown is None), None)

    def _is_left(self, index: int, answer: Answer) -> bool:
        if answer.verdict is not Containment.NOT_CONTAINED:
            return not self._doubted >> index & 1
        if self._covered >> index & 1:
            return False
        reaching = (group for group in self._opened if self._reach.mask(group.pairs) >> index & 1)
        return not any(is_open(group.difference, answer.witness) for group in reaching)

    def _written(self, rule: Rule, difference: Difference, mask: int, evidence: Evidence) -> Finding:
        values = {"where": difference.where, **difference.values}
        subject = (difference.where, *(text for key, text in sorted(difference.values.items()) if key != "reason"))
        operations = self._labels.of(mask)
        return Finding(rule.id, values, difference.base, difference.revision, operations, subject, evidence)


def _read_as_text(group: Group) -> Difference | None:
    """Return a change of types that no text shows; None for any other."""
    one = group.difference
    places = [place for pair in group.pairs for place in (*pair.old, *pair.new)]
    if not {"old", "new"} <= one.values.keys() or not all(map(is_carried, places)):
        return None
    return replace(one, values={**one.values, "field": one.where[:1].upper() + one.where[1:]})


def _masks(roots: Sequence[SchemaPair]) -> Mapping[SchemaPair, int]:
    found: dict[SchemaPair, int] = {}
    for index, pair in enumerate(roots):
        found[pair] = found.get(pair, 0) | 1 << index
    return found
