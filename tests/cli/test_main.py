"""The command as a whole: help, version, a file in the place of a command."""

import pytest

from designer import __version__
from tests.cli.conftest import Tenet


def test_the_version_is_one_line(tenet: Tenet) -> None:
    done = tenet("--version")
    assert (done.code, done.out, done.err) == (0, f"tenet {__version__}\n", "")


def test_the_help_names_every_command(tenet: Tenet) -> None:
    done = tenet("--help")
    assert done.code == 0
    for name in ("open", "score", "export", "check", "catalog", "explain"):
        assert f"\n  {name} " in done.out
        assert tenet(name, "--help").code == 0


@pytest.mark.parametrize("words", [["shop.tenet"], ["open", "shop.tenet"], []])
def test_the_window_needs_a_display(words: list[str], tenet: Tenet, shop: str) -> None:
    done = tenet(*words, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("There is no display")


@pytest.mark.parametrize("words", [["none.tenet"], ["open", "none.tenet"], ["./none"]])
def test_a_bad_file_never_reaches_the_window(words: list[str], tenet: Tenet) -> None:
    done = tenet(*words, QT_QPA_PLATFORM="offscreen")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"{words[-1]}: cannot be read: no such file or directory\n"


def test_what_is_neither_command_nor_file_is_bad_input(tenet: Tenet) -> None:
    done = tenet("scroe")
    assert done.code == 2
    assert "No such command 'scroe'" in done.err


@pytest.mark.parametrize("words", [["score"], ["check"], ["score", "--format", "xml", "x"]])
def test_wrong_arguments_are_bad_input(words: list[str], tenet: Tenet) -> None:
    done = tenet(*words)
    assert done.code == 2
    assert "Traceback" not in done.err
