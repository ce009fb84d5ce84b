"""Changelogs over HTTP: highest first, page by page, as JSON, as Markdown and as a feed."""

from datetime import datetime
from uuid import UUID
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from tests.application import ADMIN, petstore
from tests.handlers.v1.publishing import ONE, THREE, TWO, publish

ANY = {**ADMIN, "If-Match": "*"}
ATOM = "{http://www.w3.org/2005/Atom}"
FEED = {"Accept": "application/atom+xml"}


@pytest.fixture
def history(client: TestClient, place: str) -> str:
    """An API with versions 1.0.0, 1.1.0 and 2.0.0."""
    publish(client, place, ONE, TWO)
    publish(client, place, THREE, major=2)
    return place


def test_a_changelog_lists_what_each_version_changed(client: TestClient, history: str) -> None:
    items = client.get(f"{history}/changelog").json()["items"]
    assert [(each["version"], each["baseline"], each["bump"], each["verdict"]) for each in items] == [
        ("2.0.0", "1.1.0", "major", "breaking"),
        ("1.1.0", "1.0.0", "minor", "compatible"),
        ("1.0.0", None, None, "unchecked"),
    ]
    assert [each["counts"] and each["counts"]["breaking"] for each in items] == [1, 0, None]
    assert [[change["id"] for change in each["changes"]] for each in items] == [
        ["operation-removed"],
        ["operation-added"],
        [],
    ]
    for each in items:
        assert client.get(each["links"]["changes"]).status_code == 200
        assert client.get(each["links"]["self"]).json()["published_at"] == each["published_at"]


def test_a_changelog_is_read_page_by_page_in_every_form(client: TestClient, history: str) -> None:
    for accept in ("application/json", "text/markdown", "application/atom+xml"):
        path, pages = f"{history}/changelog?limit=2", []
        while path:
            answer = client.get(path, headers={"Accept": accept})
            assert answer.headers["content-type"].partition(";")[0] == accept
            pages.append(answer.text)
            path = answer.headers.get("link", "").partition(">")[0].removeprefix("<")
        assert ["2.0.0" in page for page in pages] == [True, False]


def test_a_changelog_is_graded_by_what_is_in_force_now(client: TestClient, history: str) -> None:
    client.put(f"{history}/policy", json={"severities": {"operation-removed": "warning"}}, headers=ANY)
    newest = client.get(f"{history}/changelog").json()["items"][0]
    assert (newest["verdict"], newest["counts"]["breaking"], newest["counts"]["warning"]) == ("breaking", 0, 1)


def test_the_changes_of_one_version_are_cut_and_counted(client: TestClient, place: str) -> None:
    publish(client, place, ONE, petstore(pets="The pets.", **{f"p{index}": "All." for index in range(25)}))
    newest = client.get(f"{place}/changelog").json()["items"][0]
    assert (len(newest["changes"]), newest["counts"]["info"]) == (10, 25)
    markdown = client.get(f"{place}/changelog", headers={"Accept": "text/markdown"}).text
    assert "* 15 more changes\n" in markdown


def test_a_changelog_as_markdown_is_headed_listed_and_escaped(client: TestClient, place: str) -> None:
    client.put(place, json={"title": "Pets <b>&*"}, headers=ANY)
    publish(client, place, ONE, TWO)
    answer = client.get(f"{place}/changelog", headers={"Accept": "text/markdown"})
    day = client.get(f"{place}/versions/1.0.0").json()["published_at"][:10]
    assert answer.text.splitlines() == [
        r"# Changelog of Pets \<b\>\&\*",
        "",
        f"## 1.1.0 ({day})",
        "",
        r"Since 1\.0\.0\: compatible, minor; 1 info\.",
        "",
        "* **info** `operation-added`: `GET /owners` was added",
        "",
        f"## 1.0.0 ({day})",
        "",
        r"First version\.",
    ]


def test_a_changelog_as_a_feed_is_what_rfc_4287_asks_for(client: TestClient, history: str) -> None:
    answer = client.get(f"{history}/changelog", headers=FEED)
    root = ElementTree.fromstring(answer.content)
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title", "").split()[1] for entry in entries] == ["2.0.0", "1.1.0", "1.0.0"]
    ids = [each.findtext(f"{ATOM}id", "") for each in (root, *entries)]
    assert len({UUID(each.removeprefix("urn:uuid:")) for each in ids}) == 4
    times = [datetime.fromisoformat(each.findtext(f"{ATOM}updated", "")) for each in (root, *entries)]
    assert times[0] == max(times[1:])
    assert all(each.findtext(f"{ATOM}author/{ATOM}name") for each in (root, *entries))
    links = {link.get("rel"): link.get("href", "") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{history}/changelog"}
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert client.get(link.attrib["href"]).status_code == 200
    assert "operation" not in entries[-1].findtext(f"{ATOM}content", "")
    assert "breaking: `GET /pets` was removed" in entries[0].findtext(f"{ATOM}content", "")


def test_the_ids_and_times_of_a_feed_stay(client: TestClient, history: str) -> None:
    def known() -> dict[str, str]:
        root = ElementTree.fromstring(client.get(f"{history}/changelog", headers=FEED).content)
        return {
            each.findtext(f"{ATOM}id", ""): each.findtext(f"{ATOM}updated", "") for each in root.findall(f"{ATOM}entry")
        }

    before = known()
    publish(client, history, petstore(owners="The owners.", dogs="The dogs."))
    assert known().items() > before.items()


def test_characters_that_no_xml_can_hold_do_not_break_a_feed(client: TestClient, place: str) -> None:
    publish(client, place, petstore(pets="All."), petstore(pets="All.", **{"\u0007<&\ufffe": "Odd."}))
    root = ElementTree.fromstring(client.get(f"{place}/changelog", headers=FEED).content)
    assert "/\\x07<&\\ufffe" in "".join(root.itertext())


def test_an_api_without_versions_has_an_empty_changelog(client: TestClient, place: str) -> None:
    assert client.get(f"{place}/changelog").json() == {"items": [], "next": None}
    assert client.get(f"{place}/changelog", headers={"Accept": "text/markdown"}).text == "# Changelog of Pets\n"
    root = ElementTree.fromstring(client.get(f"{place}/changelog", headers=FEED).content)
    assert (root.findtext(f"{ATOM}updated"), root.findall(f"{ATOM}entry")) == (
        client.get(place).json()["created_at"],
        [],
    )


@pytest.mark.parametrize("accept", ["application/json", "text/markdown", "application/atom+xml"])
def test_a_changelog_is_not_sent_again(client: TestClient, history: str, accept: str) -> None:
    first = client.get(f"{history}/changelog", headers={"Accept": accept})
    again = client.get(f"{history}/changelog", headers={"Accept": accept, "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    refused = client.get(f"{history}/changelog", headers={"Accept": "text/html"})
    assert (refused.status_code, refused.json()["code"]) == (406, "not-acceptable")


def test_a_cursor_belongs_to_the_changelog_it_was_given_by(client: TestClient, history: str) -> None:
    cursor = client.get(f"{history}/versions?limit=1").json()["next"]
    answer = client.get(f"{history}/changelog?limit=1&cursor={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (400, "cursor-invalid")
