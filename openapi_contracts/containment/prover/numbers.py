"""Finds a number for which the literals of a goal hold, or proves that there is none: exact, over the rationals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, count
from math import ceil, floor, gcd, lcm

from openapi_contracts.containment.prover.atoms import DENIED, Atom, Literal
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.results import EMPTY, Found, Result
from openapi_contracts.containment.prover.values import Number, Value
from openapi_contracts.containment.steps import Steps

_CHEAP = 64  # integers tried per step: each costs a division


@dataclass(slots=True)
class _Range:
    low: Number | None = None
    high: Number | None = None
    low_open: bool = False
    high_open: bool = False
    multiple_of: list[Fraction] = field(default_factory=list)  # the number is a multiple of each
    not_multiple_of: list[Fraction] = field(default_factory=list)  # the number is a multiple of none
    excluded: set[Value] = field(default_factory=set)

    def raise_to(self, bound: Number, *, is_open: bool) -> None:
        if self.low is None or (bound, is_open) > (self.low, self.low_open):
            self.low, self.low_open = bound, is_open

    def lower_to(self, bound: Number, *, is_open: bool) -> None:
        if self.high is None or (bound, not is_open) < (self.high, not self.high_open):
            self.high, self.high_open = bound, is_open

    def is_empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))


def solve(graph: Graph, leaves: Iterable[Literal], steps: Steps, *, integral: bool) -> Result:
    """Find an integer, or with `integral` false a number that is not an integer, for which all of `leaves` hold."""
    range_ = _collect(graph, leaves)
    if integral:
        range_.multiple_of.append(Fraction(1))
    else:
        range_.not_multiple_of.append(Fraction(1))
    if range_.is_empty():
        return EMPTY
    found = _on_lattice(range_, steps) if range_.multiple_of else _dense(range_, steps)
    return EMPTY if found is None else Found(found.numerator if found.denominator == 1 else found)


def _collect(graph: Graph, leaves: Iterable[Literal]) -> _Range:
    range_ = _Range()
    for literal in leaves:
        kind, bound, denied = graph.atoms[literal >> 2], graph.payloads[literal >> 2], bool(literal & DENIED)
        if kind is Atom.ENUM and isinstance(bound, frozenset):
            range_.excluded |= bound
        if not isinstance(bound, int | Fraction):
            continue
        if kind is Atom.MULTIPLE_OF:
            (range_.not_multiple_of if denied else range_.multiple_of).append(Fraction(bound))
        elif kind in (Atom.MINIMUM, Atom.EXCLUSIVE_MINIMUM):
            if denied:
                range_.lower_to(bound, is_open=kind is Atom.MINIMUM)
            else:
                range_.raise_to(bound, is_open=kind is Atom.EXCLUSIVE_MINIMUM)
        elif kind in (Atom.MAXIMUM, Atom.EXCLUSIVE_MAXIMUM):
            if denied:
                range_.raise_to(bound, is_open=kind is Atom.MAXIMUM)
            else:
                range_.lower_to(bound, is_open=kind is Atom.EXCLUSIVE_MAXIMUM)
    return range_


def _on_lattice(range_: _Range, steps: Steps) -> Fraction | None:
    """Find the multiple k * step closest to 0 in the range, where k is a multiple of no divisor.

    The search ends: of lcm(divisors) consecutive k, one is congruent to 1 and so a multiple of no divisor.
    """
    step = Fraction(lcm(*(f.numerator for f in range_.multiple_of)), gcd(*(f.denominator for f in range_.multiple_of)))
    divisors = [(divisor / step).numerator for divisor in range_.not_multiple_of]
    if 1 in divisors:
        return None
    low = None if range_.low is None else _first(range_.low / step, is_open=range_.low_open)
    high = None if range_.high is None else -_first(-range_.high / step, is_open=range_.high_open)
    for tried, k in enumerate(_nearest(low, high)):
        if tried % _CHEAP == 0:
            steps.spend()
        if all(k % divisor for divisor in divisors) and _plain(k * step) not in range_.excluded:
            return k * step
    return None


def _first(bound: Number, *, is_open: bool) -> int:
    return floor(bound) + 1 if is_open else ceil(bound)


def _plain(exact: Fraction) -> Number:
    return exact.numerator if exact.denominator == 1 else exact


def _nearest(low: int | None, high: int | None) -> Iterator[int]:
    """Yield the integers of an interval by their distance from 0, positive ones first."""
    if low is not None and low > 0:
        yield from range(low, high + 1) if high is not None else count(low)
    elif high is not None and high < 0:
        yield from range(high, low - 1, -1) if low is not None else count(high, -1)
    else:
        yield 0
        for k in count(1):
            above, below = high is None or k <= high, low is None or -k >= low
            if above:
                yield k
            if below:
                yield -k
            if not above and not below:
                return


def _dense(range_: _Range, steps: Steps) -> Fraction | None:
    """Find a rational in an interval, trying decimals of growing length.

    The search ends: an interval of more than one point has infinitely many decimals longer than those of the divisors.
    """
    if range_.low is not None and range_.low == range_.high:
        point = Fraction(range_.low)
        return point if _allowed(point, range_) else None
    units = chain(
        (Fraction(1, 2),), (Fraction(1, 10**digits) for digits in count(1))
    )  # a half first: it is exact as a float
    for unit in units:
        low = None if range_.low is None else _first(range_.low / unit, is_open=range_.low_open)
        high = None if range_.high is None else -_first(-range_.high / unit, is_open=range_.high_open)
        if low is not None and high is not None and low > high:
            steps.spend()
            continue
        for tried, k in enumerate(_nearest(low, high)):
            steps.spend()
            if _allowed(k * unit, range_):
                return k * unit
            if tried > len(range_.excluded) + 10:
                break
    return None


def _allowed(exact: Fraction, range_: _Range) -> bool:
    return (
        all((exact / divisor).denominator != 1 for divisor in range_.not_multiple_of)
        and _plain(exact) not in range_.excluded
    )
