"""Medians, percentiles and tables, as every benchmark prints them."""

import math
import statistics
from collections.abc import Iterable, Sequence


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that so large a share of all is not above; nan of none."""
    found = sorted(values)
    return found[max(0, math.ceil(share * len(found)) - 1)] if found else math.nan


def median(values: Sequence[float]) -> float:
    """Return the median; nan of none."""
    return statistics.median(values) if values else math.nan


def duration(seconds: float) -> str:
    """Write seconds with three digits, in the unit that fits."""
    if math.isnan(seconds):
        return "-"
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}" if seconds < 1000 * size else f"{seconds / size:.0f} {unit}"
    return f"{seconds * 1e6:.0f} us"


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table, its first column to the left and the others to the right."""
    written = [[str(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(len(row[index]) for row in written) for index in range(len(columns))]
    print(f"\n{title}")
    for row in written:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        print("  ".join(cells).rstrip(), flush=True)
