"""Documents for the validator page."""

import newsfeed
from newsfeed.http import Request
from newsfeed.http.validator import Validator, ValidatorSettings
from tests.browser.devtools import Responses
from tests.browser.site import BASE, NOW, PAGE, example_feed

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


def validator_responses() -> Responses:
    """Return the page of the validator about the faulty feed, without a server."""
    headers = {"Content-Type": "application/rss+xml", "Accept": "text/html"}
    request = Request(method="POST", query="name=feed.rss", headers=headers, body=faulty_feed())
    with Validator(ValidatorSettings(workers=1, clock=lambda: NOW)) as validator:
        return {f"{BASE}validate": (PAGE, b"".join(validator(request).body))}
