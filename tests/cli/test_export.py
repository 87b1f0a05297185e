"""`tenet export`: a picture, and a sentence when there is none."""

from pathlib import Path

import pytest

from tests.cli.conftest import Tenet

BEGINS = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF-"}

# Windows are tested in the same process: the exporter must not start a lesser application.
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("form", BEGINS)
def test_a_picture_is_drawn(form: str, tenet: Tenet, shop: str, tmp_path: Path) -> None:
    done = tenet("export", shop, "-o", f"x.{form}", "--scale", "1", "--theme", "dark")
    assert (done.code, done.err, done.out) == (0, "", f"x.{form}: drawn\n")
    assert (tmp_path / f"x.{form}").read_bytes().lstrip().startswith(BEGINS[form])


def test_what_cannot_be_written_is_said(tenet: Tenet, shop: str) -> None:
    done = tenet("export", shop, "-o", "no/where.svg")
    assert (done.code, done.out) == (2, "")
    assert done.err == "no/where.svg: cannot be written: no such file or directory\n"
