"""`tenet check`: sound, misplaced or unreadable."""

from pathlib import Path

from designer.storage.diagram_file import to_text
from tests.builders import diagram
from tests.cli.conftest import Tenet


def test_a_sound_file_is_exit_code_0(tenet: Tenet, shop: str) -> None:
    done = tenet("check", shop)
    assert (done.code, done.err) == (0, "")
    assert done.out == "shop.tenet: sound, 9 elements, 5 links\n"


def test_what_is_misplaced_is_named_and_is_exit_code_1(tenet: Tenet, tmp_path: Path) -> None:
    design = diagram("region r\n  vpc v\n    region inner\nusers u\ns3 b\nu => b")
    (tmp_path / "odd.tenet").write_text(to_text(design), "utf-8")
    done = tenet("check", "odd.tenet")
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["odd.tenet", "inner"],
        ["odd.tenet", "u--b"],
    ]
    assert "cannot stand in a VPC" in lines[0]
    assert "Replication joins two data stores" in lines[1]
