"""Real draw.io files are read without a crash, fast, and nearly all of their icons are known."""

import re
from pathlib import Path

import pytest

from designer.importers.result import NoteKind
from designer.model.invariants import check
from tests.corpus.drawio_table import files, folder, rows_of, stencils_of

PLACE = folder()
PATHS = [] if PLACE is None else files(PLACE)
LONGEST_S = 10.0

pytestmark = pytest.mark.skipif(not PATHS, reason="there is no folder of real files here")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_every_file_is_read(path: Path) -> None:
    for row, page in rows_of(path):
        assert row.seconds < LONGEST_S
        assert check(page.diagram) == []
        assert row.elements or page.notes


def test_nearly_all_icons_that_have_a_row_are_mapped_and_the_rest_named() -> None:
    found = stencils_of(PATHS)
    told = {
        name
        for path in PATHS
        for _, page in rows_of(path)
        for note in page.notes
        if note.kind in (NoteKind.UNKNOWN, NoteKind.INFERRED)
        for name in re.findall(r"shape “([^”]+)”", note.sentence)
    }
    assert set(found.rowless) <= told
    # Those without a row are few; each one with a row is mapped.
    assert found.mapped / (found.mapped + sum(found.rowless.values())) > 0.9
