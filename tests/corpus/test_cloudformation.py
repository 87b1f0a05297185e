"""Real templates, where they are at hand: none crashes or takes long, and nearly all is mapped.

Set ``TENET_CORPUS`` to a folder with a folder ``cfn`` of templates; ``pytest -s`` prints a row for
each file. Without it the test is skipped: real files are not part of the project.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from designer.importers.cloudformation.context import rows_by_type
from designer.importers.cloudformation.handlers import DRAWN
from designer.importers.cloudformation.not_drawn import why_not_drawn
from designer.importers.cloudformation.stack import read_stack
from designer.importers.dispatch import import_file
from designer.importers.result import NoteKind
from designer.importers.source import Options, source_of
from designer.model.elements import Kind
from designer.model.invariants import check

CORPUS = os.environ.get("TENET_CORPUS", "")


def _files() -> list[Path]:
    return [path for path in sorted(Path(CORPUS, "cfn").rglob("*")) if path.is_file()]


@pytest.mark.skipif(not CORPUS, reason="TENET_CORPUS names no folder of real files")
def test_every_template_is_read_and_nearly_every_kind_mapped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    kinds: Counter[bool] = Counter()
    slow: list[str] = []
    rows: list[str] = []
    for path in _files():
        begun = time.perf_counter()
        (page,) = import_file(path).pages
        taken = time.perf_counter() - begun
        topology = page.diagram.topology
        assert check(page.diagram) == []
        assert topology.elements or page.notes
        unknown = sum(note.kind is NoteKind.UNKNOWN for note in page.notes)
        rows.append(
            f"{path.name:60} {len(topology.elements):4} elements "
            f"{len(topology.of_kind(Kind.ZONE)):2} zones {len(topology.links):3} links "
            f"{unknown:2} unknown {taken:5.2f} s"
        )
        slow += [path.name] if taken > 10 else []
        kinds.update(kind in DRAWN or kind in _known() for kind in _kinds(path))
    with capsys.disabled():
        print("\n" + "\n".join(rows))  # noqa: T201
        print(f"{kinds[True]} of {kinds.total()} kinds mapped")  # noqa: T201
    assert not slow
    assert kinds[True] >= 0.95 * kinds.total()


def _known() -> set[str]:
    return set(rows_by_type())


def _kinds(path: Path) -> Iterator[str]:
    """Yield the kinds of AWS's resources in a template, without those that are only settings."""
    resources = read_stack(source_of(path, Options())).resources.values()
    for kind in {declared.type for declared in resources}:
        if kind.startswith("AWS::") and (kind in DRAWN or why_not_drawn(kind) is None):
            yield kind
