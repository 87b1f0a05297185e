"""`tenet quiz`: a sheet with a key, and the same as JSON."""

import json
from pathlib import Path

from designer.resources import samples_folder
from tests.cli.conftest import Tenet

SAMPLE = str(samples_folder() / "three-tier.tenet")


def test_sheet_and_json_ask_the_same(tenet: Tenet, tmp_path: Path) -> None:
    done = tenet("quiz", SAMPLE, "--count", "5", "--seed", "2", "-o", "sheet.md")
    assert (done.code, done.err) == (0, "")
    sheet = (tmp_path / "sheet.md").read_text("utf-8")
    data = json.loads(tenet("quiz", SAMPLE, "--count", "5", "--seed", "2", "--format", "json").out)
    assert len(data["questions"]) == 5
    questions, key = sheet.split("## Key")
    for number, question in enumerate(data["questions"], 1):
        letter = "ABCDEFGH"[question["answer"]]
        assert f"**{number}.** " in questions
        assert f"\n{number}. **{letter}: " in key
    assert questions.count("- [ ] ") == sum(len(q["options"]) for q in data["questions"])
