"""Documents for the validator page."""

import newsfeed
from tests.browser.site import example_feed

_FAULTS = (
    (b"<description>", b"<tide>high</tide>\n<description>"),
    (b'<guid isPermaLink="false">', b'<guid isPermaLink="maybe">'),
    (b"GMT</pubDate>", b"</pubDate>"),
    (b"<language>en</language>", b"<language>english</language>"),
)


def faulty_feed() -> bytes:
    """Return the feed of the example stories in RSS, with some mistakes that feeds have.

    Raises:
        ValueError: the feed has no place for a mistake.
    """
    document = newsfeed.dumps(example_feed(), "rss")
    for correct, wrong in _FAULTS:
        if correct not in document:
            raise ValueError(f"the feed has no {correct!r}")
        document = document.replace(correct, wrong, 1)
    return document
