"""Places of a story in feeds: GeoRSS-Simple, points of GML and of the W3C's vocabulary, and dcterms:spatial.

A place that another program wrote differently than this one keeps the elements in its extensions, and is written so again.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from newsfeed.errors import ModelError
from newsfeed.model import Extension, Place, Position, extension_safety
from newsfeed.model.extension import written_element
from newsfeed.values.namespaces import DCTERMS, GEO, GEORSS, GML
from newsfeed.values.xml_chars import XML_SPACE

_POINT: Final = f"{{{GEORSS}}}point"
_WHERE: Final = f"{{{GEORSS}}}where"
_FEATURE_NAMES: Final = (f"{{{GEORSS}}}featureName", f"{{{GEORSS}}}featurename")
_GML_POINT, _GML_POS = f"{{{GML}}}Point", f"{{{GML}}}pos"
_GEO_POINT: Final = f"{{{GEO}}}Point"
_LATITUDE, _LONGITUDE, _ALTITUDE = (f"{{{GEO}}}{name}" for name in ("lat", "long", "alt"))
_GEO_PARTS: Final = frozenset((_LATITUDE, _LONGITUDE, _ALTITUDE))
_SPATIAL: Final = f"{{{DCTERMS}}}spatial"
_ORIGINALS: Final = frozenset((_POINT, _WHERE, _GEO_POINT, *_FEATURE_NAMES, *_GEO_PARTS))
"""Elements that a place keeps if they are not written as here."""

_NAME, _ELEVATION, _RELATION = "featurename", "elev", "relationshiptag"
_ABOUT: Final = "is-about"
"""The relation of an item to a place without another role; without this attribute, GeoRSS assumes `is-located-at`."""

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,400}(?:\.[0-9]{0,400})?")
_PAIR: Final = re.compile(rf"\s*({_NUMBER.pattern})(?:\s+|\s*,\s*)({_NUMBER.pattern})\s*")
_MAX_DECIMALS: Final = 40
"""The number of decimals that validators of GeoRSS take."""


# --- writing ---------------------------------------------------------------------------------------------------------------


def place_elements(places: tuple[Place, ...]) -> list[Extension]:
    """Return the elements of the places: a point for each position, and the name of each place without one."""
    if not any(place.extensions for place in places):
        return _canonical_elements(places)
    elements = [element for place in places for element in _originals(place) or _canonical_elements((place,))]
    # The elements of one place may change the meaning of those of another.
    is_same = list(map(_identity, read_places(elements)[0])) == [
        _identity(place) for place in places if is_carried(place)
    ]
    return elements if is_same else _canonical_elements(places)


def is_carried(place: Place) -> bool:
    """Return whether a place has an element: a position, or a name without `=` (one with `=` is a DCMI Point)."""
    has_text = place.name and "=" not in place.name and not extension_safety.content_fault(_SPATIAL, place.name)
    return _has_point(place) or bool(has_text)


def _identity(place: Place) -> tuple[str, Position | None]:
    return place.name, place.position if _has_point(place) else None


def _has_point(place: Place) -> bool:
    """Return whether a place has a position that GeoRSS can hold; numbers with very many decimals are too long."""
    if place.position is None:
        return False
    numbers = (place.position.latitude, place.position.longitude, place.position.altitude or 0)
    return all(len(_decimal(number).partition(".")[2]) <= _MAX_DECIMALS for number in numbers)


def _canonical_elements(places: Iterable[Place]) -> list[Extension]:
    elements: list[Extension] = []
    for place in places:
        if place.position is not None and _has_point(place):
            elements.append(_point(place, place.position))
        elif is_carried(place):
            elements.append(written_element(name=_SPATIAL, content=(place.name,)))
    return elements


def _originals(place: Place) -> list[Extension]:
    """Return the elements that a place was read from, if they still say the same; else none."""
    elements = [item for item in place.extensions if item.name in _ORIGINALS and item.content]
    places, remaining = read_places(elements)
    is_same = (
        len(places) == 1 and not remaining and (_identity(places[0]), places[0].role) == (_identity(place), place.role)
    )
    return elements if is_same else []


def _point(place: Place, position: Position) -> Extension:
    """Return the point of a place, with the further attributes that its extensions have."""
    attributes = {name: value for item in place.extensions if _is_details(item) for name, value in item.attributes}
    # Readers leave out a text that looks like an unsafe address.
    is_safe_role = not extension_safety.attribute_fault(_POINT, _RELATION, place.role)
    attributes[_RELATION] = place.role if place.role and is_safe_role else _ABOUT
    if place.name and not extension_safety.attribute_fault(_POINT, _NAME, place.name):
        attributes[_NAME] = place.name
    if position.altitude is not None:
        attributes[_ELEVATION] = _decimal(position.altitude)
    text = f"{_decimal(position.latitude)} {_decimal(position.longitude)}"
    return written_element(name=_POINT, attributes=attributes, content=(text,))


def _is_details(item: Extension) -> bool:
    """Return whether an extension has further attributes of a point."""
    names = {name for name, _ in item.attributes}
    return item.name == _POINT and not item.content and names.isdisjoint((_NAME, _ELEVATION, _RELATION))


def _decimal(number: float) -> str:
    """Return a number without an exponent, and without a loss."""
    return format(Decimal(repr(number)), "f")


# --- reading ---------------------------------------------------------------------------------------------------------------


def read_places(elements: Sequence[Extension]) -> tuple[list[Place], list[Extension]]:
    """Return the places in the extensions of an item, and the extensions that remain.

    The name of a feature belongs to the point if the item has one of each.
    """
    places: list[Place] = []
    names: list[tuple[int, Extension]] = []
    remaining: list[Extension] = []
    parts = _geo_parts(elements)
    place_of_parts = _place_of_parts(list(parts.values()))
    for index, item in enumerate(elements):
        if place_of_parts and index in parts:
            if index == min(parts):
                places.append(place_of_parts)
        elif (place := _place(item)) is None:
            remaining.append(item)
        elif item.name in _FEATURE_NAMES:
            names.append((len(places), item))
        else:
            places.append(place)
    return _with_names(places, names), remaining


def _geo_parts(elements: Sequence[Extension]) -> dict[int, Extension]:
    """Return the first geo:lat, geo:long and geo:alt of an item by their positions."""
    indexes: dict[str, int] = {}
    for index, item in enumerate(elements):
        if item.name in _GEO_PARTS:
            indexes.setdefault(item.name, index)
    return {index: elements[index] for index in indexes.values()}


def _with_names(places: list[Place], names: list[tuple[int, Extension]]) -> list[Place]:
    """Return the places with the name of the only feature at the only point, or with a place for each name."""
    points = [index for index, place in enumerate(places) if place.position is not None]
    if len(names) == len(points) == 1 and not places[points[0]].name:
        ((_, item),) = names
        point = places[points[0]]
        places[points[0]] = point.replace(name=_text(item), extensions=(*point.extensions, item))
        return places
    merged: list[Place] = []
    start = 0
    for index, item in names:
        merged += places[start:index]
        merged.append(Place(name=_text(item)))
        start = index
    return merged + places[start:]


def _place(item: Extension) -> Place | None:
    """Return the place that an element is, or None."""
    try:
        if item.name == _POINT:
            return _place_of_point(item)
        if item.name == _WHERE and (point := _only_child(item, _GML_POINT)) and (pos := _only_child(point, _GML_POS)):
            return None if pos.attributes else _place_of_pair(_text(pos), extensions=(item,))
        if item.name == _GEO_POINT and not item.attributes:
            parts = [part for part in item.content if isinstance(part, Extension)]
            place = _place_of_parts(parts)
            return place and place.replace(extensions=(item,))
        if item.name == _SPATIAL or item.name in _FEATURE_NAMES:
            name = "" if item.attributes else _text(item)
            return Place(name=name) if name.strip(XML_SPACE) and ("=" not in name or item.name != _SPATIAL) else None
    except ModelError:
        pass
    return None


def _place_of_point(item: Extension) -> Place | None:
    """Return the place of a georss:point, with the element itself if this program would write it differently."""
    attributes = dict(item.attributes)
    name, elevation = attributes.pop(_NAME, ""), attributes.pop(_ELEVATION, None)
    relation = attributes.pop(_RELATION, _ABOUT)
    details = (Extension(name=_POINT, attributes=attributes),) if attributes else ()
    place = _place_of_pair(_text(item), elevation, extensions=details)
    position = place.position if place else None
    if place is None or position is None:
        return None
    place = place.replace(name=name, role="" if relation == _ABOUT else relation)
    return place if _point(place, position) == item else place.replace(extensions=(item,))


def _place_of_parts(parts: Sequence[Extension]) -> Place | None:
    """Return the place of geo:lat, geo:long and geo:alt; None if one of them is missing, doubled or unknown."""
    texts = {part.name: _text(part) for part in parts if not part.attributes}
    if len(texts) < len(parts) or not _GEO_PARTS >= texts.keys() >= {_LATITUDE, _LONGITUDE}:
        return None
    return _place_of_pair(f"{texts[_LATITUDE]} {texts[_LONGITUDE]}", texts.get(_ALTITUDE), extensions=parts)


def _place_of_pair(text: str, altitude: str | None = None, *, extensions: Iterable[Extension] = ()) -> Place | None:
    pair = _PAIR.fullmatch(text)
    if pair is None or (altitude is not None and not _NUMBER.fullmatch(altitude.strip())):
        return None
    metres = None if altitude is None else _number(altitude.strip())
    try:
        position = Position(latitude=_number(pair[1]), longitude=_number(pair[2]), altitude=metres)
    except ModelError:
        return None
    return Place(position=position, extensions=tuple(extensions))


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def _only_child(item: Extension, name: str) -> Extension | None:
    """Return the only child of an element without attributes, if it has this name."""
    (child,) = item.content if len(item.content) == 1 else (None,)
    return child if isinstance(child, Extension) and child.name == name and not item.attributes else None


def _text(item: Extension) -> str:
    """Return the text of an element without child elements, else ""."""
    (text,) = item.content if len(item.content) == 1 else ("",)
    return text if isinstance(text, str) else ""
