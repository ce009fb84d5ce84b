"""Clients that send slowly: whoever else asks is served meanwhile, and so are they."""

from pathlib import Path

from tests.service import running
from tests.serving.readers import UNLIMITED, ask
from tests.serving.slow_clients import crowding

HALF_OPEN, TRICKLING = 300, 50
SECONDS = 2  # the aim is 100 ms in 99 of 100, which bench/slow_clients.py measures; shared machines pause for longer


def test_half_sent_requests_and_trickled_bodies_hold_nobody_up(tmp_path: Path) -> None:
    with (
        running(tmp_path, **UNLIMITED) as service,
        crowding(service, half_open=HALF_OPEN, trickling=TRICKLING) as crowd,
    ):
        timed = list(ask(service, crowd.trickled.is_set))
    assert len(timed) > 30
    assert {status for _, status, _ in timed} == {200}
    assert max(seconds for _, _, seconds in timed) < SECONDS
    assert crowd.answers == [b"HTTP/1.1 200 OK\r\n"] * TRICKLING
