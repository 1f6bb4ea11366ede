"""Schemas of geographic elements: GeoRSS (simple and GML), W3C geo, GeoURL and ICBM."""

import re
from collections.abc import Iterable
from typing import Final

from newsfeed.findings import Severity
from newsfeed.syndication.rules.schemas import extension_element, extension_elements
from newsfeed.validation import values
from newsfeed.validation.element_schemas import ELEMENTS, AttributeSchema, ElementSchema
from newsfeed.validation.faults import Fault, ValueCheck, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import GEO, GEORSS, GEOURL, GML, ICBM

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,20}(?:\.[0-9]{0,40})?")
_SINGLE_POINT: Final = re.compile(r"\S++ \S++|\S[^\s,]*+,\S++")
_ELEVATION: Final = values.decimal("InvalidFloatUnit")


def _numbers(text: str) -> list[float] | None:
    """Return the numbers in a text, or None if it has anything else."""
    parts = text.replace(",", " ").split()
    return [float(part) for part in parts] if all(_NUMBER.fullmatch(part) for part in parts) else None


def _coordinates(w3c_code: str, *, least: int, most: int | None, hint: str) -> ValueCheck:
    """Return a check of a list of points.

    Args:
        w3c_code: W3C code of the fault.
        least, most: smallest and largest number of points, None for no limit.
        hint: description of a correct value, for the message.
    """

    def _check(text: str) -> Iterable[Fault]:
        numbers = _numbers(text)
        pairs = len(numbers) / 2 if numbers is not None else 0
        in_range = numbers is not None and all(
            abs(number) <= (180 if index % 2 else 90) for index, number in enumerate(numbers)
        )
        if not in_range or pairs != int(pairs) or pairs < least or (most is not None and pairs > most):
            yield Fault("invalid", w3c_code, f"write {hint} (latitude before longitude), not {quote(text)}")
        elif "," in text:
            message = f"the coordinates {quote(text)} have commas: separate them by spaces"
            yield Fault("comma", "CoordComma", message, severity=Severity.ERROR)  # the RELAX NG schema refuses it too

    return _check


_check_point: Final = _coordinates("InvalidCoord", least=1, most=1, hint="a point such as 45.256 -71.92")


def point(text: str) -> Iterable[Fault]:
    """Check a point: a latitude and a longitude, separated by one space."""
    faults = tuple(_check_point(text))
    if not faults and not _SINGLE_POINT.fullmatch(text):
        message = f"write a point with one space between its numbers, such as 45.256 -71.92, not {quote(text)}"
        return (Fault("invalid", "InvalidCoord", message),)
    return faults


line: Final = _coordinates(
    "InvalidCoordList", least=2, most=None, hint="two or more points such as 45.256 -110.45 46.46 -109.48"
)
box: Final = _coordinates(
    "InvalidCoordList", least=2, most=2, hint="the lower and upper corner such as 42.943 -71.032 43.039 -69.856"
)
_ring: Final = _coordinates(
    "InvalidCoordList", least=4, most=None, hint="four or more points with the last equal to the first"
)


def polygon(text: str) -> Iterable[Fault]:
    """Check a ring: a list of points that ends with its first point."""
    faults = tuple(_ring(text))
    numbers = _numbers(text) or []
    if not faults and numbers[:2] != numbers[-2:]:
        message = f"the ring is not closed: end it with its first point, {quote(f'{numbers[0]:g} {numbers[1]:g}')}"
        return (Fault("open", "InvalidCoordList", message),)
    return faults


def circle(text: str) -> Iterable[Fault]:
    """Check a circle: its center and its radius in meters."""
    numbers = _numbers(text) or []
    if len(numbers) != 3 or numbers[2] < 0 or tuple(point(" ".join(text.replace(",", " ").split()[:2]))):
        message = f"write a center and a radius such as 45.256 -71.92 500, not {quote(text)}"
        return (Fault("invalid", "InvalidCoordList", message),)
    return ()


def _has_shape(node: Node) -> Iterable[Fault]:
    if not node.counts:
        message = "<georss:where> is empty: add <gml:Point>, <gml:LineString>, <gml:Polygon> or <gml:Envelope>"
        yield Fault("empty", "MissingElement", message)


_RADIUS: Final = values.decimal("InvalidFloat", least=0)
_GEORSS_ATTRIBUTES: Final = {
    name: AttributeSchema(check)
    for name, check in (
        ("elev", values.FLOAT),
        ("floor", values.ANY_INTEGER),
        ("radius", _RADIUS),
        ("featuretypetag", values.not_blank),
        ("relationshiptag", values.not_blank),
        ("featurename", values.not_blank),
    )
}


_GML_ATTRIBUTES: Final = {name: AttributeSchema() for name in ("srsName", "dimension", "srsDimension", f"{{{GML}}}id")}


def _geometry(local: str, *children: ElementSchema, required: bool = False) -> ElementSchema:
    return extension_element(GML, local, content=ELEMENTS, attributes=_GML_ATTRIBUTES, required=required).contain(
        *children
    )


def _positions(local: str, value: ValueCheck) -> ElementSchema:
    return extension_element(GML, local, value, required=True, attributes=_GML_ATTRIBUTES)


def _geometries() -> list[ElementSchema]:
    """Return the schemas of the GML geometries that GeoRSS allows."""
    ring = _geometry("LinearRing", _positions("posList", polygon), required=True)
    return [
        _geometry("Point", _positions("pos", point)),
        _geometry("LineString", _positions("posList", line)),
        _geometry("Polygon", extension_element(GML, "exterior", content=ELEMENTS, required=True).contain(ring)),
        _geometry("Envelope", *extension_elements(GML, "lowerCorner upperCorner", point, required=True)),
    ]


def element_schemas() -> list[ElementSchema]:
    """Return the schemas of geographic elements in a feed or an entry; each call returns new ones."""
    where = extension_element(
        GEORSS, "where", content=ELEMENTS, once=False, attributes=_GEORSS_ATTRIBUTES, rules=(_has_shape,)
    ).contain(*_geometries())
    shapes = (("point", point), ("line", line), ("polygon", polygon), ("box", box))
    return [
        *[
            extension_element(GEORSS, local, value, once=False, attributes=_GEORSS_ATTRIBUTES)
            for local, value in shapes
        ],
        where,
        extension_element(GEORSS, "circle", circle, once=False, attributes=_GEORSS_ATTRIBUTES),
        extension_element(GEORSS, "elev", _ELEVATION),
        extension_element(GEORSS, "radius", _RADIUS),
        extension_element(GEORSS, "floor", values.ANY_INTEGER),
        *extension_elements(GEORSS, "featureTypeTag relationshipTag featureName", once=False),
        *_positions_of_points(required=False),
        extension_element(GEO, "Point", content=ELEMENTS, once=False).contain(*_positions_of_points(required=True)),
        *extension_elements(ICBM, "latitude", values.LATITUDE),
        *extension_elements(ICBM, "longitude", values.LONGITUDE),
        *extension_elements(GEOURL, "latitude", values.LATITUDE),
        *extension_elements(GEOURL, "longitude", values.LONGITUDE),
    ]


def _positions_of_points(*, required: bool) -> list[ElementSchema]:
    return [
        extension_element(GEO, "lat", values.LATITUDE, required=required),
        extension_element(GEO, "long", values.LONGITUDE, required=required),
        extension_element(GEO, "alt", _ELEVATION),
    ]
