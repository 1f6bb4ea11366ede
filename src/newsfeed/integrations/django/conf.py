"""The setting `NEWSFEED` of a Django project: its keys, their checks, and the clock.

    NEWSFEED = {"PUBLISHER": "The Harbour Desk", "FEEDS": {"rss": "/feed.rss", "atom": "/feed.atom"}}

`manage.py check` names a wrong key or value.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final, TypedDict, cast

from django.conf import settings

from newsfeed.model import Usage
from newsfeed.plugins import registry

NAME: Final = "NEWSFEED"
"""The name of the setting."""


class NewsfeedSettings(TypedDict, total=False):
    """The keys of the setting.

    Attributes:
        STRICT: True to raise `WriteError` for a value of a feed class that the model cannot hold; False (the default) to log
            a warning and leave it out.
        PUBLISHER: the name of the outlet that answers for stories without a publisher.
        FEEDS: the addresses of feeds that `{% newsfeed_head %}` names in pages, by the names of their formats.
        USAGE: what machines may do with stories and feeds that do not say it themselves, for feeds and `{% newsfeed_head %}`.
        CLOCK: returns the present as an aware datetime, which decides about embargoes; the clock of the system by default.
    """

    STRICT: bool
    PUBLISHER: str
    FEEDS: Mapping[str, str]
    USAGE: Usage
    CLOCK: Callable[[], datetime]


def newsfeed_settings() -> NewsfeedSettings:
    """Return the setting of the project, {} if it has none."""
    return cast("NewsfeedSettings", getattr(settings, NAME, {}))


def present() -> datetime:
    """Return the present, by the clock of the project. Aware datetime."""
    clock = newsfeed_settings().get("CLOCK")
    return clock() if clock else datetime.now(UTC)


def problems(value: object) -> Iterator[str]:
    """Yield the mistakes in the value of the setting, each with its remedy."""
    if not isinstance(value, Mapping):
        yield f"{NAME} is {type(value).__name__}, must be a dict"
        return
    for key in value:
        if key not in NewsfeedSettings.__annotations__:
            names = ", ".join(NewsfeedSettings.__annotations__)
            yield f"{NAME} has no key {key!r:.64}; its keys are {names}"
    if not isinstance(value.get("STRICT", False), bool):
        yield f"{NAME}['STRICT'] is {value['STRICT']!r:.64}, must be True or False"
    publisher = value.get("PUBLISHER", "any")
    if not (isinstance(publisher, str) and publisher.strip()):
        yield f"{NAME}['PUBLISHER'] is {publisher!r:.64}, must be the name of the outlet"
    if not isinstance(value.get("USAGE"), Usage | None):
        yield f"{NAME}['USAGE'] is {type(value['USAGE']).__name__}, must be a newsfeed.Usage"
    if not callable(value.get("CLOCK", datetime.now)):
        yield f"{NAME}['CLOCK'] is {type(value['CLOCK']).__name__}, must be a function that returns an aware datetime"
    yield from _feed_problems(value.get("FEEDS", {}))


def _feed_problems(feeds: object) -> Iterator[str]:
    if not isinstance(feeds, Mapping):
        yield f"{NAME}['FEEDS'] is {type(feeds).__name__}, must be a dict of addresses by format"
        return
    names = [target.name for target in registry]
    for name, address in feeds.items():
        if name not in names:
            yield f"{NAME}['FEEDS'] names the format {name!r:.64}; the formats are {', '.join(names)}"
        if not (isinstance(address, str) and address):
            yield f"{NAME}['FEEDS'][{name!r:.64}] is {address!r:.64}, must be an address such as '/feed.rss'"
