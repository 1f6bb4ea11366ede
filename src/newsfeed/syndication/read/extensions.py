"""Elements that the model has no field for: kept as they are."""

from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.findings import Severity
from newsfeed.model import Extension
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication import extensions


def extension(element: "etree._Element", lenient: LenientReader, location: Location) -> Extension | None:
    """Keep an element of another vocabulary; one in no namespace, which no format could write back, is noted."""
    name = str(element.tag)
    if not name.startswith("{"):
        if len(element) or (element.text or "").strip() or element.keys():
            lenient.note(
                "element.dropped", f"{name:.64} has no place in the model; it is left out", location, Severity.INFO
            )
        return None
    try:
        return extensions.extension_of(element)
    except ModelError as error:
        lenient.note("element.dropped", f"{name:.64} is left out: {error.reason}", location)
        return None
