"""Whole numbers in feeds: those without doubt are read, others are None."""

import pytest

from newsfeed.values.numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("1234", 1234),
        ("+7", 7),
        (" 12 ", 12),
        ("1,234", 1234),
        ("1 234 567", 1234567),
        ("1'234'567", 1234567),
        ("12.0", 12),
        ("12.", 12),
        ("34 bytes", 34),
        ("640PX", 640),
        ("٣٤", 34),  # digits of another script
        ("9" * 40, int("9" * 40)),
        ("1" * 34 + " bytes", int("1" * 34)),
    ],
)
def test_numbers_without_doubt_are_read(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-1", "1.5", "1.234", "1,23", "1,234.567", "1,234 567", "1GB", "twelve", "12 13", "²",
        "9" * 41, "1" * 35 + " bytes",
    ],
)  # fmt: skip
def test_numbers_in_doubt_are_none(text: str) -> None:
    assert whole_number(text) is None
