"""Elements of vocabularies without a field in the model, preserved as they are."""

from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.findings import Severity
from newsfeed.model import Extension
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication import extensions


def read_extension(element: "etree._Element", lenient: LenientReader, location: Location) -> Extension | None:
    """Read an element of an unknown vocabulary as an `Extension`.

    Returns:
        None if the element is in no namespace, so that no format could write it back, or if the model refuses it. Both
        are reported unless the element is empty.
    """
    name = str(element.tag)
    if not name.startswith("{"):
        if len(element) or (element.text or "").strip() or element.keys():
            message = (
                f"{name:.64} is left out: the model has no field for it, and only elements with a namespace are kept"
            )
            lenient.note("element.dropped", message, location, Severity.INFO)
        return None
    try:
        return extensions.parse_extension(element)
    except ModelError as error:
        lenient.note("element.dropped", f"{name:.64} is left out: {error.reason}", location)
        return None
