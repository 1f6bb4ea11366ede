"""The metadata of an NITF document: its `<docdata>`, its subjects and the head of its body, as arguments of `Story`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.concepts import NEWSCODES
from newsfeed.formats.newsml.navigation import child, children, declared_language, local_name, one_line, raw_text
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.model import AltId, Category, Organization, Person, Place, Rights, Topic, TopicKind
from newsfeed.reading.fields import StoryFields
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import fold

_SUBJECT_CODES: Final = f"{NEWSCODES}subjectcode/"
_TOPIC_KINDS: Final[dict[str, TopicKind]] = {
    "person": "person",
    "org": "organization",
    "event": "event",
    "object.title": "work",
}

_BETWEEN_WORDS: Final = pattern(r"(?<=\w)\0(?=\w)")


def read_metadata(reader: ElementReader, document: "etree._Element") -> StoryFields:
    """Read the metadata of an `<nitf>` element; the headline, the summary and the authors are read with its text."""
    head, docdata = child(document, "head"), child(document, "head", "docdata")
    body_head = child(document, "body", "body.head")
    fields: StoryFields = {
        "language": reader.focus(document).language(declared_language(document) or document.get("baselang")),
        "slugline": _attribute(docdata, "du-key", "key"),
        "ed_note": "\n\n".join(_editor_notes(docdata, body_head)),
        "urgency": _urgency(reader, docdata),
        "keywords": tuple(_keywords(docdata)),
        "categories": tuple(_subjects(head)),
        "genre": tuple(_genres(head)),
        "topics": tuple(_topics(docdata)),
        "places": tuple(_places(docdata, body_head)),
        "rights": _rights(docdata, body_head),
        "dateline": _dateline(body_head),
        "byline": fold(" ".join(words(byline, "byttl") for byline in children(body_head, "byline"))),
        "source_name": one_line(child(body_head, "distributor")),
        "alt_ids": tuple(_ids(docdata)),
    }
    fields.update(_dates(reader, docdata, body_head))
    return fields


def document_id(document: "etree._Element") -> str:
    """Return the identifier of an NITF document, "" if it has none."""
    docdata = child(document, "head", "docdata")
    return _attribute(docdata, "doc-id", "id-string") or fold(document.get("uno", "")) or fold(document.get("uid", ""))


def _attribute(parent: "etree._Element | None", name: str, attribute: str) -> str:
    element = child(parent, name)
    return "" if element is None else fold(element.get(attribute, ""))


def _ids(docdata: "etree._Element | None") -> Iterator[AltId]:
    for element in children(docdata, "doc-id"):
        value, role = fold(element.get("id-string", "")), fold(element.get("regsrc", ""))
        if value and role:
            yield AltId(value=value, role=role)


def _urgency(reader: ElementReader, docdata: "etree._Element | None") -> int | None:
    element = child(docdata, "urgency")
    number = None if element is None else reader.focus(element).whole_number(element.get("ed-urg"), step="ed-urg")
    return number if number is not None and 1 <= number <= 9 else None


def _dates(reader: ElementReader, docdata: "etree._Element | None", body_head: "etree._Element | None") -> StoryFields:
    """Read the dates: a release after the issue is an embargo."""
    issued = _date(reader, child(docdata, "date.issue")) or _date(reader, child(body_head, "dateline", "story.date"))
    released = _date(reader, child(docdata, "date.release"))
    is_embargo = issued is not None and released is not None and released > issued
    return {
        "published": issued or released,
        "embargo": released if is_embargo else None,
        "expires": _date(reader, child(docdata, "date.expire")),
    }


def _date(reader: ElementReader, element: "etree._Element | None") -> datetime | None:
    return None if element is None else reader.focus(element).date(element.get("norm") or one_line(element))


def _keywords(docdata: "etree._Element | None") -> Iterator[str]:
    for element in children(child(docdata, "key-list"), "keyword"):
        if key := fold(element.get("key", "")):
            yield key


def _subjects(head: "etree._Element | None") -> Iterator[Category]:
    """Yield the subject codes, the predecessors of the Media Topics."""
    for element in children(child(head, "tobject"), "tobject.subject"):
        names = [fold(element.get(f"tobject.subject.{part}", "")) for part in ("detail", "matter", "type")]
        label = next(filter(None, names), "")
        if code := fold(element.get("tobject.subject.refnum", "")):
            yield Category(term=code, scheme=_SUBJECT_CODES, label=label)
        elif label:
            yield Category(term=label)


def _genres(head: "etree._Element | None") -> Iterator[Category]:
    for element in children(child(head, "tobject"), "tobject.property"):
        if term := fold(element.get("tobject.property.type", "")):
            yield Category(term=term)


def _topics(docdata: "etree._Element | None") -> Iterator[Topic]:
    for element in children(child(docdata, "identified-content"), *_TOPIC_KINDS):
        if name := one_line(element):
            yield Topic(name=name, kind=_TOPIC_KINDS[local_name(element)])


def _places(docdata: "etree._Element | None", body_head: "etree._Element | None") -> Iterator[Place]:
    for location in children(child(body_head, "dateline"), "location"):
        if name := one_line(location):
            yield Place(name=name, role="created")
    for location in children(child(docdata, "identified-content"), "location"):
        if name := one_line(location):
            yield Place(name=name)
    for location in children(docdata, "evloc"):
        parts = [fold(location.get(part, "")) for part in ("city", "county-dist", "state-prov", "iso-cc")]
        if name := ", ".join(filter(None, parts)) or one_line(location):
            yield Place(name=name)


def _rights(docdata: "etree._Element | None", body_head: "etree._Element | None") -> Rights | None:
    element = child(docdata, "doc.copyright")
    holder, year = "", ""
    if element is not None:
        holder, year = fold(element.get("holder", "")), fold(element.get("year", ""))
    rights = child(body_head, "rights")
    holder = holder or one_line(child(rights, "rights.owner"))
    notice = fold("" if rights is None else rights.text or "")
    terms = _attribute(docdata, "doc.rights", "limitations")
    if not (holder or year or notice or terms):
        return None
    return Rights(
        holder=Organization(name=holder) if holder else None,
        year=int(year) if year.isascii() and year.isdigit() and 0 < int(year) < 10000 else None,
        notice=notice,
        usage_terms=terms,
    )


def _editor_notes(docdata: "etree._Element | None", body_head: "etree._Element | None") -> Iterator[str]:
    """Yield the notes to editors: messages, and the notes before the text that are not announcements to the public."""
    for element in children(docdata, "ed-msg"):
        if text := element.get("info", "").strip():
            yield text
    for element in children(body_head, "note"):
        if text := one_line(element):
            yield text


def _dateline(body_head: "etree._Element | None") -> str:
    element = child(body_head, "dateline")
    return "" if element is None else words(element)


def words(element: "etree._Element", *left_out: str) -> str:
    """Return the text of an element as one line, with a space between words that only markup separates.

    Args:
        element: a dateline or byline.
        left_out: names of child elements that do not count.
    """
    texts = [element.text or ""]
    for node in element:
        if isinstance(node.tag, str) and local_name(node) not in left_out:
            texts.append(raw_text(node))
        texts.append(node.tail or "")
    return fold(_BETWEEN_WORDS.sub(" ", "\0".join(filter(None, texts))).replace("\0", ""))


def read_bylines(head: "etree._Element | None") -> Iterator[Person]:
    """Yield the people in the bylines with their titles; a byline of a title alone is a name."""
    for byline in children(head, "byline"):
        people = [name for person in children(byline, "person") if (name := one_line(person))]
        text = fold(" ".join([byline.text or "", *people, *(node.tail or "" for node in byline)]))
        title = one_line(child(byline, "byttl"))
        for name in people or ([text] if text else []):
            yield Person(name=name, job_title=title)
        if not people and not text and title:
            yield Person(name=title)
