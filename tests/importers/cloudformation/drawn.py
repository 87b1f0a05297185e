"""A template's text read into names: what tests state topologies in."""

# ruff: noqa: E501 - a resource of a template on each line

from dataclasses import dataclass
from pathlib import Path

from designer.importers.dispatch import read
from designer.importers.result import NoteKind, Page
from designer.importers.source import Format, Options, Source
from designer.model.elements import Element
from designer.model.frozen import FrozenMap
from designer.model.links import LinkRole

NETWORK = """
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, AvailabilityZone: !Select [0, !GetAZs ""]}}
  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, AvailabilityZone: !Select [1, !GetAZs ""]}}
"""


@dataclass(frozen=True)
class Drawn:
    """A page by names, which are unique in the tests that use it."""

    page: Page

    @property
    def elements(self) -> dict[str, Element]:
        return {e.name: e for e in self.page.diagram.topology.elements.values()}

    @property
    def services(self) -> dict[str, str]:
        """Services by name, without the cloud and the Region."""
        return {
            name: e.service
            for name, e in self.elements.items()
            if e.service not in ("cloud", "region")
        }

    def parent(self, name: str) -> str:
        outer = self.elements[name].parent
        return "" if outer is None else self.page.diagram.topology.elements[outer].name

    def stated(self, name: str) -> dict[str, object]:
        return dict(self.elements[name].properties)

    @property
    def links(self) -> set[str]:
        topology = self.page.diagram.topology
        return {
            f"{topology.elements[link.source].name} {link.kind.value} "
            f"{topology.elements[link.target].name}"
            + ("" if link.role is LinkRole.REQUIRED else f" {link.role.value}")
            for link in topology.links.values()
        }

    def notes(self, kind: NoteKind) -> list[str]:
        return [note.sentence for note in self.page.notes if note.kind is kind]


def drawn(text: str, **parameters: str) -> Drawn:
    """Read a template; ``__`` in a parameter's name stands for ``::``."""
    given = {name.replace("__", "::"): value for name, value in parameters.items()}
    return drawn_bytes(text.encode(), given)


def drawn_bytes(data: bytes, given: dict[str, str] | None = None, path: str = "t.yaml") -> Drawn:
    source = Source(path=Path(path), data=data, options=Options(parameters=FrozenMap(given or {})))
    (page,) = read(source, Format.CLOUDFORMATION).pages
    return Drawn(page)


def resources(text: str) -> str:
    """Return a template with the network of two zones and more resources."""
    return "Resources:" + NETWORK + text
