"""Looks stencils up in the generated table: the row of each, or the category to fall back on."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from designer.catalog.loader import catalog
from designer.catalog.service import Category
from designer.importers.drawio.stencil_names import StencilName
from designer.importers.drawio.words import foreign_service, service_of_name

DECORATION = "decoration"
FALLBACK = "generic"

# The colours in which draw.io's current library paints the icons of a category.
_COLOURS = {
    "#ed7100": Category.COMPUTE,
    "#d05c17": Category.COMPUTE,
    "#f58534": Category.COMPUTE,
    "#d86613": Category.COMPUTE,
    "#8c4fff": Category.NETWORK,
    "#5a30b5": Category.NETWORK,
    "#945df2": Category.NETWORK,
    "#7aa116": Category.STORAGE,
    "#277116": Category.STORAGE,
    "#3f8624": Category.STORAGE,
    "#c925d1": Category.DATABASE,
    "#3334b9": Category.DATABASE,
    "#2e27ad": Category.DATABASE,
    "#dd344c": Category.SECURITY,
    "#c7131f": Category.SECURITY,
    "#bf0816": Category.SECURITY,
    "#e7157b": Category.INTEGRATION,
    "#bc1356": Category.INTEGRATION,
    "#01a88d": Category.ANALYTICS,
    "#116d5b": Category.ANALYTICS,
}

# The icons of whole sections of the library, which people draw for the usual service of each.
_SECTIONS = {
    "aws4.database": "rds",
    "aws4.compute": "ec2",
    "aws4.containers": "ecs",
    "aws4.serverless": "lambda",
    "aws4.storage": "s3",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stencil stands for.

    Attributes:
        service: key of the row, ``DECORATION``, ``FALLBACK`` for a stencil without a row, or ""
            for one that is not known to mean anything.
        category: for a fallback, the section of the catalog it would stand in.
        is_guess: the name is not in the table and was read by its words.
    """

    service: str
    category: Category | None = None
    is_guess: bool = False


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    text = (files("designer.importers.drawio") / "stencils.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _rows() -> Mapping[str, str]:
    return {name: row for row, names in _table()["rows"].items() for name in names}


@cache
def _categories() -> Mapping[str, Category]:
    return {name: Category[key] for key, names in _table()["categories"].items() for name in names}


@cache
def _by_catalog() -> Mapping[str, str]:
    """Return the rows' own names, which count before the table: it may be older."""
    return {
        name.removeprefix("mxgraph."): key
        for key, row in catalog().items()
        for name in row.names.drawio
    }


def reading_of(name: StencilName, colour: str = "") -> Reading:
    """Return what the stencil ``name``, painted in ``colour`` (``#rrggbb``), stands for."""
    if not name.is_aws:
        return _foreign(name)
    return _aws(name.full, colour.lower())


@cache
def _aws(full: str, colour: str) -> Reading:
    if full in _SECTIONS:
        return Reading(_SECTIONS[full], is_guess=True)
    for known in (full, re.sub(r"_\d+\Z|(?<=[a-z])\d\Z", "", full), re.sub(r"_alt\Z", "", full)):
        row = _by_catalog().get(known) or _rows().get(known)
        if row is not None:
            return Reading(row, is_guess=known != full)
        if known in _categories():
            return Reading(FALLBACK, _categories()[known])
    last = full.rpartition(".")[2].removesuffix("_icon")
    for family in ("aws4", "aws3"):
        row = _rows().get(f"{family}.{last}")
        if row is not None:
            return Reading(row, is_guess=True)
    spelled = service_of_name(last)
    if spelled is not None:
        return Reading(spelled, is_guess=True)
    return Reading(FALLBACK, _COLOURS.get(colour, Category.MANAGEMENT))


def _foreign(name: StencilName) -> Reading:
    if not name.name:
        return Reading("")
    service = foreign_service(name.name)
    if service is None and name.family == "image":
        service = service_of_name(name.name)
    return Reading(service or "", is_guess=True)
