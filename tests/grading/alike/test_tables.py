import csv
import io

import pytest

from designer.grading.alike.class_likeness import NOTHING_OWN, ClassLikeness, compare_class
from designer.grading.alike.schema import SIMILAR
from designer.grading.alike.tables import pairs_csv, to_data
from designer.grading.similarity.ranking.words import NO_PROOF, explained, percent
from tests.builders import diagram
from tests.grading.classes import NASTY_NAMES
from tests.scoring.test_scorecard_json import faults

TEMPLATE = "users u\nalb lb\nu -> lb"
WORK = TEMPLATE + "\nec2 w\nsqs q\nlb -> w\nw ~> q"


@pytest.fixture
def found() -> ClassLikeness:
    drawn = {name: diagram(WORK) for name in NASTY_NAMES[:3]}
    drawn["bare"] = diagram(TEMPLATE)
    drawn["other"] = diagram(TEMPLATE + "\ns3 files\nlb -> files")
    return compare_class(drawn, diagram(TEMPLATE), unread={"torn": "It is torn."})


def test_data_fits_its_schema(found: ClassLikeness) -> None:
    data = to_data(found, found.ranking.pairs)
    assert list(faults(data, SIMILAR, "$")) == []
    assert data["compared"] == 4
    assert data["note"] == NO_PROOF
    assert data["groups"] == [list(NASTY_NAMES[:3])]
    assert data["not_compared"] == [
        {"submission": "torn", "reason": "It is torn."},
        {"submission": "bare", "reason": NOTHING_OWN},
    ]
    first = data["pairs"][0]
    assert first["elements"] == {"same": 2.0, "left": 2, "right": 2}
    assert [one["left"]["service"] for one in first["same_elements"]] == ["ec2", "sqs"]
    assert first["same_links"] == [
        {"left": "lb → w", "right": "lb → w"},
        {"left": "w → q", "right": "w → q"},
    ]


def test_cells_hold_no_formula(found: ClassLikeness) -> None:
    text = pairs_csv(found, found.ranking.pairs).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(found.ranking.pairs)
    assert rows[0]["Submission"].startswith("'=HYPERLINK")
    assert float(rows[0]["Likeness"]) == 100.0
    assert float(rows[0]["Usual in this class"]) == round(100 * (found.ranking.usual or 0), 2)


def test_the_number_is_explained(found: ClassLikeness) -> None:
    assert explained(found.ranking.pairs[0], found.ranking) == (
        "Of 2 and 2 elements 2 are the same, of 2 and 2 links 2: likeness 100 %. Two of this class "
        f"are usually {percent(found.ranking.usual)} alike, and a student and the most alike other "
        "100 %. What these two share, 50 % of the others have drawn on average: that tells little."
    )


def test_what_is_not_whole_is_never_called_whole() -> None:
    assert (percent(0.9999), percent(1.0), percent(None)) == ("99 %", "100 %", "–")
