"""Values of stories that are valid one by one and that no program can act on: languages of no list, and ids of two stories."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from newsfeed.findings import Finding, Severity
from newsfeed.model import Feed, Story
from newsfeed.values.escaping import quoted
from newsfeed.values.languages import is_registered_language, tag_of_name

SHARED_ID: Final = "story.id.shared"
"""The code of findings about an id that another story of the feed has."""

UNLISTED_LANGUAGE: Final = "story.language.unlisted"
"""The code of findings about a language that no list has."""

_SAME_FAULT: Final = {SHARED_ID: ("id.duplicate", "id.repeated"), UNLISTED_LANGUAGE: ("lang", "language")}
"""Parts of the codes by which the rules of formats report the same fault."""


class ValueFault(NamedTuple):
    """A fault of a value.

    Attributes:
        code: the code of the finding.
        path: the field, relative to the story or feed, such as `media[0].language`.
        message: what is wrong, and the remedy.
    """

    code: str
    path: str
    message: str

    def finding(self, path: str, *, line: int | None = None, column: int | None = None) -> Finding:
        """Return the finding.

        Args:
            path: the path of the value in the document or model.
            line, column: its position in the document, counted from 1; None if unknown.
        """
        return Finding(
            severity=Severity.WARNING, code=self.code, message=self.message, path=path, line=line, column=column
        )


def shared_ids(stories: Iterable[Story]) -> Iterator[tuple[int, ValueFault]]:
    """Yield the index of each story that has the id of an earlier one, with the fault."""
    earlier: dict[str, int] = {}
    for index, story in enumerate(stories):
        first = earlier.setdefault(story.id, index)
        if first != index:
            message = (
                f"the id {quoted(story.id)} is that of story {first + 1} as well, so readers show only one of them: "
                "give each story an id of its own"
            )
            yield index, ValueFault(SHARED_ID, "id", message)


def unlisted_languages(item: Feed | Story) -> Iterator[ValueFault]:
    """Yield a fault for each language of a feed itself or of a story that is in no list, such as "english"."""
    languages = _feed_languages(item) if isinstance(item, Feed) else _story_languages(item)
    for path, tag in languages:
        if tag is not None and not is_registered_language(tag):
            known = tag_of_name(tag)
            remedy = f"write {known}" if known else "write a tag of BCP 47 such as en or de-CH"
            yield ValueFault(UNLISTED_LANGUAGE, path, f"{quoted(tag)} is the tag of no language: {remedy}")


def _feed_languages(feed: Feed) -> Iterator[tuple[str, str | None]]:
    yield "language", feed.language
    for index, link in enumerate(feed.links):
        yield f"links[{index}].language", link.language
    for index, subscription in enumerate(feed.subscriptions):
        yield f"subscriptions[{index}].language", subscription.language
    if feed.podcast:
        for index, transcript in enumerate(feed.podcast.transcripts):
            yield f"podcast.transcripts[{index}].language", transcript.language


def _story_languages(story: Story) -> Iterator[tuple[str, str | None]]:
    yield "language", story.language
    for name in ("media", "links", "press", "alternative_headlines", "translations"):
        for index, item in enumerate(getattr(story, name)):
            yield f"{name}[{index}].language", item.language
    if story.translation_of:
        yield "translation_of.language", story.translation_of.language
    if story.podcast:
        for index, transcript in enumerate(story.podcast.transcripts):
            yield f"podcast.transcripts[{index}].language", transcript.language
    for number, update in enumerate(story.updates):
        for index, medium in enumerate(update.media):
            yield f"updates[{number}].media[{index}].language", medium.language


def check_values(feed: Feed, reported: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings about the values of a feed to be written; paths begin with `feed`.

    Args:
        feed: the feed.
        reported: the findings so far; one about the same fault of the same story is not repeated.
    """
    known = [(finding.code, f"{finding.path}.") for finding in reported]
    faults = [("feed", fault) for fault in unlisted_languages(feed)]
    faults += [(f"feed.stories[{index}]", fault) for index, fault in shared_ids(feed.stories)]
    faults += [
        (f"feed.stories[{index}]", fault)
        for index, story in enumerate(feed.stories)
        for fault in unlisted_languages(story)
    ]
    for path, fault in faults:
        words = (fault.code, *_SAME_FAULT[fault.code])
        if not any(start.startswith(f"{path}.") and any(word in code for word in words) for code, start in known):
            yield fault.finding(f"{path}.{fault.path}")
