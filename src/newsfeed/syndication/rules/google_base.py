"""Schemas of the elements of Google Base (2006), for items for sale, jobs, recipes and reviews.

Its namespace is that of Google's product feeds today, so elements that are not listed here are accepted.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from newsfeed.syndication.rules.code_lists import COUNTRIES
from newsfeed.syndication.rules.schemas import check_plain_text, extension_element, extension_elements
from newsfeed.validation import links, values
from newsfeed.validation.element_schemas import ELEMENTS, ElementSchema
from newsfeed.validation.faults import Fault, ValueCheck, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import G

_TEXTS: Final = """
    actor agent area apparel_type artist author brand color condition course course_number course_times cuisine
    delivery_notes education employer ethnicity format id immigration_status interested_in isbn
    job_function job_industry job_type main_ingredient make manufacturer manufacturer_id meal_type model model_number
    name_of_item_being_reviewed news_source occupation payment_notes product_type property_type publication_name
    publication_volume review_type school_district service_type sexual_orientation size subject subject_area
    tax_region university upc vehicle_type vin
"""
_NUMBERS: Final = (
    "calories cholesterol cooking_time fiber hoa_dues salary saturated_fat servings sodium total_carbs total_fat"
)
_NUMBERS_WITH_UNIT: Final = "delivery_radius megapixels memory preparation_time price processor_speed protein weight"
_MOST: Final = 10


def _number(text: str) -> Iterable[Fault]:
    return values.matching(r"[0-9]++(?:\.[0-9]*+)?\s*+\w*+.*", "InvalidFloat", "a number such as 12.5")(text)


_number_with_unit: Final = values.matching(
    r"[0-9]++(?:\.[0-9]*+)?\s*+\w*+", "InvalidFloatUnit", "a number and a unit such as 12.5 kg"
)
_whole_number: Final = values.matching(
    r"[0-9][0-9,]*(?: .*)?", "InvalidIntUnit", "a whole number and a unit such as 120 sq.ft"
)
_currency: Final = values.matching("[A-Z]{3}", "InvalidCurrencyUnit", "a currency of three letters such as EUR")
_percentage: Final = values.decimal("InvalidPercentage", least=0, most=100)


def _date(text: str) -> Iterable[Fault]:
    """Check a date without a time; the date and time of an offer is in another element."""
    faults = tuple(values.iso8601(text))
    if not faults and "T" in text:
        return (Fault("invalid", "InvalidISO8601Date", f"write a date such as 2024-05-17, not {quote(text)}"),)
    return faults


def _past_date(text: str) -> Iterable[Fault]:
    return tuple(_date(text)) or values.plausible_day(text)


def _year(text: str) -> Iterable[Fault]:
    latest = datetime.now(UTC).year + 4
    if not text.isdigit() or not text.isascii() or not 1900 <= int(text[:9]) <= latest:
        yield Fault("invalid", "InvalidYear", f"write a year from 1900 to {latest}, not {quote(text)}")


def _label(text: str) -> Iterable[Fault]:
    if "," in text:
        yield Fault("invalid", "InvalidLabel", f"{quote(text)} has a comma: write an element for each label")


def _location(parts: tuple[int, ...], w3c_code: str, example: str) -> ValueCheck:
    """Return a check of a place: a number of parts with commas between them."""

    def _check(text: str) -> Iterable[Fault]:
        fields = text.split(",")
        if len(fields) not in parts or not all(field.strip() for field in fields):
            yield Fault("invalid", w3c_code, f"write a place such as {example}, not {quote(text)}")

    return _check


_PLACE: Final = _location((2, 3), "InvalidLocation", "Mountain View, CA, USA")
_ADDRESS: Final = _location((5,), "InvalidFullLocation", "1 Main St, Mountain View, CA, 94043, USA")


def _words(words: str, w3c_code: str) -> ValueCheck:
    return values.one_of([word.strip() for word in words.split(",")], w3c_code)


def _check_count(node: Node) -> Iterable[Fault]:
    """Check that an item has at most ten of an element, a rule of its schema."""
    if node.parent is not None and node.parent.counts.get(node.schema.name, 0) == _MOST + 1:
        name = node.walk.qualified_name(node.schema.name)
        yield Fault("too_many", "TooMany", f"the item has more than {_MOST} <{name}>: keep the best ones")


def element_schemas() -> list[ElementSchema]:
    """Return the schemas of the elements; each call returns new ones."""
    return [
        *extension_elements(G, _TEXTS, rules=(check_plain_text,)),
        *extension_elements(G, _NUMBERS, _number),
        *extension_elements(G, _NUMBERS_WITH_UNIT, _number_with_unit),
        *extension_elements(G, "age bathrooms bedrooms quantity", values.NOT_NEGATIVE),
        extension_element(G, "pages", values.POSITIVE),
        extension_element(G, "mileage", _whole_number),
        extension_element(G, "tax_percent", _percentage),
        extension_element(G, "currency", _currency),
        extension_element(G, "year", _year),
        extension_element(G, "expiration_date", _date),
        extension_element(G, "publish_date", _past_date),
        extension_element(G, "expiration_date_time", values.iso8601),
        *extension_elements(G, "from_location to_location", _PLACE),
        extension_element(G, "location", _ADDRESS),
        *extension_elements(G, "listing_type pickup", values.TRUE_FALSE),
        extension_element(G, "image_link", links.absolute_uri, once=False, rules=(_check_count,)),
        extension_element(G, "label", _label, once=False, rules=(_check_count,)),
        extension_element(G, "url_of_item_being_reviewed", links.absolute_uri),
        *_enumerations(),
        _shipping(),
        *_ranges(),
    ]


def _enumerations() -> list[ElementSchema]:
    marital = "single, divorced, separated, widowed, married, in relationship"
    payment = "Cash, Check, Visa, MasterCard, AmericanExpress, Discover, WireTransfer"
    return [
        extension_element(
            G, "gender", values.one_of(("Male", "M", "Female", "F", "Unisex"), "InvalidGender", fold=True)
        ),
        extension_element(G, "marital_status", _words(marital, "InvalidMaritalStatus")),
        extension_element(G, "payment_accepted", _words(payment, "InvalidPaymentMethod"), once=False),
        extension_element(G, "price_type", _words("negotiable, starting", "InvalidPriceType")),
        extension_element(G, "salary_type", _words("negotiable, starting", "InvalidSalaryType")),
        extension_element(G, "rating", _words("1, 2, 3, 4, 5", "InvalidRatingType")),
        extension_element(G, "reviewer_type", _words("editorial, user", "InvalidReviewerType")),
    ]


def _shipping() -> ElementSchema:
    services = "FedEx, UPS, DHL, Mail, Other, Overnight, Standard"
    return extension_element(G, "shipping", content=ELEMENTS).contain(
        extension_element(G, "service", _words(services, "InvalidServiceType")),
        extension_element(G, "country", values.one_of(COUNTRIES, "InvalidCountryCode")),
        extension_element(G, "price", _number_with_unit),
    )


def _ranges() -> list[ElementSchema]:
    return [
        extension_element(G, local, content=ELEMENTS).contain(*extension_elements(G, "start end", values.iso8601))
        for local in ("course_date_range", "event_date_range", "travel_date_range")
    ]
