"""What an item says before its content: rightsInfo, itemMeta and contentMeta, as arguments for `Story`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

import attrs
from lxml import etree

from newsfeed.findings import Severity
from newsfeed.formats.newsml import read_links
from newsfeed.formats.newsml.codes import SCHEMES
from newsfeed.formats.newsml.concepts import Concepts
from newsfeed.formats.newsml.elements import child, children, fitting, line
from newsfeed.formats.newsml.read_parties import agent, organization
from newsfeed.formats.newsml.read_text import plain_of, text_of
from newsfeed.formats.newsml.reader import Reader
from newsfeed.model import Agent, Correction, Organization, Person, Rights
from newsfeed.model.rich_text import Text
from newsfeed.values.xml_chars import fold

_STATUSES: Final = {"usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
_LICENSE: Final = f"{SCHEMES['linkrel']}license"
_UNDATED: Final = f"{SCHEMES['field']}undated"
_DESCRIPTIONS: Final = ("summary", "", "teaser", "abstract", "synopsis", "caption")
"""Which role of a description is the best summary."""


@attrs.frozen(kw_only=True)
class Around:
    """What the message says around an item.

    Attributes:
        concepts: resolves the QCodes that the item's own catalogs do not.
        stand_ins: what our writer puts for a provider where the story names none.
    """

    concepts: Concepts = attrs.field(factory=Concepts)
    stand_ins: frozenset[str] = frozenset()


# --- rightsInfo -------------------------------------------------------------------------------------------------------


def rights(reader: Reader, item: "etree._Element", concepts: Concepts, language: str | None) -> Rights | None:
    """Read the first rightsInfo of an item: the others are of parts of it."""
    info = child(item, "rightsInfo")
    if info is None:
        return None
    holder = child(info, "copyrightHolder")
    notice = fitting(list(children(info, "copyrightNotice")), language)
    terms = [found for each in children(info, "usageTerms") if (found := plain_of(each))]
    return reader.within(info).build(
        Rights,
        {
            "holder": None if holder is None else agent(reader, holder, concepts, language, Organization),
            "notice": line(notice),
            "usage_terms": "\n\n".join(dict.fromkeys(terms)),
            "license": next(
                (reader.link_of(each) for each in children(info, "link") if concepts.iri(each, "rel") == _LICENSE), None
            ),
        },
    )


# --- itemMeta ---------------------------------------------------------------------------------------------------------


def item_meta(
    reader: Reader, meta: "etree._Element | None", around: Around, prompts: list[tuple[str, str]], language: str | None
) -> dict[str, Any]:
    """Read what itemMeta says.

    Args:
        reader: takes the values.
        meta: the itemMeta; None where the item has none.
        around: what the message says.
        prompts: address and text of the prompts in the item's parts, whose links are no links of their own.
        language: the language of the item.
    """
    concepts = around.concepts
    url, links = read_links.links(reader, meta, concepts, prompts)
    return {
        "url": url or read_links.alternative(reader, meta),
        "links": tuple(links),
        "publisher": _publisher(reader, meta, around, url, language),
        "embargo": reader.date_of(meta, "embargoed"),
        "status": _status(reader, meta, concepts),
        "extensions": tuple(read_links.extensions(reader, meta)),
    }


def _status(reader: Reader, meta: "etree._Element | None", concepts: Concepts) -> str | None:
    element = child(meta, "pubStatus")
    if element is None:
        return None
    code = concepts.code(element).lower()
    if code and code not in _STATUSES:
        reader.within(element).note("status.unknown", f"the status {code!r:.64} is not known; it is read as usable")
    return _STATUSES.get(code)


def _publisher(
    reader: Reader, meta: "etree._Element | None", around: Around, url: str | None, language: str | None
) -> Organization | None:
    """Read the provider, but for one that only stands in for a publisher that is not named."""
    element = child(meta, "provider")
    if element is None:
        return None
    literal = element.get("literal")
    if literal and child(element, "name") is None and not element.get("uri"):
        host = (urlsplit(url).hostname or "") if url else ""
        if literal in around.stand_ins or literal == host:
            return None
    return organization(reader, element, around.concepts, language)


# --- dates ------------------------------------------------------------------------------------------------------------


def dates(
    reader: Reader, meta: "etree._Element | None", content: "etree._Element | None", concepts: Concepts
) -> dict[str, datetime | None]:
    """Read when a story was published and changed.

    A first version, whose item was created with it and whose content was never modified, has not been changed.
    """
    version, first = reader.date_of(meta, "versionCreated"), reader.date_of(meta, "firstCreated")
    modified = reader.date_of(content, "contentModified")
    published = first or reader.date_of(content, "contentCreated")
    undated = any(concepts.iri(each, "rel") == _UNDATED for each in children(meta, "itemMetaExtProperty"))
    if modified is None and (undated or (version is not None and version == first)):
        return {"published": published}
    return {"published": published, "updated": version or modified}


# --- contentMeta ------------------------------------------------------------------------------------------------------


def headline(content: "etree._Element | None", language: str | None) -> str:
    """Give the headline: that of the lowest rank, in the language of the item."""
    found = [each for each in children(content, "headline") if line(each)]
    best = min((_rank(each) for each in found), default=0)
    return line(fitting([each for each in found if _rank(each) == best], language))


def _rank(element: "etree._Element") -> int:
    rank = element.get("rank", "")
    return int(rank) if rank.isascii() and rank.isdigit() and len(rank) < 10 else 1


def summary(reader: Reader, content: "etree._Element | None", concepts: Concepts, language: str | None) -> Text:
    """Give the description that is the best summary, by its role."""
    found = list(children(content, "description"))
    for role in _DESCRIPTIONS:
        fit = [each for each in found if concepts.code(each, "role").lower() == role]
        if (best := fitting(fit, language)) is not None and (text := text_of(reader, best)):
            return text
    return next((text for each in found if (text := text_of(reader, each))), "")


def authors(reader: Reader, content: "etree._Element | None", concepts: Concepts, language: str | None) -> list[Agent]:
    """Give the creators; a byline that names none of them names the author."""
    creators = list(parties(reader, content, "creator", concepts, language))
    bylines = [text for each in children(content, "by") if (text := line(each))]
    if not bylines or any(each.name in by for each in creators for by in bylines):
        return creators
    named: list[Agent] = [Person(name=each) for each in dict.fromkeys(bylines)]
    return [*named, *creators]


def parties(
    reader: Reader, content: "etree._Element | None", name: str, concepts: Concepts, language: str | None
) -> Iterator[Agent]:
    """Read the parties of a name that can be named: several creators, several contributors."""
    for element in children(content, name):
        if found := agent(reader, element, concepts, language):
            yield found


def keywords(content: "etree._Element | None") -> list[str]:
    """Give the keywords, and the slugline, which is one to those who file the item."""
    return [text for each in children(content, "keyword", "slugline") if (text := line(each))]


def corrections(reader: Reader, meta: "etree._Element | None", concepts: Concepts) -> list[Correction]:
    """Give the notes that correct; a note that an editor shall read and no reader is left out, with a finding."""
    notes = [(each, text) for each in children(meta, "edNote") if (text := text_of(reader, each))]
    if any(concepts.code(each).lower() == "correction" for each in children(meta, "signal")):
        return [Correction(text=text) for _, text in notes]
    for element, text in notes:
        message = f"a note to editors is left out of what readers see: {fold(str(text)):.200}"
        reader.within(element).note("note.internal", message, severity=Severity.INFO)
    return []
