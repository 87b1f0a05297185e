"""Bad input on the command line: one sentence, exit code 2, no traceback, nothing written."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Tenet

BAD = {
    "empty": b"",
    "binary": b"\x89PNG\0\0\0\0",
    "truncated": b'{"format": "tenet", "version": "1.0", "title": "',
    "steering": b'{"format": "tenet", "version": "\x1b]52;c;x\x07"}',
    "escape": b'{"format": "tenet", "version": "1.0", "elements": [{"id": "\\u001b[2J"}]}',
    "newer": b'{"format": "tenet", "version": "9.0"}',
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("command", ["score", "check", "export", "open"])
def test_a_bad_file_is_one_sentence(command: str, case: str, tenet: Tenet, tmp_path: Path) -> None:
    (tmp_path / "bad.tenet").write_bytes(BAD[case])
    words = [command, "bad.tenet", *(["-o", "x.svg"] if command == "export" else [])]
    done = tenet(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("bad.tenet: ")
    assert done.err.endswith("\n")
    assert done.err[:-1].isprintable()
    assert [path.name for path in tmp_path.iterdir()] == ["bad.tenet"]


def test_one_bad_file_does_not_hide_the_others(tenet: Tenet, shop: str) -> None:
    done = tenet("check", "none.tenet", shop)
    assert done.code == 2
    assert done.err == "none.tenet: cannot be read: no such file or directory\n"
    assert done.out.startswith("shop.tenet: sound")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_steering_file_name_steers_nothing(tenet: Tenet, tmp_path: Path) -> None:
    done = tenet("check", "a\x1b[2J\nb.tenet")
    assert done.code == 2
    assert done.err == "a[2J b.tenet: cannot be read: no such file or directory\n"
    name = b"caf\xe9.tenet"
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_bytes(b"")
    assert tenet("check", os.fsdecode(name)).err == "caf.tenet: is empty\n"


def test_a_picture_must_have_a_known_ending(tenet: Tenet, shop: str, tmp_path: Path) -> None:
    done = tenet("export", shop, "-o", "x.gif")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("x.gif: ")
    assert not (tmp_path / "x.gif").exists()


def test_an_unknown_profile_is_bad_input(tenet: Tenet, shop: str) -> None:
    for name in ("nosuch", "../standard", ""):
        done = tenet("score", "--profile", name, shop)
        assert (done.code, done.out) == (2, "")
        assert done.err == f"There is no profile called '{name}'.\n"
