"""Subjects for messages of value checks."""

import pytest

import newsfeed
from newsfeed.validation.subjects import complete_message

FEED = """<rss version="2.0"><channel><title>A</title><link>https://example.org/</link><description>B</description>
<language>en</language>{}<item><title>C</title><guid isPermaLink="{}">tag:example.org,2024:c</guid></item></channel></rss>"""


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("write a number, not 'x'", "<ttl> is not valid: write a number, not 'x'"),
        ("end with the zone", "<ttl> is not valid: end with the zone"),
        ("the number 'x' is too large: write a smaller one", "the number 'x' is too large: write a smaller one"),
        ("writers differ: keep one", "writers differ: keep one"),
    ],
)
def test_only_remedies_get_a_subject(message: str, expected: str) -> None:
    assert complete_message(message, "<ttl>") == expected


def test_subject_is_the_element() -> None:
    report = newsfeed.validate(FEED.format("<ttl>soon</ttl>", "false"), "rss")
    assert "<ttl> is not valid: write a whole number of at least 1, not 'soon'" in [
        finding.message for finding in report
    ]


def test_subject_is_the_attribute() -> None:
    report = newsfeed.validate(FEED.format("", "maybe"), "rss")
    expected = "the attribute isPermaLink of <guid> is not valid: write one of false, true, not 'maybe'"
    assert expected in [finding.message for finding in report]
