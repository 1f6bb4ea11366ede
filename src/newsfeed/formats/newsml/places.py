"""The places of a story: the place of filing, in `<located>`, and the places that it is about, among the subjects."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, Mode, iri_attributes
from newsfeed.formats.newsml.kept import complete
from newsfeed.formats.newsml.schema_order import PLACE, SUBJECT
from newsfeed.model import Place, Position
from newsfeed.rendering.elements import attributes
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.escaping import escape, escape_attribute

CREATED: Final = "created"
"""Role of the place that a story was filed from."""


def add_places_created(builder: MarkupBuilder, places: Sequence[Place], mode: Mode) -> None:
    """Add the places that a story was filed from.

    They are written before the others; where the story has them in another order, a relation has their index.
    """
    created = [place for place in places if place.role == CREATED]
    is_sorted = created == list(places[: len(created)])
    for index, place in enumerate(places):
        if place.role == CREATED:
            relation = "" if is_sorted else f'<related{CONCEPT_ATTRIBUTES[mode].fields["place"]} value="{index}"/>'
            details = f"{relation}{_altitude(place.position, mode)}{_area_details(place.position)}"
            markup = f"<located{_identity(place)}>{_name(place)}{details}</located>\n"
            builder.raw(complete(markup, place.extensions, PLACE))


def add_other_places(builder: MarkupBuilder, places: Iterable[Place], mode: Mode) -> None:
    """Add the places that a story is about as subjects; a relation tells them from the topics of a story."""
    concepts = CONCEPT_ATTRIBUTES[mode]
    for place in places:
        if place.role == CREATED:
            continue
        markup = f"<subject{concepts.natures['place']}{_identity(place)}>{_name(place)}"
        role = f'value="{escape_attribute(place.role)}"' if place.role else 'literal="place"'
        markup += f"<related{concepts.fields['place']} {role}/>"
        if place.position:
            markup += f'<related{concepts.fields["position"]} value="{_coordinates(place.position)}"/>'
        builder.raw(complete(f"{markup}</subject>\n", place.extensions, SUBJECT))


def _identity(place: Place) -> str:
    if place.uri:
        return iri_attributes(place.uri)
    return f' literal="{escape_attribute(place.name)}"' if place.name else ""


def _name(place: Place) -> str:
    return f"<name>{escape(place.name)}</name>" if place.name else ""


def _area_details(position: Position | None) -> str:
    if position is None:
        return ""
    altitude = position.altitude if isinstance(position.altitude, int) else None
    pairs = (
        ("latitude", _decimal(position.latitude)),
        ("longitude", _decimal(position.longitude)),
        ("altitude", altitude),
    )
    return f"<geoAreaDetails><position{attributes(pairs)}/></geoAreaDetails>"


def _altitude(position: Position | None, mode: Mode) -> str:
    """Return a height with a fraction of a metre as a relation, since the standard's attribute is a whole number."""
    if position is None or not isinstance(position.altitude, float):
        return ""
    return f'<related{CONCEPT_ATTRIBUTES[mode].fields["position"]} value="{_coordinates(position)}"/>'


def _coordinates(position: Position) -> str:
    numbers = (position.latitude, position.longitude, position.altitude)
    return " ".join([_decimal(number) for number in numbers if number is not None])


def _decimal(number: float) -> str:
    """Return a number without an exponent, as XML Schema's decimals are written."""
    return format(Decimal(repr(number)), "f")
