"""Media types of Atom content (RFC 4287, section 4.1.3)."""

from typing import Final

_XML_TYPES: Final = frozenset(
    (
        "text/xml",
        "application/xml",
        "text/xml-external-parsed-entity",
        "application/xml-external-parsed-entity",
        "application/xml-dtd",
    )
)


def essence(media_type: str) -> str:
    """Return a media type in lower case and without parameters (the term is that of the WHATWG MIME Sniffing standard)."""
    return media_type.partition(";")[0].strip().lower()


def is_xml(media_type: str) -> bool:
    """Return whether content of a media type is XML (section 4.1.3.3).

    Args:
        media_type: the essence of the type.
    """
    return media_type.endswith(("+xml", "/xml")) or media_type in _XML_TYPES


def is_base64(media_type: str) -> bool:
    """Return whether content of a media type is encoded in Base64: it is neither XML nor text.

    Args:
        media_type: the essence of the type.
    """
    return "/" in media_type and not media_type.startswith("text/") and not is_xml(media_type)
