"""Unsaved work outlives a crash, and only then is it offered."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from designer.storage.diagram_file import FileRejected, write
from designer.storage.recovery import Session, digest, discard, leftovers, restore
from tests.builders import diagram

SHOP = diagram("title Shop\nusers u\nrds db\nu -> db")

CRASHING = """
import os, signal, sys
from pathlib import Path
from designer.storage.recovery import Session, digest
from designer.storage.diagram_file import read
base = Path(sys.argv[2])
session = Session(Path(sys.argv[1]))
session.save(read(base), base, digest(base))
print("saved", flush=True)
sys.stdin.readline()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_the_work_of_a_killed_program_is_offered_and_restored(tmp_path: Path) -> None:
    base, folder = tmp_path / "shop.tenet", tmp_path / "unsaved"
    write(base, SHOP)
    program = subprocess.Popen(
        [sys.executable, "-c", CRASHING, str(folder), str(base)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    assert program.stdout.readline() == "saved\n"
    assert leftovers(folder) == ()  # it is still open
    program.stdin.write("\n")
    program.stdin.flush()
    assert program.wait(10) == -signal.SIGKILL
    program.stdin.close()
    program.stdout.close()

    (found,) = leftovers(folder)
    assert (found.title, found.base) == ("Shop", base)
    assert abs(found.saved_at - time.time()) < 60
    before = found.is_base_changed
    assert restore(found) == SHOP
    assert len(leftovers(folder)) == 1  # restoring removes nothing
    write(base, diagram("title Other"))
    assert (before, found.is_base_changed) == (False, True)
    discard(found)
    assert leftovers(folder) == ()
    assert not any(folder.iterdir())


def test_an_open_session_is_not_offered_and_an_untitled_one_is_kept(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.save(SHOP)
    assert leftovers(tmp_path) == ()
    session.close()
    (found,) = leftovers(tmp_path)
    assert found.base is None
    assert not found.is_base_changed
    assert restore(found) == SHOP


def test_saved_work_leaves_nothing(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.save(SHOP)
    session.discard()
    session.close()
    session.close()
    assert not any(tmp_path.iterdir())


def test_the_latest_snapshot_counts_and_the_newest_session_comes_first(tmp_path: Path) -> None:
    for name in ("One", "Two"):
        session = Session(tmp_path)
        session.save(SHOP)
        session.save(diagram(f"title {name}"))
        session.close()
    assert [found.title for found in leftovers(tmp_path)] == ["Two", "One"]


def test_a_damaged_snapshot_moves_aside(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.save(SHOP)
    session.close()
    whole = session.path.read_bytes()
    (found,) = leftovers(tmp_path)
    for at in range(0, len(whole), 23):
        flipped = bytearray(whole)
        flipped[at] ^= 0x10
        for damaged in (whole[:at], bytes(flipped)):
            session.path.write_bytes(damaged)
            for offered in leftovers(tmp_path):  # damage to the title or time does no harm
                assert restore(offered) == SHOP
            aside = tmp_path / "damaged" / session.path.name
            assert aside.exists() != session.path.exists()
    session.path.write_bytes(whole[:-20])
    with pytest.raises(FileRejected, match="damaged"):
        restore(found)
    assert (tmp_path / "damaged" / session.path.name).exists()
    assert leftovers(tmp_path) == ()


def test_the_users_own_folder_is_the_default(own_folders: Path) -> None:
    session = Session()
    session.save(SHOP)
    session.close()
    (found,) = leftovers()
    assert own_folders in found.path.parents
    assert digest(found.path) != ""
    assert digest(own_folders / "none") == ""


def test_old_locks_without_work_are_swept(tmp_path: Path) -> None:
    lock = tmp_path / "20200101-000000-abcd.lock"
    lock.write_bytes(b"")
    assert leftovers(tmp_path) == ()
    assert lock.exists()
    long_ago = time.time() - 2 * 24 * 3600
    os.utime(lock, (long_ago, long_ago))
    assert leftovers(tmp_path) == ()
    assert not lock.exists()
