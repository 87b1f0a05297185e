"""What a stated number of days says of backups, the same in every language that states one."""

_MOST_DAYS = 35


def kept_backups(days: int | None) -> tuple[int | None, bool | None]:
    """Return the days that backups are kept, and whether there are any; None is not stated.

    0 days turn backups off; more than AWS keeps automatic ones (35) are no such days.
    """
    if days is None:
        return None, None
    return (days if 1 <= days <= _MOST_DAYS else None), days > 0
