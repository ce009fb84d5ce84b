"""FastAPI with `def` operations, each in a thread."""

from typing import Annotated

from fastapi import APIRouter, FastAPI, Header, Response

from bench.http.apps.fastapi_models import Id, Item, Limit, Order, Receipt, Sort
from bench.http.cases import DOCUMENT, ETAG

router = APIRouter(prefix="/v1")


@router.get("/items/{id}")
def read(id: Id, limit: Limit = 20, sort: Sort = "name") -> Item:
    """Read an item."""
    return Item(id=id, limit=limit, sort=sort)


@router.post("/items", status_code=201)
def order(order: Order) -> Receipt:
    """Order items."""
    cents = sum(line.quantity * line.cents for line in order.lines)
    return Receipt(id=str(order.id), lines=len(order.lines), cents=cents)


@router.get("/document")
def download(if_none_match: Annotated[str | None, Header()] = None) -> Response:
    """Read the stored document."""
    if if_none_match == ETAG:
        return Response(status_code=304, headers={"ETag": ETAG})
    return Response(DOCUMENT, media_type="application/json", headers={"ETag": ETAG})


app = FastAPI()
app.include_router(router)
