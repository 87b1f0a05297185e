"""The generated table covers draw.io's libraries and agrees with the catalog."""

import tomllib
from importlib.resources import files

import pytest

from designer.catalog.loader import catalog
from designer.catalog.service import Category
from designer.importers.drawio.stencil_names import StencilName
from designer.importers.drawio.table import DECORATION, FALLBACK, reading_of

TABLE = tomllib.loads((files("designer.importers.drawio") / "stencils.toml").read_text("utf-8"))
NAMES = [name for rows in TABLE["rows"].values() for name in rows]


def test_every_row_of_the_table_is_in_the_catalog() -> None:
    assert {row for row in TABLE["rows"] if row not in catalog()} == {DECORATION}
    assert {Category[key] for key in TABLE["categories"]} <= set(Category)


def test_the_table_is_no_older_than_the_catalog() -> None:
    named = {
        name.removeprefix("mxgraph."): key
        for key, row in catalog().items()
        for name in row.names.drawio
    }
    stale = {
        name: row
        for row, names in TABLE["rows"].items()
        for name in names
        if named.get(name, row) != row
    }
    assert stale == {}


def test_the_libraries_are_covered() -> None:
    unknown = [name for names in TABLE["categories"].values() for name in names]
    assert len(NAMES) + len(unknown) > 1170
    assert len(NAMES) > 2.5 * len(unknown)


@pytest.mark.parametrize("full", NAMES)
def test_every_name_is_read_as_its_row(full: str) -> None:
    family, _, name = full.partition(".")
    row = next(row for row, names in TABLE["rows"].items() if full in names)
    assert reading_of(StencilName(family, name)).service == row


@pytest.mark.parametrize(
    ("full", "colour", "service", "category"),
    [
        ("aws4.quantum_ledger_database", "", FALLBACK, Category.DATABASE),
        ("aws4.never_heard_of", "#c925d1", FALLBACK, Category.DATABASE),
        ("aws4.never_heard_of", "#DD344C", FALLBACK, Category.SECURITY),
        ("aws4.lambda_function_9", "", "lambda", None),
        ("aws4.rds_instance_for_llamas", "", "rds", None),
    ],
)
def test_names_that_are_not_in_it_fall_back_by_words_then_colour(
    full: str, colour: str, service: str, category: Category | None
) -> None:
    family, _, name = full.partition(".")
    reading = reading_of(StencilName(family, name), colour)
    assert (reading.service, reading.category) == (service, category)
