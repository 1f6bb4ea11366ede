"""Places: GeoRSS (simple and GML), W3C geo and ICBM."""

import re
from collections.abc import Iterable
from typing import Any, Final

from newsfeed.findings import Severity
from newsfeed.syndication.rules.schemas import many, module
from newsfeed.validation import values
from newsfeed.validation.engine import ELEMENTS, Attribute, Element, Node
from newsfeed.validation.faults import Fault, Value, shown
from newsfeed.values.namespaces import GEO, GEORSS, GML, ICBM

_PAIR: Final = re.compile(r"[+-]?[0-9]{1,20}(?:\.[0-9]{0,40})?")


def _numbers(text: str) -> list[float] | None:
    words = text.replace(",", " ").split()
    return [float(word) for word in words] if all(_PAIR.fullmatch(word) for word in words) else None


def _coordinates(event: str, *, least: int, most: int | None, hint: str) -> Value:
    def check(text: str) -> Iterable[Fault]:
        numbers = _numbers(text)
        pairs = len(numbers) / 2 if numbers is not None else 0
        in_range = numbers is not None and all(abs(each) <= (180 if at % 2 else 90) for at, each in enumerate(numbers))
        if not in_range or pairs != int(pairs) or pairs < least or (most is not None and pairs > most):
            yield Fault("invalid", event, f"write {hint}, latitude before longitude, not {shown(text)}")
        elif "," in text:
            message = f"separate coordinates by spaces, not by commas: {shown(text)}"
            yield Fault("comma", "CoordComma", message, severity=Severity.ERROR)  # the schema refuses it too

    return check


point: Final = _coordinates("InvalidCoord", least=1, most=1, hint="a point such as 45.256 -71.92")
line: Final = _coordinates(
    "InvalidCoordList", least=2, most=None, hint="two or more points such as 45.256 -110.45 46.46 -109.48"
)
box: Final = _coordinates(
    "InvalidCoordList", least=2, most=2, hint="the lower and the upper corner such as 42.943 -71.032 43.039 -69.856"
)
_ring: Final = _coordinates("InvalidCoordList", least=4, most=None, hint="four or more points, the last as the first")


def polygon(text: str) -> Iterable[Fault]:
    """Check a ring of points that ends where it begins."""
    faults = tuple(_ring(text))
    numbers = _numbers(text) or []
    if not faults and numbers[:2] != numbers[-2:]:
        return (Fault("open", "InvalidCoordList", f"end the ring with its first point, {numbers[0]:g} {numbers[1]:g}"),)
    return faults


def circle(text: str) -> Iterable[Fault]:
    """Check a circle: its centre and its radius in metres."""
    numbers = _numbers(text) or []
    if len(numbers) != 3 or numbers[2] < 0 or tuple(point(" ".join(text.replace(",", " ").split()[:2]))):
        message = f"write a centre and a radius such as 45.256 -71.92 500, not {shown(text)}"
        return (Fault("invalid", "InvalidCoordList", message),)
    return ()


def _has_shape(node: Node) -> Iterable[Fault]:
    if not node.counts:
        message = "says no place: put gml:Point, gml:LineString, gml:Polygon or gml:Envelope inside"
        yield Fault("empty", "MissingElement", message)


_RADIUS: Final = values.decimal("InvalidFloat", least=0)
_TAGS: Final = {
    name: Attribute(check)
    for name, check in (
        ("elev", values.FLOAT),
        ("floor", values.ANY_INTEGER),
        ("radius", _RADIUS),
        ("featuretypetag", values.not_blank),
        ("relationshiptag", values.not_blank),
        ("featurename", values.not_blank),
    )
}


def _shapes() -> list[Element]:
    srs = {"srsName": Attribute(), "dimension": Attribute(), "srsDimension": Attribute(), f"{{{GML}}}id": Attribute()}
    place: dict[str, Any] = {"content": ELEMENTS, "attributes": srs}
    ring = module(GML, "LinearRing", required=True, **place).contain(
        module(GML, "posList", polygon, required=True, attributes=srs)
    )
    return [
        module(GML, "Point", **place).contain(module(GML, "pos", point, required=True, attributes=srs)),
        module(GML, "LineString", **place).contain(module(GML, "posList", line, required=True, attributes=srs)),
        module(GML, "Polygon", **place).contain(module(GML, "exterior", content=ELEMENTS, required=True).contain(ring)),
        module(GML, "Envelope", **place).contain(*many(GML, "lowerCorner upperCorner", point, required=True)),
    ]


def rows() -> list[Element]:
    """Give the rows for a feed or an entry."""
    where = module(GEORSS, "where", content=ELEMENTS, once=False, attributes=_TAGS, rules=(_has_shape,)).contain(
        *_shapes()
    )
    shapes = (("point", point), ("line", line), ("polygon", polygon), ("box", box))
    return [
        *[module(GEORSS, local, check, once=False, attributes=_TAGS) for local, check in shapes],
        where,
        module(GEORSS, "circle", circle, once=False, attributes=_TAGS),
        module(GEORSS, "elev", values.FLOAT),
        module(GEORSS, "radius", _RADIUS),
        module(GEORSS, "floor", values.ANY_INTEGER),
        *many(GEORSS, "featureTypeTag relationshipTag featureName", once=False, blank="NotBlank"),
        module(GEO, "lat", values.LATITUDE),
        module(GEO, "long", values.LONGITUDE),
        module(GEO, "alt", values.FLOAT),
        module(GEO, "Point", content=ELEMENTS, once=False).contain(
            module(GEO, "lat", values.LATITUDE), module(GEO, "long", values.LONGITUDE), module(GEO, "alt", values.FLOAT)
        ),
        *many(ICBM, "lat latitude", values.LATITUDE),
        *many(ICBM, "lon longitude", values.LONGITUDE),
    ]
