"""Reading of fields for agencies, newsrooms and search engines: kinds, places, identifiers, access, translations, updates."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.extension_properties import build
from newsfeed.formats.jsonld.graph_layout import SPOKEN_PARTS
from newsfeed.formats.jsonld.kinds import item_class_of, kind_of
from newsfeed.formats.jsonld.node_reader import NodeReader
from newsfeed.formats.jsonld.read_coverage import read_updates
from newsfeed.formats.jsonld.read_entities import anchor_number, read_category
from newsfeed.formats.jsonld.read_graph import LanguageString, Node
from newsfeed.model import (
    DIGITAL_SOURCES,
    Access,
    AIUse,
    AlternativeHeadline,
    AltId,
    Breadcrumb,
    Category,
    Link,
    Place,
    Position,
    Translation,
)
from newsfeed.reading.fields import StoryFields
from newsfeed.values import iris
from newsfeed.values.xml_chars import fold

_SOURCE_SUFFIX: Final = "DigitalSource"
_PARTS: Final = {locator: part for part, locator in SPOKEN_PARTS.items()}


def read_newsroom_fields(article: NodeReader, page: NodeReader | None) -> StoryFields:
    """Read the fields of newsrooms and search engines.

    Args:
        article: the article.
        page: the page that it is on, or None.
    """
    kind, item_class = _read_kind(article)
    fields: StoryFields = {
        "kind": kind,
        "genre": _read_terms(article, "genre"),
        "dateline": article.line("dateline") or printed_line(article, "dateline"),
        "byline": printed_line(article, "byline"),
        "creditline": article.line("creditText"),
        "source_name": _read_source_name(article),
        "places": _read_places(article),
        "audiences": _read_terms(article, "audience"),
        "alt_ids": tuple(_read_alt_ids(article)),
        "alternative_headlines": tuple(_read_headlines(article)),
        "access": _read_access(article),
        "expires": article.date("expires"),
        "translation_of": next(iter(_read_translations(article, "translationOfWork")), None),
        "translations": _read_translations(article, "workTranslation"),
        "section_path": _read_section_path(article, page),
        "updates": read_updates(article),
        "coverage_start": article.date("coverageStartTime"),
        "coverage_end": article.date("coverageEndTime"),
        "speakable": tuple(_read_speakable(article, page)),
        "ai": _read_ai(article),
    }
    if item_class:
        fields["item_class"] = item_class
    return fields


def _read_kind(article: NodeReader) -> tuple[str | None, str | None]:
    """Return the kind of a story and the class of the item; only values of `additionalType` for them count as read."""
    node, by_newsfeed = article.node, article.by_newsfeed
    values = enumerate(node.values.get("additionalType", ()))
    additional = {
        index: value for index, value in values if isinstance(value, str) and ":" in value and iris.is_iri(value)
    }
    kind = kind_of(node.types, tuple(additional.values()), by_newsfeed=by_newsfeed)
    item_class = item_class_of(tuple(additional.values()))
    is_in_types = kind == kind_of(node.types, (), by_newsfeed=by_newsfeed)
    for index, iri in additional.items():
        says_class = item_class_of((iri,)) == item_class is not None
        says_kind = kind == kind_of(node.types, (iri,), by_newsfeed=by_newsfeed)
        if says_class or (says_kind and not is_in_types):
            node.mark("additionalType", index)
    return kind, item_class


def printed_line(article: NodeReader, anchor: str) -> str:
    """Return a line that is printed around the text: an element of the page with this library's anchor."""
    for part in article.nodes("hasPart") if article.by_newsfeed else ():
        if (part.node.id or "").endswith((f"#{anchor}", f"/{anchor}")):
            return part.text("text")
    return ""


def _read_terms(article: NodeReader, name: str) -> tuple[Category, ...]:
    terms = [_read_term(entity, article, name) for entity in article.entities(name)]
    return tuple(term for term in terms if term)


def _read_term(entity: NodeReader | str, article: NodeReader, name: str) -> Category | None:
    if isinstance(entity, str):
        return article.lenient.build(Category, {"term": entity}, article.location(name))
    if entity.node.is_a("Audience") and "termCode" not in entity.node.values:
        term = entity.line("audienceType", "name")
        return build(entity, Category, {"term": term}) if term else None
    if entity.by_newsfeed:
        entity.ignore("audienceType")  # It repeats the label or the code.
    return read_category(entity)


def _read_source_name(article: NodeReader) -> str:
    """Return the name of the agency that a story is based on, or that is named besides the publisher."""
    for work in article.nodes("isBasedOn"):
        for provider in work.nodes("provider") if article.by_newsfeed else work.nodes("provider", "publisher"):
            return provider.line("name")
    has_publisher = "publisher" in article.node.values and not article.by_newsfeed
    return article.line("sourceOrganization", "provider") if has_publisher else ""


def _read_ai(article: NodeReader) -> AIUse | None:
    source = digital_source(article.text("digitalSourceType"))
    if not source:
        return None
    statement = article.text("backstory") if article.by_newsfeed else ""
    fields = {"source": source, "statement": statement or printed_line(article, "ai-statement")}
    return article.lenient.build(AIUse, fields, article.location("digitalSourceType"))


def digital_source(value: str) -> str:
    """Return the term for a member of schema.org's enumeration of digital sources; any other value is returned as it is."""
    member = value.rpartition("/")[2].rpartition("#")[2]
    if member in vocabulary.enumeration_members() and member.endswith(_SOURCE_SUFFIX):
        term = member.removesuffix(_SOURCE_SUFFIX)
        return term[:1].lower() + term[1:]
    return value.removeprefix(DIGITAL_SOURCES)


# --- identifiers and headlines ---------------------------------------------------------------------------------------------


def _read_alt_ids(article: NodeReader) -> Iterator[AltId]:
    """Yield the identifiers of a story except the first one, its id."""
    location = article.location("identifier")
    for value in article.values("identifier")[1:]:
        if isinstance(value, Node):
            reader = article.reader_for(value)
            fields = {"value": reader.text("value", "name"), "role": reader.text("propertyID", "name")}
        else:
            fields = {"value": str(value), "role": ""}
        if fields["value"] and (alt_id := article.lenient.build(AltId, fields, location)):
            yield alt_id


def _read_headlines(article: NodeReader) -> Iterator[AlternativeHeadline]:
    """Yield the alternative headlines; the first one of a story without another headline is its headline."""
    name = "alternativeHeadline"
    values = article.values(name)
    if not article.by_newsfeed and not article.line("headline", "name"):
        values = values[1:]
    for value in values:
        reader = article.reader_for(value) if isinstance(value, Node) else None
        text = next(iter(reader.values(name)), "") if reader else value
        if isinstance(text, Node) or not fold(str(text)):
            continue
        fields = {
            "text": article.lenient.replace_illegal(str(text)),
            "role": reader.text("roleName") if reader else "",
            "language": text.language if isinstance(text, LanguageString) else None,
        }
        if headline := article.lenient.build(AlternativeHeadline, fields, article.location(name)):
            yield headline


# --- places and access -----------------------------------------------------------------------------------------------------


def _read_places(article: NodeReader) -> tuple[Place, ...]:
    """Return the places of a story, in the order of this library's anchors or else of the document."""
    numbered: list[tuple[int, Place]] = []
    for name, role in (("locationCreated", "created"), ("contentLocation", "")):
        for entity, role_name in article.iter_roles(name):
            number = 0 if isinstance(entity, str) else anchor_number(entity.node.id, "place")
            if place := _read_place(entity, role_name or role, article, name):
                numbered.append((number, place))
    numbered.sort(key=lambda pair: pair[0])
    return tuple(place for _, place in numbered)


def _read_place(entity: NodeReader | str, role: str, article: NodeReader, name: str) -> Place | None:
    if isinstance(entity, str):
        return article.lenient.build(Place, {"name": entity, "role": role}, article.location(name))
    fields = {
        "name": entity.line("name"),
        "uri": entity.link("sameAs") or _place_address(entity),
        "position": _read_position(entity),
        "role": role,
    }
    if fields["name"] or fields["uri"] or fields["position"]:
        return build(entity, Place, fields)
    entity.node.forget()
    return None


def _place_address(place: NodeReader) -> str | None:
    return None if place.by_newsfeed or place.is_blank else place.page_address(drop_fragment=True)


def _read_position(place: NodeReader) -> Position | None:
    point = next((node for node in place.nodes("geo") if node.node.is_a("GeoCoordinates")), place)
    numbers = {name: _number(point, name) for name in ("latitude", "longitude", "elevation")}
    latitude, longitude, altitude = numbers.values()
    if latitude is None or longitude is None:
        return None
    for name, number in numbers.items():
        if number is not None:
            point.node.mark(name, 0)
    fields = {"latitude": latitude, "longitude": longitude, "altitude": altitude}
    return point.lenient.build(Position, fields, point.location())


def _number(reader: NodeReader, name: str) -> int | float | None:
    """Return a number, written as one or as text; it does not count as read."""
    value = next(iter(reader.node.values.get(name, ())), None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and len(value) < 30:
        with suppress(ValueError):
            return float(value)
    return None


def _read_access(article: NodeReader) -> Access | None:
    """Return whether the story is free, with the selectors of the parts that are marked the same way."""
    is_free = _boolean(article, "isAccessibleForFree")
    marks = [
        (mark, part) for part in article.nodes("hasPart") if (mark := _boolean(part, "isAccessibleForFree")) is not None
    ]
    if is_free is None and marks:
        is_free = marks[0][0]
    if is_free is None:
        return None
    parts = [part for mark, part in marks if mark == is_free]
    for reader in (article, *parts):
        reader.node.mark_all("isAccessibleForFree")
    selectors = [selector for part in parts for selector in part.texts("cssSelector")]
    fields = {"fee": "free" if is_free else "paid", "css_selector": ", ".join(dict.fromkeys(selectors))}
    return article.lenient.build(Access, fields, article.location("isAccessibleForFree"))


def _boolean(reader: NodeReader, name: str) -> bool | None:
    """Return a boolean, written as one or as text: true, "True" or "https://schema.org/True"; it does not count as read."""
    for value in reader.node.values.get(name, ()):
        if isinstance(value, bool):
            return value
        word = str(value).rpartition("/")[2].lower() if isinstance(value, str) else ""
        if word in ("true", "false"):
            return word == "true"
    return None


# --- translations ----------------------------------------------------------------------------------------------------------


def _read_translations(article: NodeReader, name: str) -> tuple[Translation, ...]:
    translations = []
    for entity in article.entities(name):
        if isinstance(entity, str):
            fields: dict[str, object] = {"url": article.iri(entity, name)}
        elif entity.by_newsfeed and entity.node.is_a("WebPage"):
            continue
        else:
            fields = {
                "url": entity.address() or entity.link("mainEntityOfPage"),
                "language": entity.language("inLanguage"),
                "headline": entity.line("headline", "name"),
            }
        if fields["url"] and (translation := article.lenient.build(Translation, fields, article.location(name))):
            translations.append(translation)
    return tuple(translations)


def with_alternate_links(links: tuple[Link, ...], article: NodeReader) -> tuple[Link, ...]:
    """Return the related links of a story with its links to other languages among them."""
    merged = list(links)
    for page in article.nodes("workTranslation") if article.by_newsfeed else ():
        if page.node.is_a("WebPage"):
            language, title = page.language("inLanguage"), page.line("name")
            media_type = page.text("encodingFormat") or None
            fields = {
                "url": page.link("url"),
                "rel": "alternate",
                "language": language,
                "title": title,
                "type": media_type,
            }
            if link := page.lenient.build(Link, fields, page.location()):
                merged.insert(page.integer("position") or 0, link)
    return tuple(merged)


# --- pages -----------------------------------------------------------------------------------------------------------------


def _read_section_path(article: NodeReader, page: NodeReader | None) -> tuple[Breadcrumb, ...]:
    """Return the way from the front page to the story, without the story itself."""
    trails = page.nodes("breadcrumb") if page else []
    if not trails and not article.by_newsfeed:
        trails = list(map(article.reader_for, article.graph.breadcrumbs()))
    for trail in trails[:1]:
        trail.node.mark_all("itemListElement")
    steps = [(item, _read_step(item)) for trail in trails[:1] for item in trail.nodes("itemListElement")]
    steps.sort(key=lambda pair: pair[0].integer("position") or 0)
    path = [step for _, step in steps if step]
    if path and not article.by_newsfeed and _is_story(path[-1], article):
        path.pop()
    return tuple(path)


def _read_step(item: NodeReader) -> Breadcrumb | None:
    thing = next(iter(item.nodes("item")), None)
    name = item.line("name") or (thing.line("name") if thing else "")
    fields = {"name": name, "url": item.link("item")}
    return item.lenient.build(Breadcrumb, fields, item.location()) if name else None


def _is_story(step: Breadcrumb, article: NodeReader) -> bool:
    return step.url == article.link("url") if step.url else step.name == fold(article.line("headline", "name"))


def _read_speakable(article: NodeReader, page: NodeReader | None) -> Iterator[str]:
    # An article that has the property itself repeats that of its page.
    for reader in [reader for reader in (page, article) if reader and "speakable" in reader.node.values][:1]:
        for entity in reader.entities("speakable"):
            if isinstance(entity, str):
                yield entity
                continue
            for locator in [*entity.texts("cssSelector"), *entity.texts("xpath")]:
                yield _PARTS.get(locator, locator)
