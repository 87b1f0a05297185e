"""Runs the command as a user does: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from designer.cli.main import tenet as command
from designer.storage.diagram_file import to_text
from tests.builders import diagram

SHOP = """
    title Shop
    workload peak_rps=100 availability_target=99.9 rto.zone=60 rpo.region=15m
    users u
    region r eu-west-1
      vpc v
        alb lb
        zone a
          ec2 web1
        zone b
          ec2 web2
        rds db
    u -> lb
    lb -> web1, web2 any
    web1, web2 -> db
"""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command has left behind."""

    code: int
    out: str
    err: str


Tenet = Callable[..., Done]


@pytest.fixture
def tenet(tmp_path: Path) -> Tenet:
    """Run `tenet` with arguments, in a folder of the test; environment as keywords."""

    def run(*arguments: str, **environment: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "designer", *arguments],
            capture_output=True,
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[2]),
                **environment,
            },
            cwd=tmp_path,
            timeout=60,
        )
        return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


@pytest.fixture
def shop(tmp_path: Path) -> str:
    """The name of a sound design in the test's folder."""
    (tmp_path / "shop.tenet").write_text(to_text(diagram(SHOP)), "utf-8")
    return "shop.tenet"


@pytest.fixture
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tenet:
    """Run `tenet` like ``tenet`` does, but in this process: for what needs none of its own."""

    def run(*arguments: str, **environment: str) -> Done:
        monkeypatch.chdir(tmp_path)
        done = CliRunner().invoke(command, arguments, env=environment)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.exit_code, done.stdout, done.stderr)

    return run
