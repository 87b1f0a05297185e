"""A folder's text read into a page, and what it shows by names, which are unique in the tests."""

from pathlib import Path

from designer.importers.dispatch import import_file
from designer.importers.result import Page
from designer.importers.source import Options
from designer.model.links import LinkKind


def page_of(folder: Path, text: str, **given: str) -> Page:
    """Return the page of a folder with one file of Terraform."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "main.tf").write_text(text)
    (page,) = import_file(folder, Options(parameters=given)).pages
    return page


def elements(page: Page) -> dict[str, tuple[str, str]]:
    """Return service and parent's name by name, without the cloud and the Region."""
    topology = page.diagram.topology
    return {
        e.name: (e.service, "" if e.parent is None else topology.elements[e.parent].name)
        for e in topology.elements.values()
        if e.service not in ("cloud", "region")
    }


def kinds(page: Page) -> dict[tuple[str, str], LinkKind]:
    """Return the kind of each link by the names of its ends."""
    topology = page.diagram.topology
    return {
        (topology.elements[i.source].name, topology.elements[i.target].name): i.kind
        for i in topology.links.values()
    }


def links(page: Page) -> set[tuple[str, str]]:
    """Return the names of both ends of each link."""
    return set(kinds(page))
