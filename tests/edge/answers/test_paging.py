"""Pages: every item once, and a cursor that means nothing elsewhere."""

import pytest
from starlette.testclient import TestClient

from tests.application import ADMIN

COUNT = 25


@pytest.fixture(scope="module")
def names(client: TestClient) -> list[str]:
    """The names of many APIs of one owner."""
    names = [f"page-{index:02d}" for index in range(COUNT)]
    for name in names:
        client.put(f"/v1/apis/{name}", json={"title": name, "owner": "pagers"}, headers=ADMIN)
    return names


def walk(client: TestClient, path: str) -> list[str]:
    """Follow the links to the next page and list the names met."""
    met: list[str] = []
    while path:
        response = client.get(path)
        met += [item["name"] for item in response.json()["items"]]
        link = response.headers.get("link", "")
        assert bool(link) == (response.json()["next"] is not None)
        path = link.removeprefix("<").removesuffix('>; rel="next"')
    return met


@pytest.mark.parametrize(("sort", "backwards"), [("name", False), ("-name", True), ("updated_at", False)])
def test_following_the_links_meets_every_item_once(
    client: TestClient, names: list[str], sort: str, backwards: bool
) -> None:
    assert walk(client, f"/v1/apis?owner=pagers&limit=7&sort={sort}") == sorted(names, reverse=backwards)


def test_a_cursor_belongs_to_its_filter_and_order(client: TestClient, names: list[str]) -> None:
    cursor = client.get("/v1/apis?owner=pagers&limit=7").json()["next"]
    assert client.get(f"/v1/apis?owner=pagers&limit=9&cursor={cursor}").status_code == 200
    for query in (f"cursor={cursor}", f"owner=pagers&sort=-name&cursor={cursor}", f"owner=pagers&cursor={cursor}x"):
        assert client.get(f"/v1/apis?{query}").status_code == 400
    assert client.get(f"/v1/apis/contract-registry/versions?cursor={cursor}").status_code == 400


def test_items_are_found_by_text_label_and_owner(client: TestClient) -> None:
    fields = {"title": "Ünïque Title", "owner": "finders", "labels": {"tier": "gold:1"}}
    client.put("/v1/apis/to-find", json=fields, headers=ADMIN)
    for query in ("q=ünïque", "q=TITLE&owner=finders", "label=tier", "label=tier:gold:1", "q=to-fin"):
        assert "to-find" in walk(client, f"/v1/apis?{query}")
    for query in ("q=%25", "label=tier:silver", "owner=find", "q=to_find"):
        assert "to-find" not in walk(client, f"/v1/apis?{query}")
