"""Signs of life on standard error, for whoever waits."""

import time

from openapi_contracts.command.progress import Progress


def test_a_short_wait_is_silent() -> None:
    said: list[str] = []
    with Progress(said.append, patience=30) as progress:
        progress("reading")
        progress("comparing")
    assert said == []


def test_a_long_wait_names_the_station_and_every_later_one() -> None:
    said: list[str] = []
    with Progress(said.append, patience=0.02) as progress:
        progress("reading")
        progress("comparing")
        until = time.monotonic() + 10
        while not said and time.monotonic() < until:
            time.sleep(0.005)
        progress("writing")
    assert said == ["comparing", "writing"]


def test_nothing_is_said_after_the_end() -> None:
    said: list[str] = []
    with Progress(said.append, patience=0.02) as progress:
        pass
    time.sleep(0.1)
    progress("late")
    assert said == []
