"""Publishers who race: two services on one database, two workers each, on both engines."""

from collections import Counter
from functools import partial

import httpx

from tests.service import JSON, Service
from tests.serving.contracts import contract
from tests.serving.publishers import together

Pair = tuple[Service, Service]
RACERS = 20


def test_identical_publishes_at_once_make_one_version(pair: Pair) -> None:
    answers = _race(pair, "POST", "/v1/apis/identical/versions", [contract("same")] * RACERS)
    assert Counter(answer.status_code for answer in answers) == {201: 1, 200: RACERS - 1}
    assert {answer.json()["version"] for answer in answers} == {"1.0.0"}
    assert _numbers(pair[0], "identical") == ["1.0.0"]


def test_different_publishes_at_once_make_consecutive_numbers(pair: Pair) -> None:
    contents = [contract(racer) for racer in range(RACERS)]
    answers = _race(pair, "POST", "/v1/apis/different/versions", contents)
    assert {answer.status_code for answer in answers} == {201}
    expected = [f"1.{minor}.0" for minor in range(RACERS)]
    assert sorted(_numbers(pair[1], "different"), key=_minor) == expected
    for answer, content in zip(answers, contents, strict=True):
        assert _document(pair[0], "different", answer.json()["version"]) == content


def test_one_of_many_publishes_at_once_gets_a_number_and_keeps_it(pair: Pair) -> None:
    contents = [contract(racer) for racer in range(RACERS)]
    answers = _race(pair, "PUT", "/v1/apis/chosen/versions/1.0.0", contents)
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: RACERS - 1}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"version-exists"}
    winner = next(content for answer, content in zip(answers, contents, strict=True) if answer.status_code == 201)
    assert _document(pair[0], "chosen", "1.0.0") == _document(pair[1], "chosen", "1.0.0") == winner


def _race(pair: Pair, method: str, path: str, contents: list[bytes]) -> list[httpx.Response]:
    with pair[0].client() as first, pair[1].client() as second:
        clients = (first, second)
        return together(
            [
                partial(clients[racer % 2].request, method, path, content=content, headers=JSON)
                for racer, content in enumerate(contents)
            ]
        )


def _numbers(service: Service, api: str) -> list[str]:
    with service.client() as client:
        page = client.get(f"/v1/apis/{api}/versions", params={"limit": 100}).json()
    assert page["next"] is None
    return [version["version"] for version in page["items"]]


def _document(service: Service, api: str, number: str) -> bytes:
    with service.client() as client:
        return client.get(f"/v1/apis/{api}/versions/{number}/document").raise_for_status().content


def _minor(number: str) -> int:
    return int(number.split(".")[1])
