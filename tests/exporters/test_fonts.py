"""Exports carry the bundled font, and looking for fonts leaves no trace on the user's disk."""

from pathlib import Path

import pytest

from designer.exporters.worker_client import GraphvizWorker
from designer.resources import assets_folder

DOT = 'digraph {{ graph [layout=dot]; a [label="Front end", fontname="{}"] }}'


@pytest.mark.parametrize("asked", ["Liberation Sans", "Helvetica", "sans-serif"])
def test_text_is_set_in_the_bundled_font(asked: str) -> None:
    worker = GraphvizWorker()
    try:
        picture = worker.draw(DOT.format(asked), "pdf")
    finally:
        worker.close()
    assert b"LiberationSans" in picture


def test_looking_for_fonts_leaves_no_file_behind(
    tmp_path: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The fontconfig inside pygraphviz marks each folder that it scans.
    monkeypatch.chdir(tmp_path)
    (tmp_path / "below").mkdir()
    worker = GraphvizWorker()
    try:
        worker.draw(DOT.format("Liberation Sans"), "pdf")
    finally:
        worker.close()
    left = {path.name for folder in (tmp_path, assets_folder()) for path in folder.rglob(".uuid")}
    assert left == set()
    assert [path for path in own_folders.rglob("*") if path.is_file()] == []
