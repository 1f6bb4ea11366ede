"""Reading NewsML 1, the predecessor of NewsML-G2: its items with their news lines, their text and their pictures."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, cast

from lxml import etree

from newsfeed.errors import ReadError
from newsfeed.formats.newsml.concepts import NEWSCODES
from newsfeed.formats.newsml.navigation import child, child_elements, children, local_name, one_line, raw_text
from newsfeed.formats.newsml.read import further
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.nitf_account import account_for_metadata
from newsfeed.formats.newsml.read.nitf_document import nitf_fields
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.read_values import Values
from newsfeed.formats.newsml.xhtml11 import inner_html, restore_html5
from newsfeed.model import Category, Feed, Media, Organization, Person, Place, Rights, Status, Story
from newsfeed.reading.fields import FeedFields, StoryFields
from newsfeed.values.escaping import escape
from newsfeed.values.xml_chars import fold

_SUBJECT_CODES: Final = f"{NEWSCODES}subjectcode/"
_STATUSES: Final[dict[str, Status]] = {
    "usable": "usable",
    "embargoed": "withheld",
    "withheld": "withheld",
    "canceled": "canceled",
}
_MEDIUMS: Final = {"photo": "image", "graphic": "image", "video": "video", "audio": "audio"}
_WITHOUT_INFORMATION: Final = frozenset(("Duid", "Euid"))


def read_newsml1(reader: ElementReader, root: "etree._Element") -> Feed:
    """Read a `<NewsML>` document as a feed of its items.

    Raises:
        ReadError: it has no item.
    """
    if child(root, "NewsItem") is None:
        line, column = reader.document.position(root)
        raise ReadError("has no story: its root element is <NewsML>, which has no <NewsItem>", line=line, column=column)
    envelope = child(root, "NewsEnvelope")
    sender = _formal_name(child(envelope, "SentFrom", "Party"))
    fields: FeedFields = {
        "updated": _date(reader, child(envelope, "DateAndTime")),
        "publisher": Organization(name=sender) if sender else None,
    }
    if envelope is not None:
        _account(reader, envelope, Values(fields, QCodeResolver()), ("updated", "publisher"))
    for catalog in children(root, "Catalog"):
        further.note_element(reader, catalog)
    stories = [_read_item(reader, item) for item in children(root, "NewsItem")]
    fields["stories"] = tuple(story for story in stories if story is not None)
    return reader.focus(root).build(Feed, fields) or Feed(stories=fields["stories"])


def _read_item(reader: ElementReader, item: "etree._Element") -> Story | None:
    body, nitf = _read_content(reader, item)
    fields = _metadata(reader, item)
    merged = {**body, **{name: value for name, value in fields.items() if value}}
    if nitf is not None:
        account_for_metadata(reader, nitf, Values(merged, QCodeResolver()))
    _account(reader, item, Values(merged, QCodeResolver()), tuple(merged))
    return reader.focus(item).story(cast("StoryFields", merged))


def _metadata(reader: ElementReader, item: "etree._Element") -> StoryFields:
    identifier = child(item, "Identification", "NewsIdentifier")
    management = child(item, "NewsManagement")
    lines = _first(item, "NewsLines")
    languages = [name for element in item.iter("{*}Language") if (name := _formal_name(element))]
    keywords = [one_line(element) for element in children(lines, "KeywordLine")]
    byline = one_line(child(lines, "ByLine"))
    copyright_line = one_line(child(lines, "CopyrightLine"))
    provider = _formal_name(_first(item, "Provider", "Party"))
    slugline = one_line(child(lines, "SlugLine")) or one_line(child(item, "Identification", "NameLabel"))
    return {
        "id": one_line(child(identifier, "PublicIdentifier")),
        "version": reader.focus(identifier).whole_number(one_line(child(identifier, "RevisionId")) or None, minimum=1),
        "published": _date(reader, child(management, "FirstCreated")),
        "updated": _date(reader, child(management, "ThisRevisionCreated")),
        "status": _STATUSES.get(_formal_name(child(management, "Status")).lower()),
        "urgency": _urgency(management),
        "headline": one_line(child(lines, "HeadLine")),
        "summary": one_line(child(lines, "SubHeadLine")),
        "byline": byline,
        "authors": (Person(name=byline),) if byline else (),
        "dateline": one_line(child(lines, "DateLine")),
        "creditline": one_line(child(lines, "CreditLine")),
        "slugline": slugline,
        "keywords": tuple(filter(None, keywords)),
        "rights": Rights(notice=copyright_line) if copyright_line else None,
        "language": reader.focus(item).language(languages[0] if languages else None),
        "publisher": Organization(name=provider) if provider else None,
        "source_name": _formal_name(_first(item, "Source", "Party")),
        "categories": tuple(_categories(item)),
        "genre": tuple(Category(term=name) for element in item.iter("{*}Genre") if (name := _formal_name(element))),
        "places": tuple(dict.fromkeys(_places(item))),
        "media": tuple(_media(reader, item)),
    }


def _first(item: "etree._Element", *names: str) -> "etree._Element | None":
    """Return the first descendant of a name, or a descendant of it by a chain of names."""
    element = next(item.iter(f"{{*}}{names[0]}"), None)
    return child(element, *names[1:])


def _formal_name(element: "etree._Element | None") -> str:
    return "" if element is None else fold(element.get("FormalName", ""))


def _date(reader: ElementReader, element: "etree._Element | None") -> datetime | None:
    return None if element is None else reader.focus(element).date(raw_text(element))


def _urgency(management: "etree._Element | None") -> int | None:
    text = _formal_name(child(management, "Urgency"))
    return int(text) if text.isascii() and len(text) == 1 and "1" <= text <= "9" else None


def _categories(item: "etree._Element") -> Iterator[Category]:
    """Yield the most exact subject code of each group."""
    for code in item.iter("{*}SubjectCode"):
        for kind in ("SubjectDetail", "SubjectMatter", "Subject"):
            names = [name for element in children(code, kind) if (name := _formal_name(element))]
            yield from (Category(term=name, scheme=_SUBJECT_CODES) for name in names)


def _places(item: "etree._Element") -> Iterator[Place]:
    for location in item.iter("{*}Location"):
        values = [fold(part.get("Value", "")) for part in children(location, "Property")]
        if name := ", ".join(filter(None, values)):
            yield Place(name=name)


# --- content ----------------------------------------------------------------------------------------------------------


def _media(reader: ElementReader, item: "etree._Element") -> Iterator[Media]:
    for content in item.iter("{*}ContentItem"):
        if not content.get("Href"):
            continue
        medium = _MEDIUMS.get(_formal_name(child(content, "MediaType")).lower())
        mime_type = _formal_name(child(content, "MimeType")) or None
        size = _first(content, "SizeInBytes")
        media = reader.focus(content).build(
            Media,
            {
                "url": reader.link_attribute(content, "Href"),
                "type": mime_type,
                "medium": None if mime_type else medium,
                "length": reader.whole_number(one_line(size) or None),
            },
        )
        if media is not None:
            yield media


def _read_content(reader: ElementReader, item: "etree._Element") -> "tuple[StoryFields, etree._Element | None]":
    """Read the first text of an item: NITF, XHTML or plain."""
    for data in item.iter("{*}DataContent"):
        root = next(child_elements(data), None)
        if root is not None and local_name(root) == "nitf":
            return nitf_fields(reader, root), root
        if root is not None:
            body = next(data.iter("{*}body", "{*}body.content"), data)
            html = inner_html(restore_html5(body))
            return cast("StoryFields", reader.focus(data).body(html)), None
        if text := raw_text(data).strip():
            paragraphs = [fold(paragraph) for paragraph in text.split("\n\n")]
            html = "".join([f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs if paragraph])
            return cast("StoryFields", reader.focus(data).body(html)), None
    return {}, None


# --- account ----------------------------------------------------------------------------------------------------------


def _account(reader: ElementReader, element: "etree._Element", values: Values, names: tuple[str, ...]) -> None:
    """Report the content of an element that is not among the values of some fields."""
    known_values = values.of(*names)
    for node in child_elements(element):
        if local_name(node) == "DataContent":
            continue
        for attribute, value in node.items():
            can_be_known = len(value) > 1 or local_name(node) == "Urgency"
            is_known = str(attribute) in _WITHOUT_INFORMATION or (can_be_known and values.has(str(value), known_values))
            if not is_known and further.says_something(str(attribute), str(value)):
                further.note_attribute(reader, node, str(attribute), str(value))
        text = " ".join((node.text or "").split())
        if text and not values.has(text, known_values):
            further.note_text(reader, node, text)
        _account(reader, node, values, names)
