"""The report as Markdown: names stay names, and the text is the same on every run."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from designer.exporters.clean_text import plain
from designer.exporters.report.building import report_of
from designer.exporters.report.markdown import to_markdown
from designer.exporters.report.markdown_text import escaped
from tests.builders import diagram
from tests.exporters.hostile import HOSTILE
from tests.exporters.pinned import assert_pinned
from tests.exporters.reports import report, unstamped

# Of the parsers for Python the one that follows CommonMark to the letter, with GitHub's tables.
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

CONTEXTS = (
    ("", "NAME"),
    ("", "- NAME"),
    ("a", "| a |\n| --- |\n| NAME |"),
    ("1. ", "### 1. NAME"),
)


def leaves(tokens: list[Token]) -> list[Token]:
    return [leaf for token in tokens for leaf in (token.children or [token])]


def shown(tokens: list[Token]) -> str:
    return "".join(t.content for t in leaves(tokens) if t.type in ("text", "text_special"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_shown_as_it_is(name: str) -> None:
    expected = " ".join(plain(name).split())
    for before, around in CONTEXTS:
        tokens = PARSER.parse(around.replace("NAME", escaped(name)))
        assert shown(tokens).strip() == f"{before}{expected}".strip(), around
        kinds = {token.type for token in leaves(tokens)}
        assert not kinds & {"html_inline", "html_block", "link_open", "image", "code_inline"}
        assert not kinds & {"em_open", "strong_open", "s_open", "fence", "hr"}


def test_hostile_names_keep_the_structure() -> None:
    plain_one = diagram("users u\nregion r\n  zone z\n    ec2 web\nu -> web")
    elements = plain_one.topology.elements
    evil = plain_one
    for number, key in enumerate(elements):
        element = replace(evil.topology.elements[key], name=HOSTILE[number + 11])
        topology = replace(evil.topology, elements=evil.topology.elements.with_item(key, element))
        evil = replace(evil, topology=topology)
    structures = [
        [token.type for token in PARSER.parse(to_markdown(report_of(one, fixes=False)))]
        for one in (plain_one, evil)
    ]
    assert structures[0] == structures[1]


def test_addresses_are_no_links() -> None:
    # GitHub's search for addresses looks at the source, for these very letters.
    assert "https://" not in escaped("https://example.com")
    assert "www." not in escaped("www.example.com")


@pytest.mark.parametrize("sample", ["three-tier", "student-two-zones-on-paper"])
def test_pinned(sample: str) -> None:
    assert_pinned(f"{sample}.md", to_markdown(unstamped(report(sample))))


def test_an_empty_design_has_a_report() -> None:
    text = to_markdown(report_of(diagram("")))
    assert "Nothing in it can be scored." in text
    assert "Nothing was found." in text
