"""The door to the importers: whatever goes wrong behind it, one refusal comes out."""

from pathlib import Path

import pytest

from designer.importers import dispatch
from designer.importers.dispatch import import_file, read, require_known
from designer.importers.refusal import ImportRefused
from designer.importers.result import ImportResult
from designer.importers.source import Format, Source

REASONS = {
    KeyError: "cannot be understood (KeyError while reading it)",
    RecursionError: "is too deeply nested or too large",
    MemoryError: "is too deeply nested or too large",
}


@pytest.mark.parametrize("kind", REASONS, ids=lambda kind: kind.__name__)
def test_a_fault_in_an_importer_becomes_a_refusal_that_keeps_its_cause(
    kind: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(source: Source) -> ImportResult:
        raise kind(source.stem)

    monkeypatch.setitem(dispatch._READERS, Format.DRAWIO, faulty)
    path = tmp_path / "x.drawio"
    path.write_text("<mxfile/>")
    with pytest.raises(ImportRefused) as refusal:
        import_file(path)
    assert str(refusal.value) == f"{path}: {REASONS[kind]}"
    assert isinstance(refusal.value.__cause__, kind)
    # Tests and tools that look for such faults ask behind the door.
    with pytest.raises(kind):
        read(Source(path=path, data=b"<mxfile/>"))


def test_what_no_importer_takes_is_refused_at_once_and_when_read(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Buy milk.")
    for refuse in (require_known, import_file):
        with pytest.raises(ImportRefused, match="none of the designs that can be opened"):
            refuse(path)
