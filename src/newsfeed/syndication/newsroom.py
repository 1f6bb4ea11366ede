"""Newsroom fields of a story in the modules of RSS and Atom: Dublin Core and its terms, and GeoRSS.

Both directions work on extensions, so that an element whose content no field can hold stays one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from newsfeed.errors import ModelError
from newsfeed.model import AlternativeHeadline, AltId, Category, Extension, Story, extension_safety
from newsfeed.model.extension import written_element
from newsfeed.plain_data.plain import FieldValues
from newsfeed.syndication.places import place_elements, read_places
from newsfeed.values import iris
from newsfeed.values.dates import parse_w3cdtf, rfc3339
from newsfeed.values.namespaces import DC, DCTERMS, XML
from newsfeed.values.xml_chars import XML_SPACE

_LANG: Final = f"{{{XML}}}lang"
_SOURCE: Final = f"{{{DC}}}source"
_VALID: Final = f"{{{DCTERMS}}}valid"

_READERS: Final[Mapping[str, tuple[str, Callable[[str, str | None], Any]]]] = {
    f"{{{DC}}}identifier": ("alt_ids", lambda text, _language: AltId(value=text)),
    f"{{{DCTERMS}}}alternative": (
        "alternative_headlines",
        lambda text, language: AlternativeHeadline(text=text, language=language),
    ),
    f"{{{DCTERMS}}}audience": ("audiences", lambda text, _language: Category(term=text)),
}
"""The field of each element that can be repeated, and the function that makes a value of its text and language."""


def has_newsroom_fields(story: Story) -> bool:
    """Return whether a story has a field that is written as an element or link of its own; most have none."""
    return bool(
        story.places
        or story.alt_ids
        or story.translations
        or story.expires
        or story.source_name
        or story.audiences
        or story.alternative_headlines
        or story.usage
    )


def newsroom_elements(story: Story) -> tuple[Extension, ...]:
    """Return the elements with the newsroom fields of a story, as far as there are such elements."""
    elements = [
        written_element(name=name, attributes=attributes, content=(text,))
        for _, name, text, attributes in _texts(story)
        if _is_read_back(name, text)
    ]
    if story.expires:
        period = f"end={rfc3339(story.expires)}; scheme=W3C-DTF"
        elements.append(written_element(name=_VALID, content=(period,)))
    return (*elements, *place_elements(story.places)) if elements or story.places else ()


def _texts(story: Story) -> Iterator[tuple[str, str, str, tuple[tuple[str, str], ...]]]:
    """Yield the path of each text that has an element, the name of the element, the text and the attributes."""
    if is_source_name(story.source_name):
        yield "story.source_name", _SOURCE, story.source_name, ()
    for index, alt_id in enumerate(story.alt_ids):
        yield f"story.alt_ids[{index}]", f"{{{DC}}}identifier", alt_id.value, ()
    for index, headline in enumerate(story.alternative_headlines):
        attributes = ((_LANG, headline.language),) if headline.language else ()
        yield f"story.alternative_headlines[{index}]", f"{{{DCTERMS}}}alternative", headline.text, attributes
    for index, term in enumerate(story.audiences):
        yield f"story.audiences[{index}]", f"{{{DCTERMS}}}audience", term.term, ()


def _is_read_back(name: str, text: str) -> bool:
    """Return whether readers keep a text: they leave out one that looks like an unsafe address or HTML that runs."""
    return not extension_safety.content_fault(name, text)


def unsafe_texts(story: Story) -> list[str]:
    """Return the paths of texts that are not written, since readers would leave them out."""
    return [path for path, name, text, _ in _texts(story) if not _is_read_back(name, text)]


def read_newsroom_elements(elements: Iterable[Extension]) -> tuple[FieldValues, tuple[Extension, ...]]:
    """Return the newsroom fields in the extensions of an item, and the extensions that remain.

    Args:
        elements: the extensions in document order. The first counts for fields with a single value.
    """
    fields: FieldValues = {}
    lists: dict[str, list[Any]] = {}
    remaining: list[Extension] = []
    for item in elements:
        if reader := _READERS.get(item.name):
            field, build = reader
            if value := _value(item, build):
                lists.setdefault(field, []).append(value)
                continue
        elif item.name == _SOURCE and "source_name" not in fields and is_source_name(_text(item)):
            fields["source_name"] = _text(item)
            continue
        elif item.name == _VALID and "expires" not in fields:
            remaining += _read_period(item, fields)
            continue
        remaining.append(item)
    places, remaining = read_places(remaining)
    if places:
        fields["places"] = tuple(places)
    return fields | {name: tuple(values) for name, values in lists.items()}, tuple(remaining)


def is_source_name(text: str) -> bool:
    """Return whether a text is the name of a source, and not its address."""
    text = text.strip(XML_SPACE)
    return bool(text) and not iris.is_iri(text) and not text.lower().startswith("www.")


def _text(item: Extension) -> str:
    """Return the text of an element without attributes and child elements, else ""."""
    (text,) = item.content if len(item.content) == 1 else ("",)
    return text if isinstance(text, str) and not item.attributes else ""


def _value(item: Extension, build: Callable[[str, str | None], Any]) -> Any:
    """Return the value of an element; None if it has more than a text, or the model refuses it."""
    language = dict(item.attributes).get(_LANG)
    text = _text(item.replace(attributes=()) if language and len(item.attributes) == 1 else item)
    try:
        value = build(text, language) if text else None
    except ModelError:
        return None
    # A language that the value has no field for would be lost.
    return None if language and getattr(value, "language", None) is None else value


def _read_period(item: Extension, fields: FieldValues) -> tuple[Extension, ...]:
    """Read the end of a period (DCMI Period Encoding Scheme) as the moment when a story expires.

    Returns:
        the element with the other parts of the period; without an end, the element as it is.
    """
    parts = [part.strip() for part in _text(item).split(";") if part.strip()]
    ends = [part.partition("=")[2].strip() for part in parts if part.partition("=")[0].strip() == "end"]
    try:
        expires = parse_w3cdtf(ends[0]) if len(ends) == 1 and "T" in ends[0] else None
    except ValueError:
        expires = None
    if expires is None:
        return (item,)
    fields["expires"] = expires
    other_parts = [part for part in parts if part.partition("=")[0].strip() != "end"]
    is_empty = all(part.partition("=")[0].strip() == "scheme" for part in other_parts)
    return () if is_empty else (item.replace(content=("; ".join(other_parts),)),)
