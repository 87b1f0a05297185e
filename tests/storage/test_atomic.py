"""Whatever goes wrong while a file is written, the old content or the new one is there, whole."""

import errno
import os
import random
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from designer.storage import atomic
from designer.storage.atomic import atomic_write, sweep
from designer.storage.backups import KEPT, backups
from designer.storage.diagram_file import SaveFailed, read, to_text, write
from tests.builders import diagram

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
as_root = hasattr(os, "geteuid") and os.geteuid() == 0

OLD, NEW = b"old " * 1000, b"new " * 5000


def only(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "x.tenet"
    atomic_write(path, NEW)
    assert path.read_bytes() == NEW
    assert only(tmp_path) == ["x.tenet"]


@posix
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    target, link = folder / "x.tenet", tmp_path / "link.tenet"
    target.write_bytes(OLD)
    target.chmod(0o640)
    link.symlink_to(target)
    atomic_write(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert only(folder) == ["x.tenet"]


@posix
def test_a_new_file_has_the_permissions_the_user_wants(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        atomic_write(tmp_path / "x", NEW)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640


CALLS = ("open", "write", "fsync", "close", "replace", "chmod", "stat")
FAULTS: list[BaseException] = [
    *(OSError(n, os.strerror(n)) for n in (errno.EIO, errno.EACCES, errno.ENOSPC, errno.EROFS)),
    MemoryError(),
    KeyboardInterrupt(),
]


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_a_failure_at_any_call_leaves_old_or_new(
    fault: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in CALLS}
    count, fail_at = 0, 0

    def shim(name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count == fail_at:
                if name == "close":  # the system closes it even when it reports an error
                    real["close"](*args)
                if name == "write":  # part of it is written
                    real["write"](args[0], args[1][:7])
                raise fault
            return real[name](*args, **kwargs)

        return call

    outcomes = []
    for fail_at in range(1, 60):
        path = tmp_path / f"{fail_at}" / "x.tenet"
        path.parent.mkdir()
        path.write_bytes(OLD)
        count = 0
        with monkeypatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, shim(name))
            try:
                atomic_write(path, NEW)
                failed = False
            except type(fault):
                failed = True
        content = path.read_bytes()
        assert content in (OLD, NEW)
        assert failed or content == NEW
        assert only(path.parent) == ["x.tenet"]
        outcomes.append(failed)
        if count < fail_at:
            break
    else:
        pytest.fail("the calls of one save do not end")
    assert sum(outcomes) >= 5
    assert not outcomes[-1]


@posix
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.tenet"
    path.write_bytes(OLD)
    script = (
        "import resource, signal, sys, pathlib\n"
        "from designer.storage.atomic import atomic_write\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10000, 10000))\n"
        "try:\n    atomic_write(pathlib.Path(sys.argv[1]), b'n' * 100000)\n"
        "except OSError as error:\n    print('refused', error.strerror)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, timeout=30
    )
    assert "refused" in done.stdout
    assert path.read_bytes() == OLD
    assert only(tmp_path) == ["x.tenet"]


@pytest.mark.parametrize("what", ["folder", "pipe", "missing folder", "protected", "read-only"])
@posix
def test_what_cannot_be_written_is_said(what: str, tmp_path: Path) -> None:
    path = tmp_path / "sub" / "x.tenet"
    if what != "missing folder":
        path.parent.mkdir()
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    elif what in ("protected", "read-only"):
        if as_root:
            pytest.skip("root may write everywhere")
        path.write_bytes(OLD)
        (path if what == "protected" else path.parent).chmod(0o500)
    with pytest.raises(SaveFailed, match=r"x\.tenet: cannot be saved: "):
        write(path, diagram("users u"))
    if what in ("protected", "read-only"):
        path.parent.chmod(0o700)
        assert path.read_bytes() == OLD


def test_windows_sharing_violations_are_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, tries = os.replace, 0

    def busy(source: Path, target: Path) -> None:
        nonlocal tries
        tries += 1
        if tries < 4:
            error = PermissionError(13, "sharing violation")
            error.winerror = 32  # type: ignore[attr-defined,unused-ignore]  # Windows has it
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", busy)
    atomic_write(tmp_path / "x", NEW)
    assert (tmp_path / "x").read_bytes() == NEW
    assert tries == 4


def test_old_leftovers_are_swept_and_nothing_else(tmp_path: Path) -> None:
    names = [".tenet-0123456789abcdef.tmp", ".tenet-fedcba9876543210.tmp", ".tenet-x.tmp", "a.tmp"]
    for name in names:
        (tmp_path / name).write_bytes(b"")
    long_ago = time.time() - 3 * 24 * 3600
    for name in (names[0], names[2], names[3]):
        os.utime(tmp_path / name, (long_ago, long_ago))
    sweep(tmp_path)
    assert only(tmp_path) == sorted(names[1:])
    os.utime(tmp_path / names[1], (long_ago, long_ago))
    write(tmp_path / "x.tenet", diagram("users u"))
    assert only(tmp_path) == sorted([*names[2:], "x.tenet"])
    assert atomic.PREFIX == ".tenet-"


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from designer.storage.diagram_file import read, write
path = Path(sys.argv[1])
first = read(path)
number = 0
print("ready", flush=True)
while True:
    number += 1
    write(path, replace(first, description=f"{number} " * (1 + number % 2000)))
"""


@posix
def test_killing_the_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "x.tenet"
    first = diagram("users u\nregion r\n  rds db\nu -> db")
    write(path, first)
    chance = random.Random(7)
    for _ in range(10):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        for _ in range(3):
            time.sleep(chance.uniform(0, 0.03))
            whole = read(path)
            numbers = set(whole.description.split())
            assert len(numbers) <= 1
            assert replace(whole, description="") == replace(first, description="")
        writer.kill()
        writer.wait(10)
        writer.stdout.close()
        whole = read(path)
        assert len(set(whole.description.split())) <= 1
        assert replace(whole, description="") == first
        left = [name for name in only(tmp_path) if name != "x.tenet"]
        assert all(name.startswith(atomic.PREFIX) for name in left)


def test_earlier_versions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.tenet"
    designs = [diagram(f"title Number {n}\nusers u") for n in range(6)]
    for design in designs:
        write(path, design)
    write(path, designs[-1])  # nothing new: the backups must not fill with copies
    write(path, designs[-1])
    kept = [read(old).title for old in backups(path)]
    assert kept == ["Number 5", "Number 4", "Number 3"]
    assert len(kept) == KEPT


def test_saving_goes_on_without_a_place_for_backups(
    tmp_path: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    monkeypatch.setattr("designer.storage.backups.data_folder", lambda: blocked / "no")
    path = tmp_path / "x.tenet"
    for name in ("a", "b"):
        write(path, diagram(f"title {name}"))
    assert read(path).title == "b"
    assert backups(path) == ()


def test_nothing_is_written_that_could_not_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "x.tenet"
    good = diagram("title Good\nusers u")
    write(path, good)
    for bad in (
        replace(good, title="x" * 300),
        replace(
            good, layout=replace(good.layout, boxes=good.layout.boxes.without(*good.layout.boxes))
        ),
        replace(good, workload=replace(good.workload, growth=float("nan"))),
    ):
        with pytest.raises(SaveFailed, match="cannot be saved"):
            write(path, bad)
    assert path.read_text("utf-8") == to_text(good)
