"""Validation of NewsML-G2: the schema first, then the rules that it cannot express, in one walk over the document."""

from collections.abc import Iterator
from typing import Final, cast

from lxml import etree

from newsfeed.errors import LimitError, ReadError, WriteError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.newsml.catalog_rules import CatalogScope, catalog_scope, check_qcodes
from newsfeed.formats.newsml.element_rules import ELEMENT_RULES, check_attributes
from newsfeed.formats.newsml.faults import ERROR, GUIDELINES, WARNING, XML_1_0, Fault, FaultLocator
from newsfeed.formats.newsml.item_context import ItemContext
from newsfeed.formats.newsml.item_rules import ITEM_RULES, check_zones
from newsfeed.formats.newsml.navigation import local_name
from newsfeed.formats.newsml.schema import check_schema
from newsfeed.formats.newsml.schema_names import CODED, ITEMS, NS, REFERENCES, XML_LANG
from newsfeed.io.xml import Document, parse
from newsfeed.model import Feed, Story
from newsfeed.plugins import CheckContext
from newsfeed.validation.faults import quote
from newsfeed.values.urns import id_to_iri

# This axis keeps the order of the document, where libxml2 has to sort the nodes of `//`.
_IDS: Final = etree.XPath("descendant-or-self::*[@id or @partid]")
_REFERRING: Final = etree.XPath(
    f"descendant-or-self::newsml:*[{' or '.join(f'@{name}' for name in sorted(REFERENCES))}]",
    namespaces={"newsml": NS.strip("{}")},
)
_CHECKED_ATTRIBUTES: Final = CODED | {"contenttype", "href", "tag", XML_LANG}
_REPORTED_ONCE: Final = ("newsml.qcode.no-catalog", "newsml.qcode.alias.not-listed")
"""Codes of findings about QCodes that are reported once for each item."""


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a document.

    Args:
        data: the bytes of the document.
        checking: limits, and the path of a schema of the user's own.

    Raises:
        OSError: the file of the schema cannot be read.
        ReadError: the file is not a schema.
    """
    try:
        document = parse(data, limits=checking.limits, transport=checking.encoding)
    except ReadError as error:
        yield _unreadable(error)
        return
    locator = FaultLocator(document)
    for finding in check_schema(locator, checking.schema):
        yield finding
        if finding.code == "newsml.schema.unknown-root":
            return
    for fault in _faults(document):
        yield locator.finding(fault)


def _unreadable(error: ReadError) -> Finding:
    if isinstance(error, LimitError):
        code = "newsml.xml.limit"
    else:
        code = "newsml.xml.not-well-formed" if "well-formed" in error.reason else "newsml.xml.unreadable"
    return Finding(
        severity=ERROR,
        code=code,
        message=f"the document {error.reason}",
        path="/",
        line=error.line or 1,
        column=error.column or 1,
        reference=XML_1_0,
    )


def _faults(document: Document) -> Iterator[Fault]:
    root = document.root
    if not isinstance(root.tag, str) or not root.tag.startswith(NS):
        return  # The schema has reported the root already.
    name = local_name(root)
    if name == "newsMessage":
        yield from _check_message(root)
    elif name in ITEMS:
        yield from _check_item(root)
    else:
        message = (
            f"<{name}> is not an item, so receivers of news may ignore it: put it into a <newsItem> or another item"
        )
        yield Fault(root, WARNING, "newsml.root.not-an-item", message)
    yield from _check_ids(root)


# --- message and items ------------------------------------------------------------------------------------------------


def _check_message(root: "etree._Element") -> Iterator[Fault]:
    versions: set[tuple[str | None, str]] = set()
    for part in root:
        if part.tag == f"{NS}header":
            yield from check_zones(part)
            yield from _check_elements(part, catalog_scope(part))
        elif part.tag == f"{NS}itemSet":
            for item in part.iterchildren(f"{NS}*"):
                yield from _check_message_item(item, versions)


def _check_message_item(item: "etree._Element", versions: set[tuple[str | None, str]]) -> Iterator[Fault]:
    """Check an item of a message.

    Args:
        item: the item.
        versions: guid and version of the items before it; its own are added.
    """
    if local_name(item) not in ITEMS:
        message = f"<{local_name(item)}> is not an item, but <itemSet> may contain items only: put it into an item"
        yield Fault(item, WARNING, "newsml.message.not-an-item", message)
        return
    guid, version = item.get("guid"), item.get("version", "1")
    if (guid, version) in versions:
        message = (
            f"version {quote(version, 16)} of the item {quote(str(guid), 64)} is in the message twice: "
            "remove one, or increase its version"
        )
        yield Fault(item, WARNING, "newsml.message.item.repeated", message, "@guid")
    versions.add((guid, version))
    yield from _check_item(item)


def _check_item(item: "etree._Element") -> Iterator[Fault]:
    for rule in ITEM_RULES:
        yield from rule(item)
    yield from _check_elements(item, catalog_scope(item))


def _check_elements(top: "etree._Element", scope: CatalogScope) -> Iterator[Fault]:
    """Apply the rules for single elements; the lack of a catalog is reported only once."""
    reported: set[str] = set()
    for element in top.iter(f"{NS}*"):
        rule = ELEMENT_RULES.get(str(element.tag))
        if rule is not None:
            yield from rule(element)
        attributes = [pair for pair in element.items() if pair[0] in _CHECKED_ATTRIBUTES]
        if not attributes:
            continue
        yield from check_attributes(element, attributes)
        for fault in check_qcodes(element, scope, attributes):
            if fault.code not in reported:
                yield fault
            if fault.code in _REPORTED_ONCE:
                reported.add(fault.code)


# --- ids --------------------------------------------------------------------------------------------------------------


def _check_ids(root: "etree._Element") -> Iterator[Fault]:
    """Check that ids are unique and that references lead to one; ids in content of other vocabularies count too."""
    ids: set[str] = set()
    for element in cast("list[etree._Element]", _IDS(root)):
        name = element.get("id") or element.get("partid") or ""
        # The schema has reported repeated ids of NewsML-G2's own elements already.
        if name in ids and not str(element.tag).startswith(NS):
            message = f"the id {quote(name, 64)} is used twice in the document: give each element its own id"
            yield Fault(element, WARNING, "newsml.id.repeated", message, "@id")
        ids.update(identifier for identifier in (element.get("id"), element.get("partid")) if identifier)
    for element in cast("list[etree._Element]", _REFERRING(root)):
        for name, value in element.items():
            if name in REFERENCES:
                yield from _check_reference(element, name, value, ids)


def _check_reference(element: "etree._Element", name: str, value: str, ids: set[str]) -> Iterator[Fault]:
    for identifier in value.split():
        if identifier not in ids:
            message = f"{name} is {quote(identifier, 64)}, but no element has this id: write an id in the document"
            yield Fault(element, ERROR, "newsml.reference.dangling", message, f"@{name}")


# --- the model --------------------------------------------------------------------------------------------------------


def check_model(feed: Feed) -> Iterator[Finding]:
    """Check a feed and its stories for values that cannot be written or that cause trouble for consumers."""
    dates = [date for story in feed.stories if (date := story.updated or story.published)]
    if not feed.updated and not dates:
        message = "the feed has no date for <sent>, which <header> requires: add updated"
        yield _model_finding(ERROR, "newsml.model.sent.missing", "feed.updated", message)
    if not feed.stories:
        message = "the feed has no stories, but a newsMessage requires at least one item: add a story"
        yield _model_finding(ERROR, "newsml.model.stories.missing", "feed.stories", message)
    for index, story in enumerate(feed.stories):
        yield from _check_story(story, feed, f"feed.stories[{index}]")


def _check_story(story: Story, feed: Feed, path: str) -> Iterator[Finding]:
    if not (story.updated or story.published or feed.updated):
        message = "the story has no date for <versionCreated>, which <itemMeta> requires: add updated or published"
        yield _model_finding(ERROR, "newsml.model.updated.missing", f"{path}.updated", message)
    if not story.publisher:
        try:
            ItemContext(feed=feed).placeholder_provider(story, path)
        except WriteError as error:
            yield _model_finding(ERROR, "newsml.model.provider.missing", error.path, error.reason)
    if id_to_iri(story.id) != story.id:
        message = (
            f"the id {quote(story.id, 64)} is not an absolute IRI and is written as a URN: "
            "write an IRI, such as a tag URI (RFC 4151)"
        )
        yield _model_finding(WARNING, "newsml.model.id.relative", f"{path}.id", message)
    if not story.headline:
        message = "the story has no headline, so consumers can hardly list it: add one"
        yield _model_finding(WARNING, "newsml.model.headline.missing", f"{path}.headline", message)
    if story.published and story.updated and story.published > story.updated:
        message = (
            "published is later than updated, so <firstCreated> is later than <versionCreated>: swap or correct them"
        )
        yield _model_finding(WARNING, "newsml.model.date.order", f"{path}.updated", message)


def _model_finding(severity: Severity, code: str, path: str, message: str) -> Finding:
    return Finding(severity=severity, code=code, message=message, path=path, reference=GUIDELINES)


__all__ = ["check", "check_model"]
