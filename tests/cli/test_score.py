"""`tenet score`: its shape, its exit codes, and the same bytes every time."""

import json
from pathlib import Path
from typing import Any

import pytest

from designer.rules import ALL_RULES
from designer.rules.tenets import Tenet as TenetOf
from designer.scoring.engine import score
from designer.scoring.scorecard_json import to_data
from designer.storage.diagram_file import read, to_text
from tests.builders import diagram
from tests.cli.conftest import Tenet


def test_json_is_the_score_of_the_window(tenet: Tenet, shop: str, tmp_path: Path) -> None:
    done = tenet("score", shop, "--format", "json")
    assert (done.code, done.err) == (0, "")
    design = read(tmp_path / shop)
    assert json.loads(done.out) == to_data(score(design), design)


def test_several_files_give_a_list(tenet: Tenet, shop: str) -> None:
    done = tenet("score", shop, shop, "--format", "json")
    rows: list[dict[str, Any]] = json.loads(done.out)
    assert [sorted(row) for row in rows] == [["file", "score"]] * 2
    assert rows[0] == rows[1]
    assert rows[0]["score"] == json.loads(tenet("score", shop, "--format", "json").out)


def test_the_table_shows_every_tenet_and_part(tenet: Tenet, shop: str) -> None:
    done = tenet("score", shop)
    assert (done.code, done.err) == (0, "")
    lines = done.out.split("\n")
    assert lines[0].strip() == "Shop (shop.tenet)"
    assert lines[1].startswith("Overall ")
    for tenet_of in TenetOf:
        assert sum(line.startswith(tenet_of.title) for line in lines) == 1
    for part in (
        "of failure",
        "Availability",
        "Recovery (strategy: ",
        "What is drawn: ",
        "Fix this first: ",
        "Figures: ",
    ):
        assert part in done.out
    assert any(rule.id in done.out for rule in ALL_RULES)
    assert max(len(line) for line in lines) <= 100


def test_what_together_breaks_it(tenet: Tenet, shop: str) -> None:
    found = json.loads(tenet("score", shop, "--format", "json").out)["cut_sets"]
    assert (found["order"], found["asked"], found["note"]) == (3, 3, "")
    combined = [cut for cut in found["sets"] if cut["order"] > 1]
    assert combined
    table = " ".join(tenet("score", shop).out.split())
    assert "What together breaks it" in table
    assert combined[0]["sentence"] in table
    alone = tenet("score", shop, "--cut-order", "1").out
    assert "What together breaks it" not in alone


@pytest.mark.parametrize("form", ["table", "json"])
def test_the_output_is_the_same_to_the_byte(form: str, tenet: Tenet, shop: str) -> None:
    first = tenet("score", shop, "--format", form, "--all")
    assert first.code == 0
    for environment in (
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4711", "COLUMNS": "40", "FORCE_COLOR": "1", "TERM": "xterm-256color"},
        {"LC_ALL": "C", "NO_COLOR": "1", "TZ": "Asia/Tokyo"},
    ):
        again = tenet("score", shop, "--format", form, "--all", **environment)
        assert again == first


def test_a_bar_that_is_not_reached_is_exit_code_1(tenet: Tenet, shop: str) -> None:
    overall = json.loads(tenet("score", shop, "--format", "json").out)["overall"]["score"]
    below = tenet("score", shop, "--fail-under", f"{overall + 1:.2f}")
    assert below.code == 1
    assert below.err.startswith(f"shop.tenet: {overall:.2f} is below ")
    above = tenet("score", shop, "--fail-under", f"{max(0, overall - 1):.2f}")
    assert (above.code, above.err) == (0, "")


def test_nothing_to_score_reaches_no_bar(tenet: Tenet, tmp_path: Path) -> None:
    (tmp_path / "empty.tenet").write_text(to_text(diagram("title Empty")), "utf-8")
    done = tenet("score", "empty.tenet")
    assert done.code == 0
    assert "Nothing in it can be scored." in done.out
    assert tenet("score", "empty.tenet", "--fail-under", "1").code == 1


def test_a_bad_file_outweighs_the_bar(tenet: Tenet, shop: str) -> None:
    done = tenet("score", "none.tenet", shop, "--fail-under", "100")
    assert done.code == 2
    assert "Shop (shop.tenet)" in done.out


def test_several_files_end_in_a_summary(tenet: Tenet, shop: str, tmp_path: Path) -> None:
    (tmp_path / "other.tenet").write_text(to_text(diagram("title Other\nusers u\n")), "utf-8")
    lines = tenet("score", shop, "other.tenet").out.split("\n")
    summary = lines[lines.index(next(line for line in lines if line.startswith("Summary"))) :]
    assert sum(line.startswith(("shop.tenet", "other.tenet")) for line in summary) == 2


def test_text_from_a_file_cannot_mark_up_or_steer(tenet: Tenet, tmp_path: Path) -> None:
    hostile = "[bold red]x[/] :boom: [link=file:///etc]a[/link] <b>"
    design = diagram(f'title {hostile}\nusers u "Users"\nec2 web "{hostile}"\nu -> web')
    (tmp_path / "x.tenet").write_text(to_text(design), "utf-8")
    out = tenet("score", "x.tenet", "--all").out
    assert out.startswith(f"{hostile} (x.tenet)")
    assert all(char.isprintable() or char == "\n" for char in out)


def test_what_is_accepted_is_told_with_and_without_its_points(tenet: Tenet, tmp_path: Path) -> None:
    design = diagram("""
        title Site
        users u
        region r eu-west-1
          s3 b off:versioning
        u -> b
        accept DU-03:b the content is made anew every night
        accept FT-01:old-gateway it was the only one
    """)
    (tmp_path / "site.tenet").write_text(to_text(design), encoding="utf-8")
    data = json.loads(tenet("score", "site.tenet", "--format", "json").out)
    row = next(row for row in data["tenets"] if row["tenet"] == "durability")
    assert row["with_accepted"] > row["score"]
    assert data["overall"]["with_accepted"] > data["overall"]["score"]
    assert data["waivers_not_needed"] == [
        {"key": "FT-01:old-gateway", "reason": "it was the only one"}
    ]
    table = " ".join(tenet("score", "site.tenet").out.split())
    assert f"{data['overall']['with_accepted']:.1f} without what is accepted" in table
    assert "(the content is made anew every night)" in table
    assert "1 acceptance no longer needed" in table


def test_growth_is_proved_when_asked_for(tenet: Tenet, shop: str, tmp_path: Path) -> None:
    plain = json.loads(tenet("score", shop, "--format", "json").out)["capacity"]
    assert plain["proof"] is None
    proved = json.loads(tenet("score", shop, "--prove", "--format", "json").out)["capacity"]
    assert proved["proof"] == {"load_rps": plain["grown_rps"], "cut": plain["stops"]}
    table = " ".join(tenet("score", shop, "--prove").out.split())
    assert "A maximum flow proves" in table
    assert plain["sentence"] in table
    assert "A maximum flow" not in tenet("score", shop).out


def test_chains_and_what_never_comes_back_are_told(tenet: Tenet, tmp_path: Path) -> None:
    text = "users u\nregion r eu-west-1\n  ec2 x\n  rds db automatic_backups\nu -> x -> db"
    (tmp_path / "one.tenet").write_text(to_text(diagram(text)), "utf-8")
    told = " ".join(tenet("score", "one.tenet").out.split())
    assert "detect 5 min + decide 25 min" in told
    assert "unrecoverable" in told
    data = json.loads(tenet("score", "one.tenet", "--format", "json").out)
    for row in data["recovery"]["rows"] + data["recovery"]["workload"]:
        assert row["unrecoverable"] == (row["rto_s"] is None or row["rpo_s"] is None)
        if row["rto_s"] is not None:
            assert row["rto_s"] == sum(step["seconds"] for step in row["chain"])
