"""What threads and processes do with shared objects: each task returns text that must be the same wherever it runs."""

import io
import json
from collections.abc import Callable
from typing import Final

import newsfeed
from examples import full_feed, plain_story
from hostile.full_repr import full_repr
from newsfeed.errors import NewsfeedError
from newsfeed.explain import explain
from newsfeed.plugins import registry

FEED: Final = full_feed(stories=(full_feed().stories[0], *(plain_story(number) for number in range(2, 8))))
CACHE: Final = newsfeed.RenderCache()
RSS: Final = (
    b'<rss version="2.0"><channel><title>T</title><link>https://e.example.com/</link><description>D</description>'
    b"<item><title>A</title><guid>urn:x:1</guid><description>&lt;p onclick='x'&gt;Text &lt;b&gt;bold&lt;/b&gt;&lt;/p&gt;"
    b"</description><pubDate>5. September 2002 um 7:02 Uhr</pubDate></item></channel></rss>"
)
PAGE: Final = """Port Ellery votes to build the tidal barrier

What's happened
The council has voted to build a tidal barrier.

What the papers say
According to The Marl Courier, the vote "ends forty years of hoping".
"""


def _dumped(name: str, cache: newsfeed.RenderCache | None) -> str:
    item = FEED if registry[name].feed or registry[name].index else FEED.stories[0]
    options = {"cache": cache} if cache is not None and "cache" in registry[name].options else {}
    try:
        return newsfeed.dumps(item, name, **options).decode("utf-8", "surrogateescape")
    except NewsfeedError as error:
        return str(error)


def write_all() -> str:
    """Write a feed in every format, without a cache."""
    return json.dumps({described.name: _dumped(described.name, None) for described in registry if described.writes})


def write_cached() -> str:
    """Write a feed in every format that uses the cache, with the shared one."""
    return json.dumps({described.name: _dumped(described.name, CACHE) for described in registry if described.writes})


def read_all() -> str:
    """Read a feed and a page, whole and as a stream."""
    stories = list(newsfeed.iter_stories(io.BytesIO(RSS), "rss"))
    return full_repr([newsfeed.loads(RSS), stories, newsfeed.loads(PAGE, "text", defaults={"id": "urn:x:1"})])


def validate_all() -> str:
    """Check a document in every format that has rules, and a feed for a consumer."""
    findings = {"rss": [repr(finding) for finding in newsfeed.validate(RSS, "rss")]}
    for described in registry:
        if described.validates and described.writes:
            document = _dumped(described.name, None).encode("utf-8", "surrogateescape")
            findings[described.name] = [repr(finding) for finding in newsfeed.validate(document, described.name)]
    findings["profile"] = [repr(finding) for finding in newsfeed.validate(FEED, "rss", profile="msn")]
    return json.dumps(findings)


def lose_all() -> str:
    """Name the losses of every format."""
    return json.dumps(
        {
            described.name: [repr(loss) for loss in newsfeed.losses(FEED, described.name)]
            for described in registry
            if described.writes
        }
    )


def explain_some() -> str:
    """Explain the code of a finding."""
    return repr(explain("rss.item.guid.missing"))


TASKS: Final[dict[str, Callable[[], str]]] = {
    "write": write_all,
    "write with a cache": write_cached,
    "read": read_all,
    "validate": validate_all,
    "losses": lose_all,
    "explain": explain_some,
}


def run(name: str) -> str:
    """Run a task; for processes, which get its name."""
    return TASKS[name]()
