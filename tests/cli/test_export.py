"""`tenet export`: a picture, and a sentence when there is none."""

from pathlib import Path

import pytest

from designer.exporters.formats import names_of_formats
from designer.importers.dispatch import import_file
from designer.storage.diagram_file import read
from tests.cli.conftest import Tenet

BEGINS = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF-"}

# Windows are tested in the same process: the exporter must not start a lesser application.
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("form", BEGINS)
def test_a_picture_is_drawn(form: str, tenet: Tenet, shop: str, tmp_path: Path) -> None:
    done = tenet("export", shop, "-o", f"x.{form}", "--scale", "1", "--theme", "dark")
    assert (done.code, done.err, done.out) == (0, "", f"x.{form}: drawn\n")
    assert (tmp_path / f"x.{form}").read_bytes().lstrip().startswith(BEGINS[form])


def test_a_draw_io_file_is_written_and_is_the_same_design(
    tenet: Tenet, shop: str, tmp_path: Path
) -> None:
    done = tenet("export", shop, "-o", "x.drawio")
    assert (done.code, done.err, done.out) == (0, "", "x.drawio: written\n")
    (page,) = import_file(tmp_path / "x.drawio").pages
    assert page.diagram.topology == read(tmp_path / shop).topology
    done = tenet("export", shop, "-o", "x.xml", "--format", "drawio")
    assert (done.code, done.out) == (0, "x.xml: written\n")
    assert (tmp_path / "x.xml").read_bytes() == (tmp_path / "x.drawio").read_bytes()


def test_the_ending_says_what_is_written(tenet: Tenet, shop: str) -> None:
    assert f"write a {names_of_formats()} file" in tenet("export", shop, "-o", "x.bmp").err
    assert "ends in .png" in tenet("export", shop, "-o", "x.svg", "--format", "png").err


def test_what_cannot_be_written_is_said(tenet: Tenet, shop: str) -> None:
    done = tenet("export", shop, "-o", "no/where.svg")
    assert (done.code, done.out) == (2, "")
    assert done.err == "no/where.svg: cannot be written: no such file or directory\n"


def test_a_picture_is_opened_as_the_design_it_shows(
    tenet: Tenet, shop: str, tmp_path: Path
) -> None:
    form = "pdf"
    tenet("export", shop, "-o", f"x.{form}")
    done = tenet("import", f"x.{form}", "-o", "again.tenet")
    assert (done.code, done.err) == (0, "")
    assert (tmp_path / "again.tenet").read_bytes() == (tmp_path / shop).read_bytes()
    tenet("export", shop, "-o", f"x.{form}", "--no-source")
    done = tenet("import", f"x.{form}", "-o", "again.tenet")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"x.{form}: ")
    assert done.err.count("\n") == 1
    assert "design" in done.err or "source" in done.err


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.html", "<!DOCTYPE html>"),
        ("x.md", "# "),
        ("x.py", '"""An AWS'),
        ("x.mmd", "---\ntitle: "),
    ],
)
def test_a_text_is_written(name: str, begins: str, tenet: Tenet, shop: str, tmp_path: Path) -> None:
    done = tenet("export", shop, "-o", name)
    assert (done.code, done.err, done.out) == (0, "", f"{name}: written\n")
    assert (tmp_path / name).read_text("utf-8").startswith(begins)
