"""A file of one's own figures: what it says is stated in the design, what is wrong is named."""

from pathlib import Path

import pytest

from designer.analysis.facts import Facts
from designer.model.ids import ElementId
from designer.model.workload import Figures
from designer.storage.diagram_file import FileRejected
from designer.storage.figures_file import read_figures, with_figures
from tests.builders import diagram

TEXT = """
[region]
availability = 99
[zone]
mtbf_h = 98
mttr_h = 2
[services.ec2]
mtbf_h = 90
mttr_h = 10
[elements.y]
availability = 80
"""
DRAWN = """
users u
region r eu-west-1
  zone a
    ec2 x
    ec2 y
u -> x
x -> y
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_figures_are_stated_in_the_design(tmp_path: Path) -> None:
    drawn = diagram(DRAWN)
    found = with_figures(drawn, read_figures(written(tmp_path, TEXT)))
    assert found.workload.figures is Figures.CUSTOM
    assert found.workload.region_availability == pytest.approx(99)
    assert found.workload.zone_availability == pytest.approx(98)
    assert dict(found.topology.elements[ElementId("x")].properties) == {
        "mtbf_h": 90.0,
        "mttr_h": 10.0,
    }
    down = Facts(found.topology, found.workload).availability.workload.unavailability
    assert down == pytest.approx(1 - 0.99 * 0.98 * 0.9 * 0.8)
    assert dict(drawn.topology.elements[ElementId("x")].properties) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[zone", "is no TOML: "),
        ("[zones]", "zones: is not known; there are region, zone, services and elements"),
        ("zone = 3", "zone: should be a table with availability, or with mtbf_h and mttr_h"),
        ("services = 3", "services: should be a table such as [services.KEY]"),
        ("[services.cobol]\navailability = 99", "services.cobol: is no service of the catalog"),
        ("[services.vpc]\navailability = 99", "services.vpc: is nothing that fails by itself"),
        ("[zone]\nmtbf = 3", "zone.mtbf: is not known; there are availability, mtbf_h, mttr_h"),
        ("[zone]\nmtbf_h = 3", "zone: needs availability, or both mtbf_h and mttr_h"),
        ("[zone]\nmtbf_h = 3\navailability = 99", "zone: gives availability and hours"),
        ("[zone]\navailability = 0.9995", "zone.availability: is in percent: 0.9995"),
        ("[zone]\navailability = 101", "zone.availability: should be a number from 0 to 100"),
        ("[zone]\navailability = nan", "zone.availability: should be a number from 0 to 100"),
        ("[zone]\navailability = 0", "zone.availability: should be above 0"),
        ("[zone]\nmtbf_h = 0\nmttr_h = 1", "zone.mtbf_h: should be 0.001 h or more"),
        ("[zone]\nmtbf_h = 'a'\nmttr_h = 1", "zone.mtbf_h: should be a number, not 'a'"),
        ("[zone]\nmtbf_h = true\nmttr_h = 1", "zone.mtbf_h: should be a number, not 'True'"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(FileRejected) as caught:
        read_figures(path)
    assert str(caught.value).startswith(f"{path}: {message}")


def test_a_syntax_error_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(FileRejected, match="line 3"):
        read_figures(written(tmp_path, "[zone]\navailability = 99\n= 3\n"))


@pytest.mark.parametrize("data", [b"\xff\xfe", b"#" * (2 << 20)], ids=["no text", "too large"])
def test_other_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(data)
    with pytest.raises(FileRejected):
        read_figures(path)
