"""Places of a story in feeds: GeoRSS-Simple, points of GML and of the W3C's vocabulary, and dcterms:spatial."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from newsfeed.errors import ModelError
from newsfeed.model import Extension, Place, Position
from newsfeed.values.namespaces import DCTERMS, GEO, GEORSS, GML

_POINT: Final = f"{{{GEORSS}}}point"
_NAMES: Final = (f"{{{GEORSS}}}featureName", f"{{{GEORSS}}}featurename")
_SPATIAL: Final = f"{{{DCTERMS}}}spatial"
_LATITUDE, _LONGITUDE, _ALTITUDE = (f"{{{GEO}}}{name}" for name in ("lat", "long", "alt"))
_PART_NAMES: Final = frozenset((_LATITUDE, _LONGITUDE, _ALTITUDE))
_NAME_ATTRIBUTE, _ELEVATION = "featurename", "elev"

_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?")
_PAIR: Final = re.compile(rf"\s*({_NUMBER.pattern})(?:\s+|\s*,\s*)({_NUMBER.pattern})\s*")
_MAX_DECIMALS: Final = 40
"""The number of decimals that validators of GeoRSS take."""


# --- writing ---------------------------------------------------------------------------------------------------------------


def place_elements(places: tuple[Place, ...]) -> list[Extension]:
    """Return the elements of the places: a point for each position, and the name of each place without one.

    The name of the only point is an element beside it, the form of GeoRSS 1.0 that most programs read; those of several
    points are attributes.
    """
    points = [place for place in places if has_point(place)]
    elements: list[Extension] = []
    for place in places:
        if not has_point(place):
            if has_spatial_name(place):
                elements.append(Extension(name=_SPATIAL, content=(place.name,)))
            continue
        elements.append(_point(place, with_name=len(points) > 1))
        if place.name and len(points) == 1:
            elements.append(Extension(name=_NAMES[0], content=(place.name,)))
    return elements


def has_point(place: Place) -> bool:
    """Return whether a place has a position that GeoRSS can hold; numbers with very many decimals are too long."""
    if place.position is None:
        return False
    numbers = (place.position.latitude, place.position.longitude, place.position.altitude or 0)
    return all(len(_decimal(number).partition(".")[2]) <= _MAX_DECIMALS for number in numbers)


def has_spatial_name(place: Place) -> bool:
    """Return whether the name of a place can be written alone; one with `=` is read as coordinates (DCMI Point)."""
    return bool(place.name) and "=" not in place.name


def point_details(place: Place) -> Extension | None:
    """Return the extension of a place with the further attributes of its point, or None."""
    for item in place.extensions:
        names = {name for name, _ in item.attributes}
        is_free = names and names.isdisjoint((_NAME_ATTRIBUTE, _ELEVATION))
        if item.name == _POINT and not item.content and is_free:
            return item if has_point(place) else None
    return None


def _point(place: Place, *, with_name: bool) -> Extension:
    position = place.position
    details = point_details(place)
    attributes = dict(details.attributes) if details else {}
    if with_name and place.name:
        attributes[_NAME_ATTRIBUTE] = place.name
    if position is not None and position.altitude is not None:
        attributes[_ELEVATION] = _decimal(position.altitude)
    numbers = (position.latitude, position.longitude) if position else ()
    return Extension(name=_POINT, attributes=attributes, content=(" ".join(map(_decimal, numbers)),))


def _decimal(number: float) -> str:
    """Return a number without an exponent, and without a loss."""
    return format(Decimal(repr(number)), "f")


# --- reading ---------------------------------------------------------------------------------------------------------------


def read_places(elements: Iterable[Extension]) -> tuple[list[Place], list[Extension]]:
    """Return the places in the extensions of an item, and the extensions that remain.

    The name of a feature belongs to the point if the item has one of each.
    """
    places: list[Place] = []
    names: list[tuple[int, Place]] = []
    remaining: list[Extension] = []
    parts: dict[str, Extension] = {}
    for item in elements:
        if item.name in _PART_NAMES and item.name not in parts:
            parts[item.name] = item
        elif (place := _place(item)) is None:
            remaining.append(item)
        elif item.name in _NAMES:
            names.append((len(places), place))
        elif place not in places or item.name != _GEO_POINT:
            places.append(place)
    if parts:
        remaining += _read_parts(parts, places)
    _add_names(places, names)
    return places, remaining


def _read_parts(parts: Mapping[str, Extension], places: list[Place]) -> list[Extension]:
    """Add the place of geo:lat and geo:long, unless a point is the same; return the parts that make no place."""
    place = _place_of_parts(list(parts.values()))
    if place is None:
        return list(parts.values())
    if all(place.position != known_place.position for known_place in places):
        places.append(place)
    return []


def _add_names(places: list[Place], names: list[tuple[int, Place]]) -> None:
    points = [index for index, place in enumerate(places) if place.position is not None]
    if len(names) == len(points) == 1 and not places[points[0]].name:
        places[points[0]] = places[points[0]].replace(name=names[0][1].name)
        return
    for index, place in reversed(names):
        places.insert(index, place)


_WHERE: Final = f"{{{GEORSS}}}where"
_GML_POINT: Final = f"{{{GML}}}Point"
_GML_POS: Final = f"{{{GML}}}pos"
_GEO_POINT: Final = f"{{{GEO}}}Point"


def _place(item: Extension) -> Place | None:
    """Return the place that an element is, or None."""
    try:
        if item.name == _POINT:
            return _place_of_point(item)
        if item.name == _WHERE and (point := _only_child(item, _GML_POINT)) and (pos := _only_child(point, _GML_POS)):
            return None if pos.attributes else _place_of_pair(_text(pos))
        if item.name == _GEO_POINT and not item.attributes:
            return _place_of_parts([part for part in item.content if isinstance(part, Extension)])
        if item.name == _SPATIAL or item.name in _NAMES:
            name = "" if item.attributes else _text(item)
            return Place(name=name) if name.strip() and ("=" not in name or item.name != _SPATIAL) else None
    except ModelError:
        pass
    return None


def _place_of_point(item: Extension) -> Place | None:
    attributes = dict(item.attributes)
    name, elevation = attributes.pop(_NAME_ATTRIBUTE, ""), attributes.pop(_ELEVATION, None)
    place = _place_of_pair(_text(item), elevation)
    if place is None:
        return None
    details = (Extension(name=_POINT, attributes=attributes),) if attributes else ()
    return place.replace(name=name, extensions=details)


def _place_of_parts(parts: list[Extension]) -> Place | None:
    """Return the place of geo:lat, geo:long and geo:alt; None if one of them is missing, doubled or unknown."""
    texts = {part.name: _text(part) for part in parts if not part.attributes}
    if len(texts) < len(parts) or not _PART_NAMES >= texts.keys() >= {_LATITUDE, _LONGITUDE}:
        return None
    return _place_of_pair(f"{texts[_LATITUDE]} {texts[_LONGITUDE]}", texts.get(_ALTITUDE))


def _place_of_pair(text: str, altitude: str | None = None) -> Place | None:
    pair = _PAIR.fullmatch(text)
    if pair is None or (altitude is not None and not _NUMBER.fullmatch(altitude.strip())):
        return None
    try:
        position = Position(
            latitude=_number(pair[1]),
            longitude=_number(pair[2]),
            altitude=None if altitude is None else _number(altitude.strip()),
        )
    except ModelError:
        return None
    return Place(position=position)


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text[:400])


def _only_child(item: Extension, name: str) -> Extension | None:
    """Return the only child of an element without attributes, if it has this name."""
    (child,) = item.content if len(item.content) == 1 else (None,)
    return child if isinstance(child, Extension) and child.name == name and not item.attributes else None


def _text(item: Extension) -> str:
    """Return the text of an element without child elements, else ""."""
    (text,) = item.content if len(item.content) == 1 else ("",)
    return text if isinstance(text, str) else ""
