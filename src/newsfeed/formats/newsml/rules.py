"""Validation of NewsML-G2: the schema first, then what it cannot say, in one walk over the document."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from newsfeed.errors import LimitError, ReadError, WriteError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.newsml import schema
from newsfeed.formats.newsml.item_rules import (
    BY_ELEMENT,
    BY_ITEM,
    ERROR,
    LANG,
    WARNING,
    N,
    Scope,
    codes,
    links,
    scope_of,
)
from newsfeed.formats.newsml.parties import provider
from newsfeed.formats.newsml.places import Fault, finder, local
from newsfeed.formats.newsml.vocabulary import (
    CODED,
    GUIDELINES,
    ITEMS,
    REFERENCES,
    RFC_3085,
    RFC_3987,
    RFC_5646,
    XML_1_0,
)
from newsfeed.io.xml import Document, parse
from newsfeed.model import Feed, Story
from newsfeed.plugins import CheckContext
from newsfeed.values.ids import iri_of

_IDS: Final = etree.XPath("//*[@id or @partid]")
_WATCHED: Final = CODED | {"href", "tag", LANG}
_OF_OTHERS: Final = {
    "newsml.guid.urn-newsml": RFC_3085,
    "newsml.href.form": RFC_3987,
    "newsml.language.invalid": RFC_5646,
}
_NO_SCOPE: Final = Scope(frozenset(), complete=False, listed=True, standard=False)


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a document.

    Args:
        data: its bytes.
        checking: what it may use, and a schema of the user's own.

    Raises:
        OSError: there is no schema of the user's at its path.
        ReadError: it is no schema.
    """
    try:
        document = parse(data, limits=checking.limits)
    except ReadError as error:
        yield _unreadable(error)
        return
    for finding in schema.check(document, checking.schema):
        yield finding
        if finding.code == "newsml.schema.unknown-root":
            return
    found = finder(document)
    for element, severity, code, message, step in _faults(document):
        yield found(element, severity, code, message, step, _OF_OTHERS.get(code, GUIDELINES))


def _unreadable(error: ReadError) -> Finding:
    if isinstance(error, LimitError):
        code = "newsml.xml.limit"
    else:
        code = "newsml.xml.not-well-formed" if "well-formed" in error.reason else "newsml.xml.unreadable"
    return Finding(
        severity=Severity.ERROR,
        code=code,
        message=f"the document {error.reason}",
        path="/",
        line=error.line or 1,
        column=error.column or 1,
        reference=XML_1_0,
    )


def _faults(document: Document) -> Iterator[Fault]:
    root = document.root
    if not isinstance(root.tag, str) or not root.tag.startswith(N):
        return  # the schema has said so
    if root.tag == f"{N}newsMessage":
        yield from _message(root)
    elif local(root) in ITEMS:
        yield from _item(root)
    else:
        message = f"{local(root)} is a part of an item and cannot travel alone: put it into a newsItem or another item"
        yield root, ERROR, "newsml.root.not-an-item", message, ""
    yield from _references(root)


# --- message and items ------------------------------------------------------------------------------------------------


def _message(root: "etree._Element") -> Iterator[Fault]:
    seen: set[tuple[str | None, str]] = set()
    for part in root:
        if part.tag == f"{N}header":
            yield from _walk(part, scope_of(part))
        elif part.tag == f"{N}itemSet":
            for item in part.iterchildren(f"{N}*"):
                yield from _sent(item, seen)


def _sent(item: "etree._Element", seen: set[tuple[str | None, str]]) -> Iterator[Fault]:
    if local(item) not in ITEMS:
        message = f"itemSet holds items, and {local(item)} is none: put it into an item"
        yield item, ERROR, "newsml.message.not-an-item", message, ""
        return
    key = (item.get("guid"), item.get("version", "1"))
    if key in seen:
        message = (
            f"version {key[1]:.16} of {key[0]!s:.64} is in the message twice: take one out, or count the version up"
        )
        yield item, WARNING, "newsml.message.item.repeated", message, "@guid"
    seen.add(key)
    yield from _item(item)


def _item(item: "etree._Element") -> Iterator[Fault]:
    for rule in BY_ITEM:
        yield from rule(item)
    yield from _walk(item, scope_of(item))


def _walk(top: "etree._Element", scope: Scope) -> Iterator[Fault]:
    """Try the rules of single elements; that there is no catalog at all is said once."""
    missed = False
    for element in top.iter(f"{N}*"):
        rule = BY_ELEMENT.get(str(element.tag))
        if rule is not None:
            yield from rule(element)
        pairs = [pair for pair in element.items() if pair[0] in _WATCHED]
        if not pairs:
            continue
        yield from links(element, pairs)
        for fault in codes(element, _NO_SCOPE if missed else scope, pairs):
            yield fault
            if fault[2] == "newsml.qcode.no-catalog":
                missed = True
                break


# --- ids --------------------------------------------------------------------------------------------------------------


def _references(root: "etree._Element") -> Iterator[Fault]:
    """What is referred to is in the document; ids in content of other vocabularies count, and are used once."""
    ids: set[str] = set()
    found = _IDS(root)
    assert isinstance(found, list)  # noqa: S101
    for element in found:
        assert isinstance(element, etree._Element)  # noqa: S101
        name = element.get("id") or element.get("partid") or ""
        if name in ids and not str(element.tag).startswith(N):
            message = f"the id {name:.64} is in the document twice: give each element its own"
            yield element, WARNING, "newsml.id.repeated", message, "@id"
        ids.update(each for each in (element.get("id"), element.get("partid")) if each)
    for element in root.iter(f"{N}*"):
        for name, value in element.items():
            if name in REFERENCES:
                yield from _dangling(element, name, value, ids)


def _dangling(element: "etree._Element", name: str, value: str, ids: set[str]) -> Iterator[Fault]:
    for each in value.split():
        if each not in ids:
            message = f"{name} is {each:.64}, and no element has this id: write that of one that is in the document"
            yield element, ERROR, "newsml.reference.dangling", message, f"@{name}"


# --- the model --------------------------------------------------------------------------------------------------------


def check_model(feed: Feed) -> Iterator[Finding]:
    """Say what of a feed and its stories cannot be written, or would trouble those who read it."""
    dates = [date for story in feed.stories if (date := story.updated or story.published)]
    if not feed.updated and not dates:
        yield _of_model(
            ERROR, "newsml.model.sent.missing", "feed.updated", "header/sent is required: give the feed's updated"
        )
    if not feed.stories:
        message = "a newsMessage carries at least one item: give a story"
        yield _of_model(ERROR, "newsml.model.stories.missing", "feed.stories", message)
    for index, story in enumerate(feed.stories):
        yield from _check_story(story, feed, f"feed.stories[{index}]")


def _check_story(story: Story, feed: Feed, path: str) -> Iterator[Finding]:
    if not (story.updated or story.published or feed.updated):
        message = "versionCreated is required (itemMeta): give updated or published"
        yield _of_model(ERROR, "newsml.model.updated.missing", f"{path}.updated", message)
    try:
        provider(story, feed, "uri", single=False, path=path)
    except WriteError as error:
        yield _of_model(ERROR, "newsml.model.provider.missing", error.path, error.reason)
    if iri_of(story.id) != story.id:
        message = f"{story.id!r:.64} is no absolute IRI and is written as a URN: give one such as a tag URI (RFC 4151)"
        yield _of_model(WARNING, "newsml.model.id.relative", f"{path}.id", message)
    if not story.headline:
        message = "a newsItem without a headline is hard to list: give one"
        yield _of_model(WARNING, "newsml.model.headline.missing", f"{path}.headline", message)
    if story.published and story.updated and story.published > story.updated:
        message = "firstCreated would be after versionCreated: exchange or correct published and updated"
        yield _of_model(WARNING, "newsml.model.date.order", f"{path}.updated", message)


def _of_model(severity: Severity, code: str, path: str, message: str) -> Finding:
    return Finding(severity=severity, code=code, message=message, path=path, reference=GUIDELINES)


__all__ = ["check", "check_model"]
