"""The places of a story, in `<located>` and among the subjects."""

from typing import Final, TypedDict

from lxml import etree

from newsfeed.formats.newsml.navigation import child, children, concept_name, local_name
from newsfeed.formats.newsml.places import CREATED
from newsfeed.formats.newsml.read.concept_account import (
    NATURE,
    ReadOfConcept,
    further_of_concept,
    identity_read,
    literal_read,
)
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.model import Place, Position
from newsfeed.reading.json.json_types import ModelFields
from newsfeed.values.xml_chars import XML_SPACE, fold

_READ: Final = frozenset(("geoAreaDetails", "POIDetails"))
"""The children of a place that are read."""


class _PositionFields(TypedDict):
    latitude: int | float | None
    longitude: int | float | None
    altitude: int | float | None


def read_places(
    reader: ElementReader, content_meta: "etree._Element | None", concepts: QCodeResolver, language: str | None
) -> list[Place]:
    """Read the places that a story was filed from, and those that newsfeed's writer marked among the subjects."""
    subjects = children(content_meta, "subject")
    marked = [(element, mark) for element in subjects for mark in _relations("place", element, concepts)]
    places = [_read_place(reader, element, mark.get("value", ""), concepts, language) for element, mark in marked]
    for index, element in enumerate(children(content_meta, "located")):
        indexes = (relation.get("value", "") for relation in _relations("place", element, concepts))
        places.insert(_index(next(indexes, ""), index), _read_place(reader, element, CREATED, concepts, language))
    return [place for place in places if place is not None]


def _index(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def _relations(name: str, element: "etree._Element", concepts: QCodeResolver) -> "list[etree._Element]":
    return [relation for relation in children(element, "related") if concepts.field_name(relation) == name]


def _read_place(
    reader: ElementReader, element: "etree._Element", role: str, concepts: QCodeResolver, language: str | None
) -> Place | None:
    name = concept_name(element, language) or element.get("literal", "").strip(XML_SPACE)
    iri = concepts.iri(element)
    uri = reader.focus(element).iri(iri) if iri else None
    position = _position(reader, element, concepts)
    read = _READ | identity_read(element, concepts) | literal_read(element, name)
    if not (name or uri or position):
        name = fold(element.get("qcode", ""))
        read |= {"qcode"}
    if not (name or uri or position):
        reader.keep(element)
        return None
    if local_name(element) == "subject":
        read |= NATURE  # newsfeed's writer put the place there
    fields: ModelFields = {"name": name, "uri": uri, "position": position, "role": role}
    fields["extensions"] = further_of_concept(
        reader, element, concepts, language, ReadOfConcept(concept_name(element, language), read)
    )
    return reader.focus(element).build(Place, fields)


def _position(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver) -> Position | None:
    for relation in _relations("position", element, concepts):
        latitude, longitude, altitude, *_ = [*relation.get("value", "").split(), "", "", ""]
        return _build_position(reader, element, latitude, longitude, altitude)
    for details in children(element, "geoAreaDetails", "POIDetails"):
        if (position := child(details, "position")) is not None:
            texts = (position.get(name, "") for name in ("latitude", "longitude", "altitude"))
            return _build_position(reader, position, *texts)
    return None


def _build_position(
    reader: ElementReader, element: "etree._Element", latitude: str, longitude: str, altitude: str
) -> Position | None:
    fields: _PositionFields = {
        "latitude": _number(latitude),
        "longitude": _number(longitude),
        "altitude": _number(altitude),
    }
    return reader.focus(element).build(Position, fields)


def _number(text: str) -> int | float | None:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return None
