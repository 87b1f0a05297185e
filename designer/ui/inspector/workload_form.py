"""The form shown while nothing is selected: the title, and the goals to be scored against."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from designer.edit.edits import SetTitle, SetWorkload
from designer.model.invariants import MAX_NAME, MAX_NOTE
from designer.model.workload import Disruption, Figures, LoadShape
from designer.ui.document import Document
from designer.ui.durations import format_duration, parse_duration
from designer.ui.inspector.fields import ChoiceField, Field, ProseField, TextField
from designer.ui.inspector.layouts import Form
from designer.ui.inspector.values import NotUnderstood, read_number, write_number
from designer.ui.plain_text import PlainLabel, tip

UNSTATED = "not stated"
_SHAPES = (
    ("Steady", LoadShape.STEADY),
    ("Day and night", LoadShape.DIURNAL),
    ("Flash crowds", LoadShape.FLASH),
    ("Growing ramp", LoadShape.RAMP),
    ("Batches", LoadShape.BATCH),
)
_PROFILES = (
    ("AWS agreements (SLA)", Figures.SLA),
    ("AWS designed for", Figures.DESIGNED_FOR),
    ("Own MTBF and MTTR", Figures.CUSTOM),
)
_DOMAINS = (
    (
        "region_availability",
        "Availability of a Region",
        "Of one Region as a whole. Counts with figures of your own; otherwise 99.99 %.",
    ),
    (
        "zone_availability",
        "Availability of a zone",
        "Of one zone, apart from its Region. Counts with figures of your own; otherwise 99.95 %.",
    ),
)
_DISRUPTIONS = (
    (Disruption.SOFTWARE, "Software", "A bad deployment, deletion or corruption"),
    (Disruption.INFRASTRUCTURE, "Host", "A server or disk fails"),
    (Disruption.ZONE, "Zone", "An Availability Zone is lost"),
    (Disruption.REGION, "Region", "A whole Region is lost"),
)
_LOAD = (
    ("peak_rps", "Peak load", "req/s", "Requests a second at the busiest time."),
    ("base_rps", "Base load", "req/s", "Requests a second in the quiet hours."),
    ("growth", "Growth", "factor", "How many times the peak grows in the planning period."),
)
_COUNTS = (
    ("failures_per_year", "Failures needing people", "a year", "Failures that do not heal alone."),
    ("changes_per_year", "Deployments", "a year", "How often a change goes live."),
)
_TIMES = (
    ("decide_s", "Time to detect and decide", "Until somebody acts on a failure."),
    ("repair_s", "Time to repair", "From the decision until it works again."),
    (
        "downtime_per_change_s",
        "Offline for each deployment",
        "0 s when changes go live without interruption.",
    ),
)


class WorkloadForm(Form):
    """Edit title, description and workload of the diagram."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._numbers: dict[str, Field] = {}
        self._targets: dict[tuple[str, Disruption], TextField] = {}
        self._title = TextField("Title", read=str.strip, write=str, unstated="", parent=self)
        self._title.line.setMaxLength(MAX_NAME)
        self._title.require()
        self._about = ProseField(
            "Description", limit=MAX_NOTE, hint="What the design is for", parent=self
        )
        self.add(self._title)
        self.add(self._about)
        self._title.stated.connect(self._set_title)
        self._about.stated.connect(self._set_description)
        self._add_goals()
        self._add_load()
        self._add_operations()
        self._add_figures()
        self.close_column()
        self.refresh()

    def refresh(self) -> None:
        """Show the diagram's present values."""
        diagram = self._document.diagram
        work = diagram.workload
        self._title.display(diagram.title)
        self._about.display(diagram.description)
        for name, field in self._numbers.items():
            field.display(getattr(work, name))
        for (name, disruption), target in self._targets.items():
            target.display(getattr(work, name).get(disruption))

    # -- parts
    def _add_goals(self) -> None:
        self.add_heading("Goals")
        self._add_number(
            "availability_target",
            "Availability target",
            "%",
            "Share of the year in which the workload must work.",
            partial(read_number, low=0, high=100),
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        heads = (
            ("RTO", "Recovery time objective: the longest acceptable time to recover."),
            ("RPO", "Recovery point objective: the longest span of data that may be lost."),
        )
        for column, (word, meaning) in enumerate(heads, 1):
            head = PlainLabel(word, self)
            head.setObjectName("muted")
            tip(head, meaning)
            grid.addWidget(head, 0, column)
        for row, (disruption, word, meaning) in enumerate(_DISRUPTIONS, 1):
            label = PlainLabel(word, self)
            tip(label, meaning)
            grid.addWidget(label, row, 0)
            for column, name in enumerate(("rto_s", "rpo_s"), 1):
                field = self._target(name, disruption, word, meaning)
                grid.addWidget(field, row, column)
        holder = QWidget(self)
        holder.setLayout(grid)
        self.add(holder)
        self.add_remark("Times such as 90 s, 15 min, 4 h or 1 d.")

    def _target(self, name: str, disruption: Disruption, word: str, meaning: str) -> TextField:
        field = TextField(
            f"{name[:3].upper()}, {word.lower()}",
            read=_duration,
            write=_duration_text,
            unstated=UNSTATED,
            help_text=meaning,
            parent=self,
        )
        field.label.hide()
        field.stated.connect(partial(self._set_target, name, disruption))
        self._targets[name, disruption] = field
        return field

    def _add_load(self) -> None:
        self.add_heading("Load")
        for name, label, unit, meaning in _LOAD:
            self._add_number(name, label, unit, meaning, partial(read_number, low=0, high=1e12))
        shape = ChoiceField(
            "Load shape",
            choices=_SHAPES,
            unstated=UNSTATED,
            help_text="How the load moves over a day.",
            parent=self,
        )
        shape.stated.connect(partial(self._set, "load_shape"))
        self._numbers["load_shape"] = shape
        self.add(shape)

    def _add_operations(self) -> None:
        self.add_heading("Operations")
        for name, label, unit, meaning in _COUNTS:
            self._add_number(name, label, unit, meaning, partial(read_number, low=0, high=1e6))
        for name, label, meaning in _TIMES:
            field = TextField(
                label,
                read=_duration,
                write=_duration_text,
                unstated=UNSTATED,
                help_text=meaning,
                parent=self,
            )
            self._own(name, field)

    def _add_figures(self) -> None:
        self.add_heading("Figures")
        profile = ChoiceField(
            "Availability of components",
            choices=_PROFILES,
            unstated="own where stated, else SLA",
            help_text="Where the availability of each component comes from: what AWS guarantees, "
            "what AWS designs for, or the MTBF and MTTR stated among a component's properties.",
            parent=self,
        )
        profile.stated.connect(partial(self._set, "figures"))
        self._numbers["figures"] = profile
        self.add(profile)
        for name, label, meaning in _DOMAINS:
            self._add_number(name, label, "%", meaning, partial(read_number, low=0, high=100))

    def _add_number(
        self, name: str, label: str, unit: str, meaning: str, read: Callable[[str], object]
    ) -> None:
        field = TextField(
            label,
            read=read,
            write=write_number,
            unstated=UNSTATED,
            unit=unit,
            help_text=meaning,
            parent=self,
        )
        self._own(name, field)

    def _own(self, name: str, field: TextField) -> None:
        field.stated.connect(partial(self._set, name))
        self._numbers[name] = field
        self.add(field)

    # -- edits
    def _set_title(self, title: object) -> None:
        if title:
            self._document.do(SetTitle(title=str(title)))
        else:
            self.refresh()

    def _set_description(self, text: object) -> None:
        title = self._document.diagram.title
        self._document.do(SetTitle(title=title, description=str(text or "")))

    def _set(self, name: str, value: object) -> None:
        # Any: the field that calls decides name and type together.
        change: dict[str, Any] = {name: value}
        changed = replace(self._document.diagram.workload, **change)
        self._document.do(SetWorkload(workload=changed))

    def _set_target(self, name: str, disruption: Disruption, value: float | None) -> None:
        targets = getattr(self._document.diagram.workload, name)
        fresh = (
            targets.without(disruption) if value is None else targets.with_item(disruption, value)
        )
        self._set(name, fresh)


def _duration(text: str) -> float | None:
    if not text.strip():
        return None
    seconds = parse_duration(text)
    if seconds is None:
        raise NotUnderstood("Such as 15 min or 4 h.")
    return seconds


def _duration_text(value: object) -> str:
    return format_duration(value) if isinstance(value, int | float) else ""
