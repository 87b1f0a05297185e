"""`tenet import`, and foreign files where our own are taken."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from designer.importers.wire import from_bytes
from designer.model.ids import ElementId
from designer.storage.diagram_file import read
from tests.cli.conftest import Tenet

TEMPLATE = """
Parameters: {Most: {Type: Number, Default: 4}}
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: !Ref Most, AvailabilityZones: !GetAZs ""}
  Ghost: {Type: AWS::Ghost::Thing}
"""
MODULE = """
variable "size" { default = 1 }
resource "aws_instance" "a" { count = var.size }
"""
PAGES = """<mxfile>
<diagram name="One"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="a" value="Web" style="shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.ec2" \
vertex="1" parent="1"><mxGeometry width="60" height="60" as="geometry"/></mxCell>
</root></mxGraphModel></diagram>
<diagram name="Two"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="b" value="Files" style="shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.s3" \
vertex="1" parent="1"><mxGeometry width="60" height="60" as="geometry"/></mxCell>
</root></mxGraphModel></diagram></mxfile>
"""


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(TEMPLATE)
    (tmp_path / "two.drawio").write_text(PAGES)


def test_a_template_becomes_a_design(tenet: Tenet, tmp_path: Path) -> None:
    done = tenet("import", "t.yaml", "-o", "t.tenet", "--parameter", "Most=9")
    assert done.code == 0
    assert done.out == "t.tenet: 4 elements, 0 links\n"
    assert "notes on what was made of it" in done.err
    group = read(tmp_path / "t.tenet").topology.elements[ElementId("group-1")]
    assert group.properties["maximum"] == 9


def test_what_parameters_cannot_change_is_said(tenet: Tenet, tmp_path: Path) -> None:
    done = tenet("import", "two.drawio", "-o", "two.tenet", "--page", "1", "--parameter", "Most=9")
    assert done.code == 0
    assert "two.drawio: has no parameters, so that --parameter changes nothing" in done.err
    (tmp_path / "tf").mkdir()
    (tmp_path / "tf" / "main.tf").write_text(MODULE)
    assert tenet("import", "tf", "-o", "tf.tenet", "--parameter", "size=3").code == 0
    assert len(read(tmp_path / "tf.tenet").topology.elements) == 5
    wrong = tenet("import", "tf", "-o", "no.tenet", "--parameter", "sise=3")
    assert (wrong.code, wrong.err) == (2, "tf: there is no variable 'sise'; there are: size\n")


def test_explain_prints_notes_as_a_table_or_as_json(tenet: Tenet) -> None:
    done = tenet("import", "t.yaml", "--explain")
    assert done.code == 0
    assert "AWS::Ghost::Thing is not in the catalog" in " ".join(done.out.split())
    (page,) = json.loads(tenet("import", "t.yaml", "--explain", "json").out)
    kinds = {note["kind"]: note for note in page["notes"]}
    assert kinds["unknown"]["place"] == "Ghost"
    assert kinds["inferred"]["ids"] == ["group-instance-1"]


def test_pages_become_files_of_their_own(tenet: Tenet, tmp_path: Path) -> None:
    assert tenet("import", "two.drawio", "-o", "d.tenet").code == 0
    names = [
        {e.name for e in read(tmp_path / f"d-{n}.tenet").topology.elements.values()} for n in (1, 2)
    ]
    assert "Web" in names[0]
    assert "Files" in names[1]
    assert tenet("import", "two.drawio", "-o", "e.tenet", "--page", "2").code == 0
    assert read(tmp_path / "e.tenet") == read(tmp_path / "d-2.tenet")


def test_foreign_files_are_scored_and_drawn_directly(tenet: Tenet, tmp_path: Path) -> None:
    card = json.loads(tenet("score", "t.yaml", "--format", "json").out)
    assert card["schema"].startswith("tenet-score/")
    cards = json.loads(tenet("score", "two.drawio", "--format", "json").out)
    assert [row["file"] for row in cards] == ["two.drawio, page 1", "two.drawio, page 2"]
    assert tenet("export", "t.yaml", "-o", "t.svg").code == 0
    assert (tmp_path / "t.svg").exists()
    assert tenet("check", "t.yaml").code == 0
    for command in ("simulate two.drawio --fail Files", "improve two.drawio --target 1"):
        assert tenet(*command.split(), "--page", "2").code == 0


REFUSED = {
    "import t.yaml": "Say where to put the design",
    "import gone.yaml -o x.tenet": "gone.yaml: cannot be read: no such file",
    "import t.yaml -o x.png": "designs are written as .tenet files",
    "import t.yaml -o x.tenet --parameter Most": "is not written as NAME=VALUE",
    "import t.yaml -o x.tenet --parameter Least=1": "no parameter 'Least'; there are: Most",
    "import two.drawio -o x.tenet --page 3": "has no page 3: 2 is the last",
    "export two.drawio -o x.svg": "has 2 pages; say which one with --page N",
    "improve two.drawio --target 50": "has 2 pages; say which one with --page N",
    "simulate two.drawio --load flash": "has 2 pages; say which one with --page N",
    "import t.yaml -o x.tenet --format drawio": "t.yaml",
    "score t.yaml --parameter Least=1": "there is no parameter 'Least'",
}


@pytest.mark.parametrize("command", REFUSED)
def test_what_cannot_be_is_one_sentence(tenet: Tenet, command: str) -> None:
    done = tenet(*command.split())
    assert done.code == 2
    assert REFUSED[command] in done.err
    assert len(done.err.splitlines()) == 1
    assert done.out == ""


HOSTILE = {
    "bomb": "Resources: &r0 {a: x}\n"
    + "\n".join(f"a{n}: &r{n + 1} [{', '.join([f'*r{n}'] * 10)}]" for n in range(12)),
    "nested": "Resources: " + "[" * 100_000,
    "object": "Resources: !!python/object/apply:os.system [echo]",
}


# Not ru_maxrss: on Linux a child inherits it from the process that started it.
MEASURED = """
import runpy, sys
try:
    runpy.run_module("designer", run_name="__main__")
finally:
    with open("/proc/self/status") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
    sys.stderr.write(peak)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads its own peak from /proc")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_little(name: str, tmp_path: Path) -> None:
    (tmp_path / "h.yaml").write_text(HOSTILE[name])
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "import", "h.yaml", "--answer"],
        capture_output=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": ""},
        timeout=5,
        check=True,
    )
    with pytest.raises(Exception, match=r"h\.yaml"):
        from_bytes(done.stdout, "h.yaml")
    assert int(done.stderr.split()[-1]) < 500 * 1024
