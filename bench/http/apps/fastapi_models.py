"""The contract's schemas as FastAPI's users write them: pydantic models and annotated parameters."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[int, Path(ge=1)]
Limit = Annotated[int, Query(ge=1, le=100)]
Sort = Literal["name", "-name", "newest"]
Tag = Annotated[str, StringConstraints(min_length=1, max_length=30)]


class Closed(BaseModel):
    """An object that refuses properties it does not name."""

    model_config = ConfigDict(extra="forbid")


class Customer(Closed):
    """Who orders."""

    name: str = Field(min_length=1, max_length=100)
    account: str = Field(pattern=r"^[A-Z]{2}-[0-9]{6}$")
    street: str = Field(min_length=1, max_length=200)
    country: Literal["CH", "DE", "FR", "IT"]


class Line(Closed):
    """What is ordered."""

    sku: str = Field(pattern=r"^[a-z]{3}-[0-9]{4}$")
    title: str = Field(min_length=1, max_length=100)
    quantity: int = Field(ge=1, le=99)
    cents: int = Field(ge=0)
    gift: bool = False


class Order(Closed):
    """An order."""

    id: UUID
    created_at: datetime
    priority: Literal["low", "normal", "high"]
    customer: Customer
    lines: list[Line] = Field(min_length=1, max_length=50)
    tags: list[Tag] = []


class Item(BaseModel):
    """What a read answers."""

    id: int
    limit: int
    sort: str


class Receipt(BaseModel):
    """What an order answers."""

    id: str
    lines: int
    cents: int
