"""The trace that a request belongs to: in W3C's field, then in B3's, else one of its own."""

import re

import pytest

from edge import traces
from edge.exchange import join_headers
from edge.traces import Trace

TRACE = "0af7651916cd43dd8448eb211c80319c"
SPAN = "b7ad6b7169203331"
OTHER_TRACE, OTHER_SPAN = "1" * 32, "2" * 16
HERE = Trace(TRACE, SPAN)


def read(*fields: tuple[str, str]) -> Trace:
    return traces.read(join_headers((name.encode(), value.encode("latin-1")) for name, value in fields))


@pytest.mark.parametrize(
    "fields",
    [
        [("traceparent", f"00-{TRACE}-{SPAN}-01")],
        [("traceparent", f"00-{TRACE}-{SPAN}-00")],
        [("traceparent", f"cc-{TRACE}-{SPAN}-01-what-is-to-come")],
        [("b3", f"{TRACE}-{SPAN}")],
        [("b3", f"{TRACE}-{SPAN}-1")],
        [("b3", f"{TRACE}-{SPAN}-d-{OTHER_SPAN}")],
        [("x-b3-traceid", TRACE), ("x-b3-spanid", SPAN), ("x-b3-sampled", "1")],
        [("b3", f"{OTHER_TRACE}-{OTHER_SPAN}"), ("traceparent", f"00-{TRACE}-{SPAN}-01")],
        [("traceparent", "00-not-a-trace"), ("b3", f"{TRACE}-{SPAN}")],
        [("b3", "0"), ("x-b3-traceid", TRACE), ("x-b3-spanid", SPAN)],
    ],
)
def test_the_trace_that_is_sent_is_taken(fields: list[tuple[str, str]]) -> None:
    assert read(*fields) == HERE


def test_a_trace_of_64_bits_stays_as_it_is() -> None:
    assert read(("b3", f"{SPAN}-{OTHER_SPAN}-1")) == Trace(SPAN, OTHER_SPAN)


@pytest.mark.parametrize(
    "fields",
    [
        [],
        [("traceparent", f"00-{TRACE.upper()}-{SPAN}-01")],
        [("traceparent", f"00-{'0' * 32}-{SPAN}-01")],
        [("traceparent", f"00-{TRACE}-{'0' * 16}-01")],
        [("traceparent", f"00-{TRACE}-{SPAN}")],
        [("traceparent", f"00-{TRACE}-{SPAN}-01-more")],
        [("traceparent", f"ff-{TRACE}-{SPAN}-01")],
        [("traceparent", f"cc-{TRACE}-{SPAN}-01.more")],
        [("traceparent", f"00-{TRACE}-{SPAN}-01\n")],
        [("traceparent", f"00-{TRACE}-{SPAN}-01"), ("traceparent", f"00-{OTHER_TRACE}-{SPAN}-01")],
        [("traceparent", "\xff\x00")],
        [("b3", "0")],
        [("b3", f"{TRACE}-{'0' * 16}")],
        [("b3", f"{TRACE[:31]}-{SPAN}")],
        [("b3", f"{TRACE}-{SPAN}-2")],
        [("x-b3-traceid", TRACE)],
        [("x-b3-traceid", "0" * 16), ("x-b3-spanid", SPAN)],
    ],
)
def test_anything_else_begins_a_trace(fields: list[tuple[str, str]]) -> None:
    first, second = read(*fields), read(*fields)
    assert re.fullmatch("[0-9a-f]{32}", first.trace_id)
    assert re.fullmatch("[0-9a-f]{16}", first.span_id)
    assert TRACE not in (first.trace_id, second.trace_id)
    assert first.trace_id != second.trace_id
