"""The set-up script installs only what is missing, and says in one sentence what it cannot."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="installs Linux packages")

MISSING = """
system_files() {
    echo 'libnowhere.so.9  libnowhere9t64/libnowhere9  nowhere  nowhere  nowhere9'
}
"""


class Machine:
    """A folder of programs that stand before those of the system and write down their calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "calls"
        (folder / "bin").mkdir()

    def program(self, name: str, body: str = "") -> None:
        path = self.folder / "bin" / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.log}"\n{body}\n', encoding="utf-8")
        path.chmod(0o755)

    def bootstrap(
        self, commands: str, root: Path = ROOT, **settings: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run shell commands after sourcing the script."""
        kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
        return subprocess.run(
            ["sh", "-euc", f'root="{root}"; . "{ROOT}/packaging/bootstrap.sh"; {commands}'],
            env=kept | {"PATH": f"{self.folder / 'bin'}:/usr/bin:/bin"} | settings,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )

    def calls(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.program("apt-get")
    made.program("apt-cache", 'echo "Package: $3"')
    made.program("id", "echo 0")
    return made


def test_no_package_manager_is_called_when_nothing_is_missing(machine: Machine) -> None:
    present = "system_files() { echo 'libc.so.6 libc6 glibc glibc glibc'; echo 'bin:sh dash'; }\n"
    run = machine.bootstrap(present + "prepare_libraries run")
    assert run.returncode == 0
    assert machine.calls() == []


@pytest.mark.parametrize(
    ("offered", "chosen"), [("libnowhere9t64", "libnowhere9t64"), ("libnowhere9", "libnowhere9")]
)
def test_the_name_that_this_release_uses_is_installed(
    machine: Machine, offered: str, chosen: str
) -> None:
    machine.program("apt-cache", f'[ "$3" != "{offered}" ] || echo "Package: $3"')
    run = machine.bootstrap(MISSING + "prepare_libraries run")
    installs = [call.split()[-1] for call in machine.calls() if " install " in call]
    assert installs == [chosen]
    # It is still not there, of course: the script says so, and goes on.
    assert run.returncode == 0
    assert run.stderr.splitlines()[-1] == (
        "Still not found after installing, going on without: libnowhere.so.9 "
    )


def test_without_the_right_to_install_it_names_what_is_missing(machine: Machine) -> None:
    machine.program("id", "echo 1000")
    machine.program("sudo", "exit 1")
    run = machine.bootstrap(MISSING + "prepare_libraries run </dev/null")
    assert run.returncode == 1
    assert run.stderr == (
        "Tenet Designer needs these system packages, and installing them takes an administrator: "
        "libnowhere9t64 or libnowhere9. Please have them installed and run this again.\n"
    )
    assert not [call for call in machine.calls() if call.startswith("apt-get")]


@pytest.mark.parametrize(
    ("failing", "says"), [("update", "could not be fetched"), ("install", "could not be installed")]
)
def test_a_failing_package_manager_ends_in_one_sentence(
    machine: Machine, failing: str, says: str
) -> None:
    machine.program("apt-get", f'case "$*" in *{failing}*) exit 100 ;; esac')
    run = machine.bootstrap(MISSING + "prepare_libraries run")
    assert run.returncode == 1
    last = run.stderr.splitlines()[-1]
    assert says in last
    assert "libnowhere9" in last
    assert "network connection" in last


def test_without_a_known_package_manager_it_names_the_libraries(machine: Machine) -> None:
    run = machine.bootstrap(MISSING + "find_manager() { return 1; }\nprepare_libraries run")
    assert run.returncode == 1
    assert "finds no package manager it knows" in run.stderr
    assert "libnowhere.so.9" in run.stderr


def test_the_versions_of_python_that_fit_are_those_of_the_package() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["requires-python"]
    script = (ROOT / "packaging" / "bootstrap.sh").read_text(encoding="utf-8")
    bounds = re.search(r"not \((\d+), (\d+)\) <= sys.version_info\[:2\] < \((\d+), (\d+)\)", script)
    assert bounds is not None
    assert wanted == ">={}.{},<{}.{}".format(*bounds.groups())


def test_a_folder_that_is_no_virtual_environment_is_left_alone(
    machine: Machine, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("years of work", encoding="utf-8")
    run = machine.bootstrap(
        f'python="{sys.executable}"; prepare_environment run', TENET_VENV=str(precious)
    )
    assert run.returncode == 1
    assert "is not a virtual environment" in run.stderr
    assert [path.name for path in precious.iterdir()] == ["thesis.txt"]


def test_a_prepared_environment_is_used_as_it_is_until_its_recipe_changes(
    machine: Machine, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    (project / "packaging").mkdir(parents=True)
    (project / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (project / "packaging" / "constraints.txt").write_text("click==8.1\n", encoding="utf-8")
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "pyvenv.cfg").touch()
    (project / ".venv" / "bin" / "python").symlink_to(sys.executable)
    python = f'python="{sys.executable}"\n'
    # A `pip` that only says what it was asked for.
    pip = 'install_into() { echo "installing $1"; }\n'

    def prepare() -> str:
        return machine.bootstrap(python + pip + "prepare_environment run", root=project).stdout

    assert prepare() == f"installing {project}\n"
    assert prepare() == ""
    (project / "packaging" / "constraints.txt").write_text("click==8.2\n", encoding="utf-8")
    assert prepare() == f"installing {project}\n"
    assert prepare() == ""
