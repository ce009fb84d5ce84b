"""Connexion as it comes: a FlaskApp, the contract, and handlers that answer dicts."""

from pathlib import Path

from connexion import FlaskApp
from connexion.resolver import RelativeResolver

CONTRACT = Path(__file__).parents[2] / "contract" / "specs"

app = FlaskApp(__name__, specification_dir=CONTRACT)
app.add_api("v1.yaml", resolver=RelativeResolver(__name__), strict_validation=True)
