"""The Mermaid flowchart: each line has one of a few forms, and every name is a text in one."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from designer.exporters.clean_text import cleaned
from designer.exporters.mermaid import escaped, to_mermaid
from designer.exporters.report.building import report_of
from designer.exporters.report.markdown import to_markdown
from designer.model.diagram import Diagram
from designer.render.folding import captioned
from designer.resources import sample_files, samples_folder
from designer.storage.diagram_file import read
from tests.builders import diagram
from tests.exporters.hostile import HOSTILE
from tests.exporters.hostile_designs import EXAMPLES, hostile_design
from tests.exporters.pinned import assert_pinned

NAME = r"[a-z][a-z0-9_]*"
TEXT = r'"((?:[^"#;<>&`*_~$\[\]{}|\\\n]|#\d+;|<br>)*)"'
FORMS = {
    "header": re.compile(r'---|title: "(?:[\w .,()-]|\\U[0-9a-f]{8})*"|flowchart (?:LR|TB)'),
    "box": re.compile(rf" +subgraph ({NAME})\[{TEXT}\]"),
    "end": re.compile(r" +end"),
    "node": re.compile(rf" +({NAME})(?:\[\(|\[\[|\(\[|\[|>){TEXT}(?:\)\]|\]\]|\]\)|\])"),
    "link": re.compile(
        rf' +({NAME}) (?:-->|--o|--x|==>|-\.->)(?:\|{TEXT}\|)? ({NAME})'
    ),
    "member": re.compile(rf" +({NAME}) -\.- ({NAME})"),
    "look": re.compile(
        r" +(?:linkStyle [\d,]+ stroke:#\w+|class [\w,]+ box\d+"
        r"|classDef box\d+ [a-z]+:[#\w .-]+(?:,[a-z-]+:[#\w .-]+)*)"
    ),
}  # fmt: skip


def forms(text: str) -> list[tuple[str, re.Match[str]]]:
    """Return what each line is; a line of no form fails."""
    found = []
    for line in text.splitlines():
        fits = [(form, match) for form, one in FORMS.items() if (match := one.fullmatch(line))]
        assert fits, line
        found.append(fits[0])
    return found


def shown(text: str) -> str:
    """Return what Mermaid shows of a text."""
    first = text.partition("<br>")[0]
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), first).replace("\u2060", "")


def check(design: Diagram) -> None:
    """Fail unless the flowchart has the boxes, nodes and links of the design."""
    seen = captioned(cleaned(design))
    found = forms(to_mermaid(design))
    elements = seen.topology.elements.values()
    boxes = Counter(shown(match[2]).strip() for form, match in found if form == "box")
    full = [e for e in elements if e.kind.is_container and seen.topology.children(e.id)]
    assert boxes == Counter(e.name for e in full)
    nodes = [shown(match[2]) for form, match in found if form == "node"]
    named = [e.name for e in elements if e not in full]
    assert len(nodes) == len(named)
    assert not Counter(filter(None, named)) - Counter(nodes)
    names = [match[1] for form, match in found if form in ("box", "node")]
    assert len(names) == len(set(names)) == len(elements)
    links = [match for form, match in found if form == "link"]
    assert len(links) == len(seen.topology.links)
    for match, link in zip(links, seen.topology.links.values(), strict=True):
        assert {match[1], match[3]} <= set(names)
        assert link.label in ("", shown(match[2] or ""))
    assert len([1 for form, _ in found if form == "end"]) == sum(boxes.values())


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.stem)
def test_samples_are_sound(path: Path) -> None:
    check(read(path))


def test_hostile_designs_are_sound() -> None:
    for seed in range(EXAMPLES):
        check(hostile_design(seed))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_a_text(name: str) -> None:
    design = diagram("users u\nec2 web\nregion r\nu -> web")
    topology = design.topology
    for key, element in topology.elements.items():
        renamed = replace(element, name=name)
        topology = replace(topology, elements=topology.elements.with_item(key, renamed))
    for link in topology.links.values():
        labelled = replace(link, label=name)
        topology = replace(topology, links=topology.links.with_item(link.id, labelled))
    check(replace(design, title=name, topology=topology))


def test_what_mermaid_reads_after_entities_is_kept_apart() -> None:
    # An icon, a line break and a formula, as its own parser has them (version 11).
    for text, sign in (
        ("fa:fa-user", r"fa[bklrs]?:fa-"),
        ("xfab:fa-x", r"fa[bklrs]?:fa-"),
        ("C:\\new", r"\\n"),
        ("$$x$$", r"\$\$"),
    ):
        raw = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), escaped(text))
        assert re.search(sign, raw) is None
        assert raw.replace("\u2060", "") == text


def test_words_of_the_language_name_nothing() -> None:
    design = diagram("ec2 end\nec2 subgraph\nec2 default")
    names = {match[1] for form, match in forms(to_mermaid(design)) if form == "node"}
    assert names == {"end_2", "subgraph_2", "default_2"}


def test_members_of_a_group_that_spans_are_joined_to_it() -> None:
    text = to_mermaid(read(samples_folder() / "three-tier.tenet"))
    assert len([form for form, _ in forms(text) if form == "member"]) == 2


def test_a_report_holds_the_flowchart_and_no_name_ends_its_block() -> None:
    evil = replace(diagram("ec2 a"), title="```")
    text = to_markdown(report_of(evil), to_mermaid(evil))
    assert text.count("```") == 2
    assert "```mermaid\n---\n" in text


@pytest.mark.parametrize("name", ["three-tier", "serverless-api"])
def test_pinned(name: str) -> None:
    assert_pinned(f"{name}.mmd", to_mermaid(read(samples_folder() / f"{name}.tenet")))
