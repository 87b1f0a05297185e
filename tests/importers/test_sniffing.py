"""Foreign files are told apart by what is in them."""

from pathlib import Path

import pytest

from designer.importers.dispatch import import_file
from designer.importers.refusal import ImportRefused
from designer.importers.sniffing import format_of
from designer.importers.source import Format, Source

CASES = {
    "a.xml": (b'<?xml version="1.0"?><mxfile host="x">', Format.DRAWIO),
    "bare": (b"<mxGraphModel dx='1'>", Format.DRAWIO),
    "a.png": (b"\x89PNG\r\n\x1a\nrest", Format.DRAWIO),
    "a.drawio": (b"", Format.DRAWIO),
    "t.json": (b'{"Resources": {"A": {"Type": "AWS::EC2::VPC"}}}', Format.CLOUDFORMATION),
    "t.txt": (b"Resources:\n  A:\n    Type: 'AWS::EC2::VPC'\n", Format.CLOUDFORMATION),
    "16.json": ('{"Type": "AWS::EC2::VPC"}'.encode("utf-16"), Format.CLOUDFORMATION),
    "t.yaml": (b"a: b", Format.CLOUDFORMATION),
    "plan.json": (b'{"format_version": "1.2", "planned_values": {}}', Format.TERRAFORM),
    "p16.json": ('{"format_version":"0.1"}'.encode("utf-16"), Format.TERRAFORM),
    "main.tf": (b'resource "aws_vpc" "x" {}', Format.TERRAFORM),
    "d.py": (b"from diagrams import Diagram", Format.SCRIPT),
    "x.tenet": (b"<mxfile>", None),
    "x.json": (b'{"format": "tenet"}', None),
    "notes.md": (b"hello", None),
}


@pytest.mark.parametrize("name", CASES)
def test_the_format_of(name: str) -> None:
    data, expected = CASES[name]
    assert format_of(Source(path=Path(name), data=data)) is expected


def test_what_nobody_knows_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("hello")
    with pytest.raises(ImportRefused, match=r"notes\.md: is none of the designs that can be"):
        import_file(path)
    with pytest.raises(ImportRefused, match=r"gone\.json: cannot be read: no such file"):
        import_file(tmp_path / "gone.json")
