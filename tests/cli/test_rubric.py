"""`tenet rubric`: begin one, check it, make one from a lens."""

import json
from pathlib import Path

from tests.cli.conftest import Tenet


def test_a_new_rubric_is_sound_and_is_not_written_over(quick: Tenet, tmp_path: Path) -> None:
    assert quick("rubric", "new", "-o", "web.rubric.toml").code == 0
    text = (tmp_path / "web.rubric.toml").read_text("utf-8")
    done = quick("rubric", "check", "web.rubric.toml")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("web.rubric.toml: sound: Highly available web shop, 100 points")
    again = quick("rubric", "new", "-o", "web.rubric.toml")
    assert (again.code, again.out) == (2, "")
    assert "is there already" in again.err
    assert quick("rubric", "new").out == text


def test_a_mistake_is_one_sentence_with_file_and_line(quick: Tenet, tmp_path: Path) -> None:
    (tmp_path / "bad.rubric.toml").write_text(
        'title = "T"\n[[criterion]]\ntitle = "C"\npoints = 1\nkind = "element"\nelement = "ecc2"\n'
    )
    done = quick("rubric", "check", "bad.rubric.toml", "none.rubric.toml")
    assert (done.code, done.out) == (2, "")
    first, second = done.err.splitlines()
    assert first == (
        "bad.rubric.toml: line 6, criterion 'C', element: there is no service, category or group "
        "called 'ecc2'; did you mean ec2?"
    )
    assert second.startswith("none.rubric.toml: ")


def test_a_lens_becomes_a_rubric(quick: Tenet, tmp_path: Path) -> None:
    lens = {
        "schemaVersion": "2021-11-01",
        "name": "Shop lens",
        "description": "What shops are asked.",
        "pillars": [
            {
                "id": "security",
                "name": "Security",
                "questions": [
                    {
                        "id": "sec_1",
                        "title": "Who may come in?",
                        "choices": [
                            {
                                "id": "sec_1_mfa",
                                "title": "A second factor",
                                "improvementPlan": {"displayText": "Ask for one."},
                            },
                            {"id": "sec_1_no", "title": "None of these"},
                        ],
                        "riskRules": [
                            {"condition": "sec_1_mfa && !sec_1_no", "risk": "NO_RISK"},
                            {"condition": "default", "risk": "HIGH_RISK"},
                        ],
                    }
                ],
            }
        ],
    }
    (tmp_path / "lens.json").write_text(json.dumps(lens))
    assert quick("rubric", "from-lens", "lens.json", "-o", "lens.rubric.toml").code == 0
    done = quick("rubric", "check", "lens.rubric.toml")
    assert done.out.splitlines() == [
        "lens.rubric.toml: sound: Shop lens, 1 point",
        "       +1  sec_1  Who may come in? (checklist, in Security)",
    ]
    del lens["pillars"]
    (tmp_path / "lens.json").write_text(json.dumps(lens))
    bad = quick("rubric", "from-lens", "lens.json")
    assert (bad.code, bad.out) == (2, "")
    assert bad.err == "lens.json: $.pillars: is missing\n"
