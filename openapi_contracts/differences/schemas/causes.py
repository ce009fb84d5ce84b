"""Finds the cause of each failing message: every difference that may be the cause is tested with a message."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from openapi_contracts.containment.containment import Answer, Containment
from openapi_contracts.differences.schemas.candidates import Candidates
from openapi_contracts.differences.schemas.grouping import Group
from openapi_contracts.differences.schemas.keyword_validity import why
from openapi_contracts.differences.schemas.model import Difference, SchemaPair, VisitedPair
from openapi_contracts.differences.schemas.overlaps import overlaps
from openapi_contracts.differences.schemas.prover_questions import ProverQuestions
from openapi_contracts.differences.schemas.reachability import Path, Reach
from openapi_contracts.differences.schemas.samples import EmbeddedSamples, at
from openapi_contracts.findings import Doubt, Proof, SchemaQuestion, Shown
from openapi_contracts.schemas import Questions
from openapi_contracts.schemas.carried import is_carried

MOST_WAYS = 5  # messages in which one difference is tested
MOST_VALUES = 4  # values tested in each message
MOST_ABOVE = 60  # parent pairs compared for one difference
MOST_TRIED = 4_000  # values validated in one comparison

_EVERYWHERE = "Every message that the sender may send is proved to be accepted."
_NOTHING = "Nothing is proved: the sender's schema allows no message at all, so none can fail."
_HERE = "Every value that the sender may send here is proved to be accepted."
_ELSEWHERE = "Another change breaks every message with this part; no message fails because of this change alone."


class Causes:
    """Tests differences; `answers` are the prover's answers for the messages, by the bits of `Reach`."""

    def __init__(
        self, questions: Questions, reach: Reach, schema_questions: Sequence[SchemaQuestion], answers: Sequence[Answer]
    ) -> None:
        self.prover_questions = ProverQuestions(questions)
        self.samples = EmbeddedSamples(questions)
        self._questions = questions
        self._reach = reach
        self._schema_questions = schema_questions
        self.refuted = _mask(answers, Containment.NOT_CONTAINED)
        self.undecided = _mask(answers, Containment.UNDECIDED)
        self._answers = answers
        self._tried = 0

    def shown(self, group: Group) -> Shown | None:
        """Return a message that fails because of a change; None where none is found."""
        broken = self._reach.mask(group.pairs) & (self.refuted | self.undecided)
        for node in group.nodes[:MOST_WAYS] if broken else ():
            if self._reads_as_before(node.pair):
                continue
            for root, path in islice(self._reach.ways(node.pair, broken), MOST_WAYS):
                shown = self._along(root, path, node, group.difference, broken)
                if shown is not None:
                    return shown
        return None

    def _reads_as_before(self, pair: SchemaPair) -> bool:
        """Say whether a pair is of texts that are all understood, whatever types its schemas have."""
        if not all(map(is_carried, (*pair.old, *pair.new))):
            return False
        return self.prover_questions.answer(pair).verdict is Containment.CONTAINED

    def excuse(self, group: Group) -> Proof | Doubt:
        """Say why no message was found that fails because of a change."""
        reached = self._reach.mask(group.pairs)
        if reached & self.refuted:
            if self._is_contained_above(group.pairs, self.refuted) or self._is_accepted_anyway(group):
                return Proof(_HERE)
            answers = (self.prover_questions.answer(pair) for pair in group.pairs[:MOST_WAYS])
            return Doubt(next((answer.reason for answer in answers if answer.reason), _ELSEWHERE))
        if reached & self.undecided and not self._is_contained_above(group.pairs, self.undecided):
            reason = self._answers[_lowest(reached & self.undecided)].reason
            return Doubt(reason or "the prover found neither a proof nor a message that fails")
        return Proof(_NOTHING if self._is_nothing_sent(reached) else _EVERYWHERE)

    def _is_nothing_sent(self, reached: int) -> bool:
        """Say whether no message with a change can exist: a proof over no message would say nothing."""
        indexes = [index for index in range(reached.bit_length()) if reached >> index & 1][:MOST_WAYS]
        return bool(indexes) and all(self._questions.is_empty(self._schema_questions[index]) for index in indexes)

    def _along(
        self, root: SchemaPair, path: Path, node: VisitedPair, difference: Difference, broken: int
    ) -> Shown | None:
        question = self._schema_questions[_lowest(self._reach.own(root) & broken)]
        candidates = Candidates(self._questions, self.prover_questions, self.samples, node).values(difference)
        if difference.row == "one-of-overlap":
            candidates = (value for value in candidates if overlaps(self._questions, node.pair, value))
        for value in islice(candidates, MOST_VALUES):
            for whole in self.samples.embedded(path, value):
                self._tried += 1
                if self._tried <= MOST_TRIED and self._questions.refutes(question, whole):
                    refused = why(difference, node.pair.direction, value, at(path))
                    return witness(question, whole, refused, value)
        return None

    def _is_contained_above(self, pairs: Sequence[SchemaPair], messages: int) -> bool:
        """Say whether, on every path from some pairs up to one of some messages, some pair is proved compatible."""
        pending, seen = list(pairs), set(pairs)
        for pair in pending:
            if self.prover_questions.answer(pair).verdict is Containment.CONTAINED:
                continue
            if self._reach.own(pair) & messages or len(seen) > MOST_ABOVE:
                return False
            above = [before for before in self._reach.before(pair) if before not in seen]
            seen.update(above)
            pending += above
        return True

    def _is_accepted_anyway(self, group: Group) -> bool:
        """Say whether every value the changed keyword rejects is accepted anyway, such as by another branch."""
        tops = [(node.pair, top) for node in group.nodes[:MOST_WAYS] for top in self._reach.tops(node.pair)]
        alone = group.difference.alone(group.nodes[0].pair.direction)[1]
        if alone is None or len(group.nodes) > MOST_WAYS or len(tops) > MOST_WAYS:
            return False
        answers = (self.prover_questions.narrowed(pair, alone, top) for pair, top in tops)
        return all(answer.verdict is Containment.CONTAINED for answer in answers)


def witness(question: SchemaQuestion, whole: object, refused: str, value: object) -> Shown:
    """Return a message that shows a change; a validator confirmed its value.

    For a part read as text, the message holds the value known to fail when parsed.
    """
    if question.known_answer is not None and question.known_answer.verdict is Containment.NOT_CONTAINED:
        whole = value = question.known_answer.witness
        refused = question.shown.refused
    return replace(question.shown, given={question.part: whole}, refused=refused, value=value, confirmed=True)


def _mask(answers: Sequence[Answer], verdict: Containment) -> int:
    return sum(1 << index for index, answer in enumerate(answers) if answer.verdict is verdict)


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1
