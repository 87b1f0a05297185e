"""`tenet review`: tables and JSON of one review, and lenses that are none."""

import json
from pathlib import Path

from designer.exporters.html_report.review_page import review_html
from designer.review.checks import ALL_CHECKS
from designer.review.custom_lens import write_lens
from designer.review.engine import review
from designer.review.plan import improvement_plan
from designer.review.questions import WELL_ARCHITECTED
from designer.review.review_json import review_data
from designer.storage.diagram_file import read_bytes, to_text
from tests.builders import diagram
from tests.cli.conftest import Tenet

SHOP = """
    title Shop
    region r eu-west-1
      ec2 web
      cloudtrail trail
"""


def test_json_is_what_the_review_says(tenet: Tenet, tmp_path: Path) -> None:
    drawn = diagram(SHOP)
    (tmp_path / "shop.tenet").write_text(to_text(drawn), "utf-8")
    done = tenet("review", "shop.tenet", "--format", "json")
    assert (done.code, done.err) == (0, "")
    result = review(drawn, WELL_ARCHITECTED, ALL_CHECKS)
    plan = improvement_plan(drawn, result, ALL_CHECKS)
    assert json.loads(done.out) == json.loads(json.dumps(review_data(result, drawn, plan)))


def test_tables_name_pillars_evidence_and_next_steps(tenet: Tenet, tmp_path: Path) -> None:
    (tmp_path / "shop.tenet").write_text(to_text(diagram(SHOP)), "utf-8")
    done = tenet("review", "shop.tenet")
    assert done.code == 0
    for words in ("Security", "A trail records every call to AWS  (trail)", "What to do next"):
        assert words in done.out


def test_a_lens_of_ones_own_and_one_that_is_none(tenet: Tenet, tmp_path: Path) -> None:
    (tmp_path / "shop.tenet").write_text(to_text(diagram(SHOP)), "utf-8")
    text = write_lens(WELL_ARCHITECTED)
    (tmp_path / "lens.json").write_text(text, "utf-8")
    done = tenet("review", "shop.tenet", "--lens", "lens.json", "--format", "json")
    assert done.code == 0
    assert json.loads(done.out)["lens"]["id"] == "well-architected-pillars"
    (tmp_path / "bad.json").write_text(text.replace('"HIGH_RISK"', '"BIG"', 1), "utf-8")
    done = tenet("review", "shop.tenet", "--lens", "bad.json")
    assert done.code == 2
    assert done.err.startswith("bad.json: $.pillars[0].questions[0].riskRules[")
    assert tenet("review", "shop.tenet", "--lens", "gone.json").code == 2


def test_html_is_one_page_on_paper_or_in_a_file(tenet: Tenet, tmp_path: Path) -> None:
    drawn = diagram(SHOP)
    (tmp_path / "shop.tenet").write_text(to_text(drawn), "utf-8")
    drawn = read_bytes((tmp_path / "shop.tenet").read_bytes(), "shop.tenet")
    done = tenet("review", "shop.tenet", "--format", "html", "-o", "shop.html")
    assert (done.code, done.out) == (0, "shop.html: written\n")
    result = review(drawn, WELL_ARCHITECTED, ALL_CHECKS)
    expected = review_html(drawn, result, improvement_plan(drawn, result, ALL_CHECKS))
    assert (tmp_path / "shop.html").read_text("utf-8") == expected
    done = tenet("review", "shop.tenet", "-o", "shop.txt")
    assert done.code == 2
    assert "--output needs --format json or html" in done.err
    assert tenet("review", "shop.tenet", "--format", "html", "-o", "no/where.html").code == 2
