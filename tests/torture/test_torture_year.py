"""What a year of daily syncs makes of a remote, told from fifteen days."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.sync_kit import bare
from tests.torture.years import Years

BEGUN, DAYS, YEAR = 3, 15, 365
MOST = 50_000_000
"""What a remote may hold after a year of a practice of five megabytes."""


@pytest.mark.no_cover
@pytest.mark.timeout(400)
def test_a_year_of_five_megabytes_leaves_fifty_at_most(tmp_path: Path) -> None:
    """What a day adds goes by the client's files it touches, and not by how many clients there are."""
    years = Years(tmp_path, bare(tmp_path / "practice.git"), clients=4)
    years.begin()
    first, size = years.weight, years.size
    for _ in range(BEGUN):
        years.live()
    begun = years.weight
    for _ in range(DAYS - BEGUN):
        years.live()
    a_day = (years.weight - begun) / (DAYS - BEGUN)
    year = first * 5_000_000 / size + a_day * YEAR
    assert year < MOST, f"{year / 1e6:.0f} MB"
    assert a_day > 5_000
