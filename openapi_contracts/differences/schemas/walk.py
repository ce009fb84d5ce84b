"""The walk from the schemas of changed messages through all pairs of matching schemas."""

from collections.abc import Iterator, Sequence

from openapi_contracts.contracts import Direction
from openapi_contracts.contracts.readings import INNER
from openapi_contracts.contracts.unchanged_text import written
from openapi_contracts.differences.schemas import annotations, arrays, objects, scalars, unions, xml_forms
from openapi_contracts.differences.schemas.model import Difference, Edge, Into, SchemaPair, VisitedPair
from openapi_contracts.differences.schemas.view_pairs import ViewPair
from openapi_contracts.differences.schemas.views import View, viewed
from openapi_contracts.differences.schemas.wording import PlaceNames, wanted
from openapi_contracts.rules.schemas import ROWS
from openapi_contracts.schemas import NormalizedSchemas, Questions
from openapi_contracts.vocabulary import ContentModel, Side

MOST_PAIRS = 200_000  # visited in one comparison; the largest real one, of 4 MB documents, visits a tenth
DECLARING = frozenset(row.name for row in ROWS if row.declares)

FORMATS = frozenset(("format-added", "format-removed", "format-changed", "typed-format-added", "typed-format-removed"))


class DifferenceWalk:
    """Visits pairs; `nodes` holds them in order of discovery."""

    def __init__(self, questions: Questions, names: PlaceNames) -> None:
        self.nodes: dict[SchemaPair, VisitedPair] = {}
        self._questions = questions
        self._names = names
        self._roots: set[SchemaPair] = set()

    def visit(self, roots: Sequence[SchemaPair]) -> None:
        """Visit everything reachable from some pairs: pairs that may differ first, then those with equal values."""
        self._roots = {self.followed(pair) for pair in roots}
        quiet = self._spread(list(map(self.followed, roots)), quiet=False)
        self._spread(quiet, quiet=True)

    def _spread(self, pending: list[SchemaPair], *, quiet: bool) -> list[SchemaPair]:
        """Visit breadth-first; return the pairs below equal ones."""
        later: list[SchemaPair] = []
        for pair in pending:
            if pair in self.nodes or len(self.nodes) >= MOST_PAIRS:
                continue
            node = self.nodes[pair] = self._node(pair, quiet=quiet)
            following = [edge.to for edge in node.edges]
            if node.quiet and not quiet:
                later += following
            else:
                pending += following
        return later

    def followed(self, pair: SchemaPair) -> SchemaPair:
        """Follow bare references, so that all users of a component share one pair."""
        old, new = (self._questions.normalized(side, pair.direction) for side in Side)
        before, after = tuple(map(old.follow, pair.old)), tuple(map(new.follow, pair.new))
        return SchemaPair(pair.direction, before, after)

    def _is_unchanged(self, pair: SchemaPair) -> bool:
        """Say whether both sides have the same text, references included."""
        if len(pair.old) != len(pair.new):
            return False
        base, revision = (self._questions.normalized(side, pair.direction) for side in Side)
        return all(self._is_same(base, revision, old, new) for old, new in zip(pair.old, pair.new, strict=True))

    def _is_same(self, base: NormalizedSchemas, revision: NormalizedSchemas, old: str, new: str) -> bool:
        normalized = base.at(old)
        if isinstance(normalized, dict) and normalized is revision.at(new):
            return True  # what did not change was normalized once
        if isinstance(normalized, dict) and INNER in normalized and normalized != revision.at(new):
            return False  # the same text has different added keywords
        was, now = base.raw(old), revision.raw(new)
        return bool(was == now) and self._questions.is_same_text(was, now)

    def _node(self, pair: SchemaPair, *, quiet: bool) -> VisitedPair:
        both = self._both(pair)
        found = list(_compared(both))
        differences = [one for one in found if isinstance(one, Difference) and not one.is_added]
        beside: list[Difference] = []
        edges = [edge for one in found if isinstance(one, Edge) for edge in self._ways(one, beside)]
        is_plain = not differences and all(edge.step.into is not Into.SAME and edge.to.is_single for edge in edges)
        is_equal = quiet or (not is_plain and self._is_equivalent(pair, differences))
        if is_equal:
            kept = FORMATS if quiet else FORMATS | DECLARING
            differences = [one for one in differences if one.row in kept]
        differences += [*annotations.differences(both), *beside, *xml_forms.differences(both)]
        differences += xml_forms.of_root(both) if pair in self._roots else ()
        return VisitedPair(pair, differences, edges, quiet=is_equal)

    def _ways(self, edge: Edge, found: list[Difference]) -> Iterator[Edge]:
        """Follow an edge through references to a change, and collect the annotations beside them."""
        if self._is_unchanged(edge.to):
            return
        followed = self.followed(edge.to)
        if followed != edge.to:
            found += annotations.beside_references(self._both(edge.to))
        yield Edge(edge.step, followed)

    def _both(self, pair: SchemaPair) -> ViewPair:
        old = viewed(self._questions.normalized(Side.BASE, pair.direction), pair.old)
        new = viewed(self._questions.normalized(Side.REVISION, pair.direction), pair.new)
        is_declared = self._questions.content_model is ContentModel.DECLARED
        equal = lambda was, now: self._equal(pair.direction, was, now)  # noqa: E731 - it keeps the direction
        return ViewPair(pair, old, new, self._names, equal, is_declared=is_declared)

    def _equal(self, direction: Direction, old: str, new: str) -> bool:
        return self._questions.is_equal(direction, old, new)

    def _is_equal(self, pair: SchemaPair) -> bool:
        if len(pair.old) != len(pair.new):
            return False
        return all(self._equal(pair.direction, old, new) for old, new in zip(pair.old, pair.new, strict=True))

    def _is_equivalent(self, pair: SchemaPair, differences: list[Difference]) -> bool:
        """Say whether both sides allow the same values: by construction, or by proof where that matters."""
        telling = any(one.row not in FORMATS | DECLARING for one in differences)
        return self._is_equal(pair) or (telling and self._is_same_set(pair))

    def _is_same_set(self, pair: SchemaPair) -> bool:
        if not pair.is_single:
            return False
        old, new = (next(iter(places), None) for places in (pair.old, pair.new))
        return self._questions.is_same_set(pair.direction, old, new)


def _compared(both: ViewPair) -> Iterator[Difference | Edge]:
    """Compare one pair of views by the modules of all kinds of keywords."""
    old, new = both.old, both.new
    if old.never or new.never:
        if not (old.never and new.never):
            row = "value-forbidden" if new.never else "value-allowed"
            yield both.find(row, next(iter(old.parts), None), next(iter(new.parts), None))
    elif _is_anything(old) or _is_anything(new):
        yield from _all_or_nothing(both)
    elif (moved := unions.wrapped(both)) is not None:
        yield from moved
    else:
        if not _is_said_alike(old, new):
            yield from scalars.differences(both)
        for table in (objects, arrays, unions):
            yield from table.differences(both)


def _is_said_alike(old: View, new: View) -> bool:
    """Say whether both sides have the same keywords, referenced schemas aside."""
    was, now = ([[part.schema, part.or_null] for part in view.parts] for view in (old, new))
    return was == now and (text := written(was)) is not None and text == written(now)  # 1 is not true, nor 1.0


def _is_anything(view: View) -> bool:
    return not view.never and not view.unions and all(not part.schema for part in view.parts)


def _all_or_nothing(both: ViewPair) -> Iterator[Difference]:
    if _is_anything(both.old) and _is_anything(both.new):
        return
    row, view = ("schema-added", both.new) if _is_anything(both.old) else ("schema-removed", both.old)
    description = wanted(view.document.at(view.places[0]))
    parts = (next(iter(both.old.parts), None), next(iter(both.new.parts), None))
    yield both.find(row, *parts, sentence_values={"value": description})
