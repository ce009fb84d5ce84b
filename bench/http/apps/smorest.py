"""Flask with flask-smorest, which validates by marshmallow."""

from typing import Any

from flask import Flask, Response, request
from flask.views import MethodView
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields, validate

from bench.http.cases import DOCUMENT, ETAG

blueprint = Blueprint("orders", __name__, url_prefix="/v1")


class ItemQuery(Schema):
    """The parameters of a read."""

    limit = fields.Integer(load_default=20, validate=validate.Range(1, 100))
    sort = fields.String(load_default="name", validate=validate.OneOf(["name", "-name", "newest"]))


class Customer(Schema):
    """Who orders."""

    name = fields.String(required=True, validate=validate.Length(1, 100))
    account = fields.String(required=True, validate=validate.Regexp(r"^[A-Z]{2}-[0-9]{6}$"))
    street = fields.String(required=True, validate=validate.Length(1, 200))
    country = fields.String(required=True, validate=validate.OneOf(["CH", "DE", "FR", "IT"]))


class Line(Schema):
    """What is ordered."""

    sku = fields.String(required=True, validate=validate.Regexp(r"^[a-z]{3}-[0-9]{4}$"))
    title = fields.String(required=True, validate=validate.Length(1, 100))
    quantity = fields.Integer(required=True, strict=True, validate=validate.Range(1, 99))
    cents = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    gift = fields.Boolean()


class Order(Schema):
    """An order."""

    id = fields.UUID(required=True)
    created_at = fields.DateTime("iso", required=True)
    priority = fields.String(required=True, validate=validate.OneOf(["low", "normal", "high"]))
    customer = fields.Nested(Customer, required=True)
    lines = fields.List(fields.Nested(Line), required=True, validate=validate.Length(1, 50))
    tags = fields.List(fields.String(validate=validate.Length(1, 30)))


class Item(Schema):
    """What a read answers."""

    id = fields.Integer()
    limit = fields.Integer()
    sort = fields.String()


class Receipt(Schema):
    """What an order answers."""

    id = fields.String()
    lines = fields.Integer()
    cents = fields.Integer()


@blueprint.route("/items/<int(min=1):id>")
class Items(MethodView):
    """An item."""

    @blueprint.arguments(ItemQuery, location="query")
    @blueprint.response(200, Item)
    def get(self, query: dict[str, Any], id: int) -> dict[str, Any]:
        """Read an item."""
        return {"id": id, **query}


@blueprint.route("/items")
class Orders(MethodView):
    """Orders."""

    @blueprint.arguments(Order)
    @blueprint.response(201, Receipt)
    def post(self, order: dict[str, Any]) -> dict[str, Any]:
        """Order items."""
        lines = order["lines"]
        return {
            "id": order["id"],
            "lines": len(lines),
            "cents": sum(line["quantity"] * line["cents"] for line in lines),
        }


@blueprint.route("/document")
class Document(MethodView):
    """The stored document."""

    def get(self) -> Response:
        """Read the stored document."""
        response = Response(DOCUMENT, mimetype="application/json")
        response.set_etag(ETAG.strip('"'))
        return response.make_conditional(request)


app = Flask(__name__)
app.config |= {"API_TITLE": "Orders", "API_VERSION": "1.0.0", "OPENAPI_VERSION": "3.0.3"}
Api(app).register_blueprint(blueprint)
