"""Assets, samples and icons are found in a checkout, a wheel and a frozen application."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from designer import resources


@pytest.fixture(autouse=True)
def fresh_lookup() -> Iterator[None]:
    """Forget the folders found so far, before and after, since a test may move them."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    for cached in (resources.assets_folder, resources.samples_folder, resources._diagrams_icons):
        cached.cache_clear()


def test_a_checkout_has_its_folders_at_the_top() -> None:
    root = Path(resources.__file__).resolve().parent.parent
    assert resources.assets_folder() == root / "assets"
    assert resources.samples_folder() == root / "samples"


def test_a_wheel_has_them_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "designer"
    (package / "_assets").mkdir(parents=True)
    (package / "_samples").mkdir()
    (package / "_samples" / "b.tenet").write_text("{}")
    (package / "_samples" / "a.tenet").write_text("{}")
    (package / "_samples" / "notes.md").write_text("")
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))

    assert resources.assets_folder() == package / "_assets"
    assert [path.name for path in resources.sample_files()] == ["a.tenet", "b.tenet"]


def test_a_frozen_application_has_them_where_it_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.assets_folder() == tmp_path / "assets"


def test_an_incomplete_installation_is_named_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "designer" / "resources.py"))
    with pytest.raises(FileNotFoundError, match="samples folder is missing"):
        resources.samples_folder()


@pytest.mark.parametrize(
    "relative",
    [
        "fonts/LiberationSans-Regular.ttf",
        "fonts/LiberationSans-Bold.ttf",
        "fonts/LICENSE-LIBERATION.txt",
        "fonts/fonts.conf",
        "icon.svg",
        "icon.png",
    ],
)
def test_the_assets_the_program_relies_on_exist(relative: str) -> None:
    assert resources.asset(relative).stat().st_size > 0


@pytest.mark.parametrize("relative", ["fonts/none.ttf", "../pyproject.toml", "/etc/hostname", "."])
def test_nothing_outside_the_assets_folder_is_an_asset(relative: str) -> None:
    with pytest.raises(FileNotFoundError, match="not among the assets"):
        resources.asset(relative)


def test_service_icons_come_from_diagrams() -> None:
    icon = resources.icon_file("aws/compute/ec2.png")
    assert icon is not None
    assert icon.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "name", ["generic", "gateway-load-balancer", "memorydb", "region", "security-group"]
)
def test_own_glyphs_stand_in_where_diagrams_has_none(name: str) -> None:
    icon = resources.icon_file(f"tenet/{name}.png")
    assert icon is not None
    assert icon.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "relative", ["aws/compute/no-such.png", "../diagrams/__init__.py", "tenet/../icon.png", ""]
)
def test_an_icon_that_is_not_there_is_none(relative: str) -> None:
    assert resources.icon_file(relative) is None


def test_icons_are_absent_without_diagrams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "find_spec", lambda _name: None)
    assert resources.icon_file("aws/compute/ec2.png") is None


def test_finding_an_icon_does_not_import_diagrams() -> None:
    program = (
        "import sys; from designer.resources import icon_file; "
        "assert icon_file('aws/compute/ec2.png'); "
        "sys.exit(any(name in sys.modules for name in ('diagrams', 'graphviz', 'PySide6')))"
    )
    root = Path(resources.__file__).resolve().parent.parent
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0


@pytest.mark.slow
def test_the_wheel_carries_assets_and_samples(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="building a wheel needs the build backend")
    root = Path(resources.__file__).resolve().parent.parent
    copy = tmp_path / "source"
    kept = shutil.ignore_patterns(".git", ".venv", "*_cache", "__pycache__", "build", "dist")
    shutil.copytree(root, copy, ignore=kept)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("tenet_designer-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert "designer/_assets/fonts/LiberationSans-Regular.ttf" in names
    assert "designer/_assets/icon.png" in names
    assert "designer/py.typed" in names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"designer"}
