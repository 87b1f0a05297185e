import pytest

from designer.importers.backups import kept_backups


@pytest.mark.parametrize(
    ("days", "kept"),
    [
        (None, (None, None)),
        (0, (None, False)),
        (1, (1, True)),
        (35, (35, True)),
        (36, (None, True)),
        (-1, (None, False)),
    ],
)
def test_days_say_how_long_backups_are_kept_and_whether_there_are_any(
    days: int | None, kept: tuple[int | None, bool | None]
) -> None:
    assert kept_backups(days) == kept
