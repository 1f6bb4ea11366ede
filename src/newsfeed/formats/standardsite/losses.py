"""Losses of standard.site: the values that are not read back from the record that would be written."""

from collections.abc import Iterator
from typing import Any, Final

import attrs

from newsfeed.findings import Loss
from newsfeed.formats.standardsite.read import read_document, read_publication
from newsfeed.formats.standardsite.write import did_of, document, publication
from newsfeed.model import PRIVATE_FIELDS, Agent, Feed, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.rendering.lost_fields import differing_paths

_NO_MEMBER: Final = "standard.site has no member that it is read back from"
_NO_ACCOUNT: Final = "contributors are accounts of the AT Protocol, and same_as of this one has no did:"
_PRIVATE: Final = "it is for newsrooms only, and standard.site is for readers"
_BLOB: Final = "pictures are blobs, which the server of an account makes when they are uploaded"
_REASONS: Final = {
    "id": "the id of a record is its at:// address, and the only other one that is read back is the url",
    "url": "addresses are those of a site on the web, without a slash at its end, and a path that begins with one",
    "language": "the language is that of the parts of an explainer, and a plain text has none",
    "publisher": "standard.site has the publication, and no publisher besides it",
    "summary": "a description is plain text",
    "description": "a description is plain text",
    "media": _BLOB,
    "icon": _BLOB,
    "logo": _BLOB,
}


def losses(story: Story) -> Iterator[Loss]:
    """Yield a loss for each value of a story that does not come back."""
    if story.status != "usable":
        yield Loss("story", f"the story is {story.status}, and publications contain only usable stories")
        return
    after = read_document(document(story), LenientReader(ReadContext()))
    for field in attrs.fields(Story):
        before, path = getattr(story, field.name), f"story.{field.name}"
        if after is not None and field.name in ("authors", "contributors"):
            yield from _agent_losses(before, getattr(after, field.name), path)
        else:
            yield from _differences(before, getattr(after, field.name, None), path)


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield a loss for each value of a feed without its stories that does not come back."""
    after = read_publication(publication(feed), LenientReader(ReadContext()))
    yield from _differences(attrs.evolve(feed, stories=()), after, "feed")


def _agent_losses(before: tuple[Agent, ...], after: tuple[Agent, ...], path: str) -> Iterator[Loss]:
    """Yield the losses of agents, each compared with the contributor that it is written as."""
    remaining = iter(after)
    for index, agent in enumerate(before):
        if did_of(agent) is None:
            yield Loss(f"{path}[{index}]", _NO_ACCOUNT)
        else:
            yield from _differences(agent, next(remaining, None), f"{path}[{index}]")


def _differences(before: Any, after: Any, path: str) -> Iterator[Loss]:
    """Yield a loss for each value that differs."""
    for lost_path in differing_paths(before, after, path):
        name = lost_path.partition(".")[2]
        yield Loss(lost_path, _PRIVATE if name in PRIVATE_FIELDS else _REASONS.get(name, _NO_MEMBER))
