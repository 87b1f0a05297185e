"""What the window can look like: each state by name, and the few strokes that lead to it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from designer.edit.edits import Rename
from designer.model.ids import ElementId
from designer.storage.diagram_file import read
from designer.storage.recovery import digest, snapshot_folder, write_snapshot
from designer.ui.canvas.overlays import Edge
from designer.ui.settings import with_recent
from docs.pictures.stage import Stage

SHIFT = Qt.KeyboardModifier.ShiftModifier
_SAVED_AT = 1_767_261_600.0  # a morning in winter; the pictures must not tell when they were taken


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One picture.

    Attributes:
        name: of its file, and what the issue calls it.
        lead: leads a fresh window there.
        doubled: it is taken at 200 % too.
        only_canvas: the panels around are left out.
        contrast: it wears the high-contrast looks instead of light and dark.
    """

    name: str
    lead: Callable[[Stage], None]
    doubled: bool = False
    only_canvas: bool = False
    contrast: bool = False


# -- item 6: starting
def _start_page(stage: Stage) -> None:
    preferences = stage.preferences
    for name, as_name in (("student-two-zones-on-paper", "Web shop"), ("serverless-api", "Orders")):
        path = stage.sample(name, as_name=as_name)
        preferences.change(with_recent(preferences.settings, path))
    stage.window.begin()


def _empty_canvas(stage: Stage) -> None:
    stage.window.parts.canvas.setFocus()


def _first_steps(stage: Stage) -> None:
    stage.window.begin(stage.sample("student-two-zones-on-paper"))


# -- item 1: placing
def _palette_search(stage: Stage) -> None:
    stage.open("three-tier")
    stage.do("edit.find-service")
    stage.type("load balncer")


def _quick_insert(stage: Stage) -> None:
    hand = stage.open("single-server")
    stage.select("server")
    hand.move(QPointF(590, 330))
    hand.key(Qt.Key.Key_Slash)
    stage.type("load")


def _growing(stage: Stage) -> None:
    hand = stage.open("student-two-zones-on-paper")
    hand.carry("ec2", hand.inside(_first(stage, "subnet")))


def _refusal(stage: Stage) -> None:
    hand = stage.open("single-server")
    hand.drop("private-subnet", hand.inside("ireland"))


def _offers(stage: Stage) -> None:
    hand = stage.hand
    hand.drop("region", QPointF(0, 0))
    hand.key(Qt.Key.Key_1)
    stage.settle()


def _pattern(stage: Stage) -> None:
    hand = stage.open("serverless-api")
    stage.do("view.zoom-out", 3)
    hand.view.look_at(QPointF(900, 320))
    hand.carry("pattern:static-site", QPointF(1450, 320))


def _spanning_group(stage: Stage) -> None:
    hand = stage.open("student-two-zones-on-paper")
    first, second = (key for key, e in hand.diagram.topology.elements.items() if e.service == "ec2")
    hand.drop("asg", hand.icon(first))
    hand.key(Qt.Key.Key_Escape)
    stage.settle()
    right = hand.box(second).right + 8
    start = hand.handle(Edge.RIGHT)
    hand.drag_to(start, QPointF(right, start.y()))


def _first(stage: Stage, service: str) -> str:
    """Return the id of the first element of a kind or service."""
    elements = stage.window.document.diagram.topology.elements.values()
    return next(e.id for e in elements if service in (e.service, e.kind.value))


# -- item 2: connecting
def _connecting(stage: Stage) -> None:
    hand = stage.open("three-tier")
    hand.drag_to(hand.connector("alb", Edge.RIGHT), hand.icon("app-a"))


def _link_selected(stage: Stage) -> None:
    hand = stage.open("serverless-api")
    hand.click(stage.on_link("link-5"))


# -- item 3: moving
def _guides(stage: Stage) -> None:
    hand = stage.open("serverless-api")
    start = hand.icon("alarms")
    hand.drag_to(start, hand.icon("worker") + QPointF(3, -318))


def _copying(stage: Stage) -> None:
    hand = stage.open("serverless-api")
    start = hand.icon("worker")
    alt = Qt.KeyboardModifier.AltModifier
    hand.drag_to(start, start + QPointF(3, -317), alt)


# -- item 4: selecting and editing
def _multi_selection(stage: Stage) -> None:
    stage.open("three-tier")
    stage.select("db", "db-replica")


def _rubber_band(stage: Stage) -> None:
    hand = stage.open("serverless-api")
    hand.drag_to(QPointF(460, 250), QPointF(830, 565))


def _find(stage: Stage) -> None:
    stage.open("three-tier")
    stage.do("edit.find")
    stage.type("gate")


def _rename(stage: Stage) -> None:
    stage.open("serverless-api")
    stage.select("handler")
    stage.do("edit.rename")


def _looks(stage: Stage) -> None:
    stage.open("serverless-api")
    for key, action in (("orders", "look.hue-green"), ("jobs", "look.hue-purple")):
        stage.select(key)
        stage.do(action)
    stage.select("api")
    stage.do("arrange.lock")
    stage.hand.click(stage.on_link("link-5"))
    stage.do("look.hue-purple")
    stage.do("look.weight-heavy")
    stage.select("api")


def _context_menu(stage: Stage) -> None:
    hand = stage.open("serverless-api")
    stage.select("handler")
    stage.take_with_menu(hand.icon("handler"))


# -- item 5: seeing
def _outline(stage: Stage) -> None:
    stage.open("three-tier")
    stage.do("view.outline")
    stage.select("cache")


def _minimap(stage: Stage) -> None:
    stage.open("three-tier")
    stage.select("app-a")
    stage.do("view.zoom-100")
    stage.do("view.selection")


def _collapsed(stage: Stage) -> None:
    stage.open("three-tier")
    stage.select("zone-b")
    stage.do("view.collapse")


def _overlay(stage: Stage, number: int) -> None:
    stage.open("student-two-zones-on-paper" if number == 1 else "three-tier")
    stage.do(f"view.overlay-{number}")


def _overview(stage: Stage) -> None:
    hand = stage.open("reliability-99-95-multi-region")
    stage.do("edit.select-all")
    for _ in range(5):
        stage.do("edit.duplicate")
    hand.key(Qt.Key.Key_Escape)
    hand.view.fit()
    hand.view.look_from(0.1, hand.view.seen.center())


def _presentation(stage: Stage) -> None:
    stage.open("student-two-zones-on-paper")
    stage.do("view.present")
    QTest.keyClick(stage.window.seeing.presenter.stage, Qt.Key.Key_Right)


def _presented_failure(stage: Stage) -> None:
    stage.open("three-tier")
    stage.do("view.present-failures")
    QTest.keyClick(stage.window.seeing.presenter.stage, Qt.Key.Key_Right)


# -- item 6: commands
def _command_palette(stage: Stage) -> None:
    stage.open("serverless-api")
    stage.select("api", "handler", "orders")
    stage.do("help.commands")
    stage.type("ali")


def _shortcuts(stage: Stage) -> None:
    stage.open("serverless-api")

    def search(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        if field is not None:
            QTest.keyClicks(field, "zoom")

    stage.take_with_dialog("help.shortcuts", search)


def _templates(stage: Stage) -> None:
    stage.take_with_dialog("file.sample")


def _history(stage: Stage) -> None:
    hand = stage.open("serverless-api")
    hand.document.do(Rename(id=ElementId("handler"), name="Checkout"))
    stage.select("alarms")
    hand.key(Qt.Key.Key_Right, SHIFT)
    stage.do("edit.duplicate")
    stage.select("jobs")
    stage.do("look.hue-purple")
    stage.do("panel.history")
    stage.do("edit.undo", 2)


def _tabs(stage: Stage) -> None:
    stage.open("serverless-api")
    stage.open("static-site")
    hand = stage.open("three-tier")
    stage.select("cache")
    hand.key(Qt.Key.Key_Right, SHIFT)


# -- failing, mending, keeping
def _failing(stage: Stage) -> None:
    stage.open("three-tier")
    stage.select("zone-a")
    stage.do("failure.fail")


def _fix(stage: Stage) -> None:
    stage.open("student-two-zones-on-paper")
    stage.choose_finding("FT-01")


def _recovery(stage: Stage) -> None:
    base = stage.sample("three-tier", as_name="Web shop")
    folder = snapshot_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "20260101-100000-1.snapshot"
    path.with_suffix(".lock").touch()
    diagram = replace(read(base), title="Web shop")
    write_snapshot(path, diagram, base, digest(base))
    head, _, body = path.read_bytes().partition(b"\n")
    dated = json.dumps(json.loads(head) | {"saved_at": _SAVED_AT})
    path.write_bytes(dated.encode() + b"\n" + body)
    stage.window.parts.recovery.look()


def _changed_on_disk(stage: Stage) -> None:
    hand = stage.open("serverless-api")
    path = hand.document.path
    if path is not None:
        path.write_text(path.read_text("utf-8").replace("Order handler", "Checkout"), "utf-8")
    stage.window.disk.look()


_OVERLAYS = ("single-points", "failure-domains", "capacity", "recovery", "not-stated")

STATES: tuple[State, ...] = (
    State(name="start-page", lead=_start_page),
    State(name="empty-canvas", lead=_empty_canvas),
    State(name="first-steps", lead=_first_steps),
    State(name="palette-search", lead=_palette_search),
    State(name="quick-insert", lead=_quick_insert, only_canvas=True, doubled=True),
    State(name="container-growing", lead=_growing, only_canvas=True),
    State(name="refusal-with-remedies", lead=_refusal, only_canvas=True),
    State(name="offers-after-a-drop", lead=_offers, only_canvas=True),
    State(name="pattern-carried", lead=_pattern, only_canvas=True),
    State(name="group-across-zones", lead=_spanning_group, only_canvas=True),
    State(name="connecting", lead=_connecting, only_canvas=True),
    State(name="link-selected", lead=_link_selected, only_canvas=True, doubled=True),
    State(name="guides", lead=_guides, only_canvas=True),
    State(name="copying", lead=_copying, only_canvas=True),
    State(name="multi-selection", lead=_multi_selection, doubled=True),
    State(name="rubber-band", lead=_rubber_band, only_canvas=True),
    State(name="find-bar", lead=_find, only_canvas=True),
    State(name="rename-in-place", lead=_rename, only_canvas=True),
    State(name="looks-and-locks", lead=_looks, only_canvas=True),
    State(name="context-menu", lead=_context_menu),
    State(name="outline", lead=_outline),
    State(name="minimap", lead=_minimap, only_canvas=True),
    State(name="collapsed", lead=_collapsed, only_canvas=True),
    *(
        State(
            name=f"overlay-{name}",
            lead=partial(_overlay, number=number),
            only_canvas=True,
            doubled=number == 2,
        )
        for number, name in enumerate(_OVERLAYS, 1)
    ),
    State(name="overview-at-10-percent", lead=_overview, only_canvas=True),
    State(name="high-contrast", lead=_failing, contrast=True),
    State(name="presentation", lead=_presentation),
    State(name="presented-failure", lead=_presented_failure),
    State(name="command-palette", lead=_command_palette),
    State(name="shortcuts", lead=_shortcuts),
    State(name="templates", lead=_templates),
    State(name="history", lead=_history),
    State(name="tabs", lead=_tabs),
    State(name="failing-a-zone", lead=_failing, doubled=True),
    State(name="fix-preview", lead=_fix),
    State(name="recovery-bar", lead=_recovery),
    State(name="changed-on-disk", lead=_changed_on_disk),
)


def file_names() -> tuple[str, ...]:
    """Return the name of every picture, in the order of the states."""
    return tuple(
        f"{state.name}-{theme}{'-200' if scale == 2 else ''}.png"
        for state in STATES
        for scale in ((1, 2) if state.doubled else (1,))
        for theme in ("light", "dark")
    )
