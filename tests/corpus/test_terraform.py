"""Real plans, states and folders, where they are at hand: read fast, and nearly all is mapped.

Set ``TENET_CORPUS`` to a folder with a folder ``terraform``; ``pytest -s`` prints a row for each.
Without it the test is skipped: real files are not part of the project.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from designer.importers.dispatch import import_file
from designer.importers.result import NoteKind, Page
from designer.importers.source import decoded
from designer.importers.terraform.modules import read_folder
from designer.importers.terraform.plan import read_plan
from designer.importers.terraform.reading import Treatment, treatment_of
from designer.model.elements import Kind
from designer.model.invariants import check

CORPUS = os.environ.get("TENET_CORPUS", "")
_LONGEST_S = 10.0
_COUNTED = (Treatment.DRAWN, Treatment.UNKNOWN)


def _sources() -> Iterator[Path]:
    """Yield the plans and states, and the folders that hold Terraform."""
    place = Path(CORPUS, "terraform")
    yield from sorted(place.rglob("*.json"))
    yield from sorted({path.parent for path in place.rglob("*.tf")})


def _row(path: Path, page: Page, seconds: float) -> str:
    topology = page.diagram.topology
    unknown = sum(note.kind is NoteKind.UNKNOWN for note in page.notes)
    name = "/".join(path.parts[-3:])
    return (
        f"{name[-70:]:72}{len(topology.elements):4} elements "
        f"{len(topology.of_kind(Kind.ZONE)):2} zones {len(topology.links):3} links "
        f"{unknown:2} unknown {seconds:5.2f} s"
    )


@pytest.mark.skipif(not CORPUS, reason="TENET_CORPUS names no folder of real files")
def test_every_source_is_read_and_nearly_every_kind_mapped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    kinds: set[str] = set()
    told = ""
    for path in _sources():
        begun = time.perf_counter()
        (page,) = import_file(path).pages
        seconds = time.perf_counter() - begun
        assert check(page.diagram) == []
        assert page.diagram.topology.elements or page.notes
        with capsys.disabled():
            print(_row(path, page, seconds))  # noqa: T201
        assert seconds < _LONGEST_S
        kinds |= set(_kinds(path))
        told += "".join(n.sentence + " " for n in page.notes if n.kind is NoteKind.UNKNOWN)
    counted = sorted(kind for kind in kinds if treatment_of(kind) in _COUNTED)
    rowless = [kind for kind in counted if treatment_of(kind) is Treatment.UNKNOWN]
    with capsys.disabled():
        mapped = len(counted) - len(rowless)
        print(f"{mapped} of {len(counted)} kinds mapped, not {rowless}")  # noqa: T201
    assert len(rowless) <= 0.05 * len(counted)
    assert all(f"{kind} (" in told for kind in rowless)


def _kinds(path: Path) -> set[str]:
    """Return the types of AWS's resources that a plan, state or folder manages."""

    estimate = read_folder(path, {}) if path.is_dir() else read_plan(decoded(path.read_bytes()))
    rows = (row for row in estimate.resources.values() if not row.is_data)
    return {row.type for row in rows if row.type.startswith("aws_")}
