"""Chooses which shapes become elements, and of which service each is.

An icon's stencil decides; its label may say which of a family it is ("Network Load Balancer" on
the general balancer's icon). Plain shapes, foreign pictures and free texts are known by their
text, and count when it names a service or when lines end at them.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass

from designer.catalog.loader import catalog
from designer.catalog.placement import with_article as _a
from designer.catalog.service import Category, Role
from designer.importers.drawio.shapes import Shape, What
from designer.importers.drawio.table import FALLBACK, Reading
from designer.importers.drawio.words import Meaning, has_any, service_in, words_of
from designer.importers.result import NoteKind
from designer.model.elements import Kind
from designer.model.layout import Box
from designer.render.theme import BOX_SIDE, ICON_SIZE

_REFINED = {
    "alb": {"nlb", "clb", "gwlb", "alb"},
    "rds": {"aurora", "rds-proxy"},
    "ecs": {"fargate"},
    "ec2": {"ec2"},
    "kinesis": {"firehose", "flink"},
    "s3": {"glacier"},
    "elasticache": {"memorydb"},
    "internet": {"igw"},
}
# Icons of the customer's own things, drawn inside AWS's boxes.
_INSIDE_AWS = {"server": "ec2", "database-server": "rds"}
_AWS_BOXES = (Kind.CLOUD, Kind.REGION, Kind.VPC, Kind.ZONE, Kind.SUBNET)
_GROUPING_WORDS = ("tier", "layer", "group", "architecture", "diagram", "legend", "environment")
_MOST_WORDS_LOOSE, _MOST_WORDS_LINKED = 5, 10
_PLACES = (Kind.CLOUD, Kind.ACCOUNT, Kind.REGION, Kind.VPC, Kind.ZONE, Kind.SUBNET)

Tell = Callable[[NoteKind, str, Shape], None]


@dataclass(slots=True)
class Component:
    """A shape that becomes an element which is no box."""

    shape: Shape
    service: str

    @property
    def is_note(self) -> bool:
        """Tell whether it is a remark."""
        return self.service == "note"


def chosen(shapes: Sequence[Shape], linked: Set[str], tell: Tell) -> list[Component]:
    """Return the components among ``shapes``; what is left out and guessed is told.

    Args:
        shapes: all vertices; boxes are passed over.
        linked: ids of those that lines end at.
        tell: takes notes about shapes.
    """
    return list(_chosen(shapes, linked, tell))


def _chosen(shapes: Sequence[Shape], linked: Set[str], tell: Tell) -> Iterable[Component]:
    for shape in shapes:
        if shape.is_box or shape.what in (What.DECORATION, What.JUNCTION, What.FRAME):
            continue
        is_linked = shape.key in linked
        if shape.what is What.ICON:
            service = _icon_service(shape, is_linked, tell)
        elif shape.what is What.TEXT:
            service = _text_service(shape, is_linked, tell)
        else:
            service = _plain_service(shape, is_linked, tell)
        if service:
            yield Component(shape, service)


def _icon_service(shape: Shape, is_linked: bool, tell: Tell) -> str:
    reading = shape.reading or Reading(shape.service)
    service = shape.service
    row = catalog().get(service)
    meaning = service_in(shape.text) if shape.lines else None
    if service == FALLBACK and reading.category is not None and shape.stencil is not None:
        drawn = f"The shape “{shape.stencil.full}”"
        return _unknown_icon(shape, drawn, reading.category, meaning, tell)
    if row is not None and row.kind in _PLACES:
        if is_linked and row.kind in (Kind.CLOUD, Kind.ZONE, Kind.SUBNET):
            tell(
                NoteKind.INFERRED,
                f"The icon of {_a(row.name)} has lines, so it is a component.",
                shape,
            )
            return FALLBACK
        return service if row.kind in (Kind.VPC, Kind.REGION) else ""
    if meaning is not None and meaning.service in _REFINED.get(service, ()):
        if meaning.service != service:
            tell(
                NoteKind.INFERRED,
                f"“{shape.text}” is {_a(catalog()[meaning.service].name)}: its label says which "
                f"kind of {catalog()[service].name} it is.",
                shape,
            )
        return meaning.service
    if reading.is_guess and shape.stencil is not None and shape.stencil.is_aws:
        told = catalog()[service].name
        tell(
            NoteKind.INFERRED,
            f"The shape “{shape.stencil.full}” is read as {_a(told)}, by its name.",
            shape,
        )
    elif meaning is not None and _contradicts(service, meaning):
        tell(
            NoteKind.INFERRED,
            f"“{shape.text}” is drawn as {_a(catalog()[service].name)}, and that counts; its label "
            f"names {_a(catalog()[meaning.service].name)}.",
            shape,
        )
    return service


def _contradicts(service: str, meaning: Meaning) -> bool:
    one, other = catalog().get(service), catalog().get(meaning.service)
    if one is None or other is None or one.key == other.key:
        return False
    return one.category is other.category or one.role is Role.NETWORK


def _unknown_icon(
    shape: Shape, drawn: str, category: Category, meaning: Meaning | None, tell: Tell
) -> str:
    if meaning is not None and len(meaning.phrase.split()) * 2 >= len(words_of(shape.text)):
        told = catalog()[meaning.service].name
        tell(
            NoteKind.INFERRED,
            f"{drawn} has no row in the catalog; by its label it is {_a(told)}.",
            shape,
        )
        return meaning.service
    tell(
        NoteKind.UNKNOWN,
        f"{drawn} (section {category.value}) has no row in the catalog; it stands as “Other”.",
        shape,
    )
    return FALLBACK


def _plain_service(shape: Shape, is_linked: bool, tell: Tell) -> str:
    meaning = service_in(shape.text) if shape.lines else None
    drawn = "a picture" if shape.what is What.PICTURE else "a plain shape"
    if meaning is not None and _is_confident(shape, meaning, is_linked):
        told = catalog()[meaning.service].name
        tell(
            NoteKind.INFERRED,
            f"“{shape.text}” is drawn as {drawn}; by its text it is {_a(told)}.",
            shape,
        )
        return meaning.service
    if shape.is_store and shape.lines:
        tell(
            NoteKind.INFERRED,
            f"“{shape.text}” is drawn as a cylinder, so it is taken for a database.",
            shape,
        )
        return "rds"
    if is_linked:
        what = f"“{shape.text}”" if shape.lines else "A shape without a label"
        tell(
            NoteKind.UNKNOWN,
            f"{what} is drawn as {drawn} and names nothing of the catalog; it stands as “Other”.",
            shape,
        )
        return FALLBACK
    if shape.lines:
        tell(
            NoteKind.SKIPPED,
            f"“{shape.text}” is left out: it is {drawn}, names nothing of the catalog and has no "
            "lines.",
            shape,
        )
    elif shape.what is What.PICTURE:
        tell(NoteKind.SKIPPED, "A picture without a label or lines is left out.", shape)
    return ""


def _text_service(shape: Shape, is_linked: bool, tell: Tell) -> str:
    if not is_linked:
        return "note" if len(shape.text) > 2 else ""
    meaning = service_in(shape.text)
    if meaning is not None and _is_confident(shape, meaning, True):
        told = catalog()[meaning.service].name
        tell(
            NoteKind.INFERRED,
            f"“{shape.text}” is only a text with lines; by its words it is {_a(told)}.",
            shape,
        )
        return meaning.service
    tell(
        NoteKind.UNKNOWN,
        f"“{shape.text}” is only a text with lines and names nothing of the catalog; it stands as "
        "“Other”.",
        shape,
    )
    return FALLBACK


def _is_confident(shape: Shape, meaning: Meaning, is_linked: bool) -> bool:
    words = words_of(shape.text)
    if is_linked:
        return len(words) <= _MOST_WORDS_LINKED
    if len(words) > _MOST_WORDS_LOOSE or has_any(shape.text, _GROUPING_WORDS):
        return False
    return len(meaning.phrase.split()) * 2 >= len(words)


def inside_aws(service: str, kinds: Iterable[Kind | None]) -> str:
    """Return what a server's icon means inside AWS's boxes: an instance; else ``service``."""
    if service in _INSIDE_AWS and any(kind in _AWS_BOXES for kind in kinds):
        return _INSIDE_AWS[service]
    return service


def element_box(component: Component) -> Box:
    """Return the box of an element whose icon stands where the shape does."""
    box = component.shape.box
    if component.is_note:
        height = 16.0 + 16.0 * max(1, len(component.shape.lines))
        return Box(box.x, box.y, max(box.width, 60.0), max(box.height, height))
    row = catalog().get(component.service)
    if row is not None and row.kind.is_container:
        return box
    side = max(min(box.width, box.height), 12.0)
    top = box.y
    if component.shape.what is not What.ICON:
        side = min(max(side * 0.7, 24.0), 72.0)
        top = max(box.y, box.centre.y - side * 0.85)
    whole = side * BOX_SIDE / ICON_SIZE
    return Box(box.centre.x - whole / 2, top, whole, whole)
