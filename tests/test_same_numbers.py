"""Window, table and JSON say the same of every sample: one figure, whoever asks."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from designer.cli.score_table import print_scores
from designer.model.diagram import Diagram
from designer.resources import sample_files
from designer.rules.tenets import Tenet
from designer.scoring.downtime import downtime, nines, percent
from designer.scoring.engine import score
from designer.scoring.scorecard import Scorecard
from designer.scoring.scorecard_json import to_data
from designer.storage.diagram_file import read
from designer.ui.plain_text import PlainLabel
from designer.ui.score_panel.capacity_page import CapacityPage
from designer.ui.score_panel.figures_table import FiguresTable
from designer.ui.score_panel.gauges import TenetRow
from designer.ui.score_panel.overview import ScorePanel
from designer.ui.score_panel.recovery_page import RecoveryPage
from designer.ui.score_panel.tables import AvailabilityPage

YEAR = 525_600


class Shown:
    """One sample as window, terminal and file show it."""

    def __init__(self, path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
        self.diagram: Diagram = read(path)
        self.card: Scorecard = score(self.diagram)
        # Through text and back, as whoever reads the file gets it.
        text = json.dumps(to_data(self.card, self.diagram, fixes=False))
        self.data: dict[str, Any] = json.loads(text)
        print_scores([(path.name, self.diagram, self.card)], everything=True)
        self.printed = capsys.readouterr().out
        self.overview, self.page, self.recovery = ScorePanel(), AvailabilityPage(), RecoveryPage()
        self.capacity = CapacityPage()
        for widget in (self.overview, self.page, self.recovery, self.capacity):
            qtbot.addWidget(widget)
        self.overview.display(self.card)
        self.page.display(self.card, self.diagram)
        self.recovery.display(self.card, self.diagram)
        self.capacity.display(self.card)

    def printed_words(self) -> str:
        """Return what is printed, without the breaks of lines and columns."""
        return " ".join(self.printed.split())


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel))


def rows(widget: QWidget) -> list[list[str]]:
    (table,) = widget.findChildren(FiguresTable)
    return [list(row.texts) for row in table.rows]


@pytest.fixture(params=sample_files(), ids=lambda path: path.stem)
def shown(
    request: pytest.FixtureRequest, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> Shown:
    return Shown(request.param, qtbot, capsys)


def test_the_availability_is_the_same_everywhere(shown: Shown) -> None:
    found = shown.data["availability"]
    down, run = found["structural"]["unavailability"], found["operational"]["minutes_per_year"]
    assert found["structural"]["minutes_per_year"] == pytest.approx(down * YEAR, rel=1e-5)
    said = [
        f"What is drawn: {percent(down)} ({nines(down)}), {downtime(down * YEAR)}; ",
        f"How it is run adds {downtime(run)}",
        f"together {percent(down + run / YEAR)}, {downtime(down * YEAR + run)}.",
        f"Region {percent(1 - found['parameters']['region_percent'] / 100)}, ",
    ]
    for sentence in said:
        assert sentence in words(shown.page)
        assert sentence.strip() in shown.printed_words()
    assert downtime(down * YEAR) in words(shown.overview)
    assert found["structural"]["method"] in words(shown.page)


def test_what_costs_most_is_the_same_everywhere(shown: Shown) -> None:
    found = shown.data["availability"]
    expected = [
        [f"{c['share'] * 100:.0f} %", downtime(c["minutes_per_year"])]
        for c in found["structural"]["contributions"]
        if c["share"] >= 0.005
    ]
    expected += [["", downtime(term["minutes_per_year"])] for term in found["operational"]["terms"]]
    in_window = rows(shown.page)
    assert [row[1:3] for row in in_window if row[1] != "under 1 %"] == expected
    for row in in_window:
        assert " ".join(" ".join(row).split()) in shown.printed_words()
    first = next(line for line in words(shown.page).split("\n") if line.startswith("Fix this"))
    assert first in shown.printed_words()


def test_the_points_are_the_same_everywhere(shown: Shown) -> None:
    by_title = {row.tenet: row for row in shown.overview.findChildren(TenetRow)}
    for tenet, data in zip(Tenet, shown.data["tenets"], strict=True):
        if data["score"] is None:
            assert "not applicable" in by_title[tenet].accessibleName()
            continue
        own = shown.card.tenet(tenet).low
        assert own is not None
        assert data["score"] == round(own, 2)
        assert f"{own:.0f} of 100" in by_title[tenet].accessibleName()
        assert f"{tenet.title} {own:.1f} " in shown.printed_words()
    assert f"Overall {shown.card.overall:.1f} of 100" in shown.printed


def test_the_recovery_table_has_the_same_rows(shown: Shown) -> None:
    found = shown.data["recovery"]
    assert len(rows(shown.recovery)) == len(found["workload"]) + len(found["rows"])
    assert found["strategy"] in words(shown.recovery)
    assert f"Recovery (strategy: {found['strategy']})" in shown.printed
    in_window = rows(shown.recovery)
    for row, data in zip(in_window, (*found["workload"], *found["rows"]), strict=True):
        assert ("unrecoverable" in (row[2] + row[3])) == data["unrecoverable"]
        assert data["chain_text"] in row[4]
        assert row[4].split(" (")[0].split()[0] in shown.printed


def test_capacity_is_the_same_everywhere(shown: Shown) -> None:
    found = shown.data["capacity"]
    in_window = rows(shown.capacity)
    assert found["sentence"] in words(shown.capacity)
    assert not found["tiers"] or found["sentence"] in shown.printed_words()
    keys = ("demand_rps", "now_rps", "vertical_rps", "horizontal_rps", "grown_rps")
    for row, data in zip(in_window, found["tiers"], strict=True):
        assert row[0] == data["name"]
        for text, key in zip(row[1:6], keys, strict=True):
            assert _means(text, data[key]), (row, key)
        assert _means(row[6].split(" (")[0], data["after_zone_loss_rps"])
        assert ("stops" in row[7]) == data["stops_growth"]
    for fleet in found["fleets"]:
        assert fleet["sentence"] in shown.printed_words()


def _means(text: str, value: float | str | None) -> bool:
    if value is None:
        return text in ("?", "not stated")
    if value == "unlimited":
        return text == "no limit"
    return float(text.replace(",", "")) == pytest.approx(float(value), rel=0.06, abs=0.5)
