"""Publishers who race: two services on one database, two workers each, on both engines."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import combinations, pairwise

import httpx

from tests.service import JSON, Service
from tests.serving.contracts import contract, offering
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
    expected = [f"1.0.{patch}" for patch in reversed(range(RACERS))]  # they differ in a summary
    assert _numbers(pair[1], "different") == expected
    for answer, content in zip(answers, contents, strict=True):
        assert _document(pair[0], "different", answer.json()["version"]) == content


def test_one_of_many_publishes_at_once_gets_a_number_and_keeps_it(pair: Pair) -> None:
    contents = [contract(racer) for racer in range(RACERS)]
    answers = _race(pair, "PUT", "/v1/apis/chosen/versions/1.0.0", contents)
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: RACERS - 1}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"version-exists"}
    winner = next(content for answer, content in zip(answers, contents, strict=True) if answer.status_code == 201)
    assert _document(pair[0], "chosen", "1.0.0") == _document(pair[1], "chosen", "1.0.0") == winner


def test_of_documents_that_break_each_other_one_is_published(pair: Pair) -> None:
    _publish(pair[0], "rivals", offering("pets"))
    contents = [offering("pets", f"racer{racer}") for racer in range(RACERS)]
    answers = _race(pair, "POST", "/v1/apis/rivals/versions", contents)
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: RACERS - 1}
    refusals = [answer.json() for answer in answers if answer.status_code == 409]
    assert {refusal["code"] for refusal in refusals} == {"breaking-change"}
    assert {refusal["report"]["baseline"] for refusal in refusals} == {"1.1.0"}
    assert _numbers(pair[0], "rivals") == ["1.1.0", "1.0.0"]


def test_however_publishers_race_no_version_breaks_one_before_it_in_its_line(pair: Pair) -> None:
    offered = [[name for name in "abcd" if "abcd".index(name) in chosen] for chosen in _subsets(4)][:RACERS]
    contents = [offering("pets", *names) for names in offered]
    _publish(pair[0], "crowd", offering("pets"))
    answers = _race(pair, "POST", "/v1/apis/crowd/versions", contents)
    assert {answer.status_code for answer in answers} <= {200, 201, 409}
    paths = [set(json.loads(_document(pair[1], "crowd", number))["paths"]) for number in _numbers(pair[0], "crowd")]
    assert all(newer > older for newer, older in pairwise(paths))
    assert len(paths) > 1


def test_a_policy_that_changes_while_publishers_race_judges_whoever_comes_after_it(pair: Pair) -> None:
    _publish(pair[0], "ruled", offering("pets", "toys"))
    with pair[1].client() as client:
        client.put("/v1/apis/ruled/policy", json={"mode": "warn"}, headers={"If-Match": "*"}).raise_for_status()
        send = partial(client.put, "/v1/apis/ruled/policy", json={"mode": "enforce"}, headers={"If-Match": "*"})
        contents = [offering("pets", f"racer{racer}") for racer in range(RACERS)]
        with pair[0].client() as other:
            post = partial(other.post, "/v1/apis/ruled/versions", headers=JSON)
            answers = together([send, *(partial(post, content=content) for content in contents)])
        told = client.get("/v1/apis/ruled/audit", params={"limit": 100}).json()["items"]
    enforced = next(entry["sequence"] for entry in told if entry["details"].get("after") == {"mode": "enforce"})
    passed = [entry["sequence"] for entry in told if entry["action"] == "version-published"]
    assert all(sequence < enforced for sequence in passed)
    assert len(passed) == Counter(answer.status_code for answer in answers)[201]


def _subsets(size: int) -> Iterator[set[int]]:
    """Give the sets of numbers below one, those of two first: they break each other most."""
    for chosen in (2, 1, 3, 4):
        yield from map(set, combinations(range(size), chosen))


def _publish(service: Service, api: str, content: bytes) -> None:
    with service.client() as client:
        client.post(f"/v1/apis/{api}/versions", content=content, headers=JSON).raise_for_status()


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
