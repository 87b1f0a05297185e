"""Small words of the score's panels."""

from designer.ui.score_panel.wording import gain, points


def test_points_and_gains() -> None:
    assert (points(None), points(61.5)) == ("–", "62")
    assert (gain(4.25), gain(1.0), gain(-2.0)) == ("+4.2 points", "+1.0 point", "−2.0 points")
