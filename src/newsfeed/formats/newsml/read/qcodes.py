"""Resolution of QCodes: the item's own catalogs first, then the aliases that are known everywhere."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from lxml import etree

from newsfeed.formats.newsml.concepts import SCHEMES, WELL_KNOWN_SCHEMES
from newsfeed.formats.newsml.navigation import children
from newsfeed.model import MEDIA_TOPICS

_MEDIA_TOPIC: Final = re.compile(re.escape(MEDIA_TOPICS).replace("http:", "https?:", 1) + "([0-9]{8})")


class QCodeResolver:
    """Resolver of the concepts that one item or message header names.

    Args:
        schemes: scheme IRIs by alias.
    """

    def __init__(self, schemes: Mapping[str, str] = WELL_KNOWN_SCHEMES) -> None:
        self._schemes = schemes

    def with_catalogs_of(self, element: "etree._Element | None") -> "QCodeResolver":
        """Return a resolver that includes the catalogs inside an item or header.

        They take precedence over the aliases of the enclosing message (NewsML-G2, catalog).
        """
        local_schemes = {}
        for scheme in (scheme for catalog in children(element, "catalog") for scheme in children(catalog, "scheme")):
            alias, uri = scheme.get("alias"), scheme.get("uri")
            if alias and uri:
                local_schemes[alias.strip()] = uri.strip()
        return QCodeResolver({**self._schemes, **local_schemes}) if local_schemes else self

    def resolve(self, qcode: str) -> str | None:
        """Return the IRI of a QCode, or None if its alias is in no catalog that is available."""
        alias, colon, code = qcode.strip().partition(":")
        scheme = self._schemes.get(alias)
        return scheme + code if scheme is not None and colon and code else None

    def iri(self, element: "etree._Element", attribute: str = "qcode") -> str:
        """Return the IRI of a concept, or "" if it has none or its alias is unknown.

        Args:
            element: the property that names the concept.
            attribute: the attribute for the QCode; its IRI sibling (`uri`, `roleuri`, `reluri` ...) wins over it.
        """
        if uri := element.get("uri" if attribute == "qcode" else f"{attribute}uri", "").strip():
            return uri
        qcode = element.get(attribute, "")
        return (self.resolve(qcode) or "") if qcode else ""

    def code(self, element: "etree._Element", attribute: str = "qcode") -> str:
        """Return the last part of a concept's IRI or QCode: `person` for `cpnat:person`."""
        identifier = self.iri(element, attribute) or element.get(attribute, "").strip()
        return identifier[max(identifier.rfind(separator) for separator in "/#:") + 1 :]

    def media_topic(self, element: "etree._Element") -> str | None:
        """Return the eight-digit code of a subject that is an IPTC Media Topic, else None."""
        match = _MEDIA_TOPIC.fullmatch(self.iri(element))
        return match[1] if match else None

    def nature(self, element: "etree._Element") -> str | None:
        """Return the concept nature (`cpnat`) in a property's type, or None if its type is of another scheme."""
        if not element.get("type") and not element.get("typeuri"):
            return None
        return _code_in(self.iri(element, "type"), "cpnat")

    def part_role(self, element: "etree._Element") -> str | None:
        """Return the kind of story part that a `<role>` names in newsfeed's own scheme, else None."""
        return _code_in(self.iri(element), "part")

    def field_name(self, element: "etree._Element") -> str | None:
        """Return the model field that an extension property carries in newsfeed's own scheme, else None."""
        return _code_in(self.iri(element, "rel"), "field")

    def role(self, element: "etree._Element", attribute: str = "role") -> str:
        """Return the words of a role: those that newsfeed's writer made an IRI of, else the code; "" if it has none."""
        words = _code_in(self.iri(element, attribute), "role")
        return unquote(words) if words is not None else self.code(element, attribute)

    def party_role(self, element: "etree._Element") -> str:
        """Return the role of a party in words; "" if it has none, or if the role is only a mark of newsfeed's writer."""
        if not (element.get("role") or element.get("roleuri")):
            return ""
        has_own_mark = any(self.marks(element, alias) is not None for alias in ("part", "field"))
        return "" if has_own_mark else self.role(element)

    def marks(self, element: "etree._Element", alias: str, attribute: str = "role") -> str | None:
        """Return the code that an attribute has in one of newsfeed's own schemes, else None."""
        return _code_in(self.iri(element, attribute), alias)


def _code_in(iri: str, alias: str) -> str | None:
    scheme = SCHEMES[alias]
    return iri.removeprefix(scheme) if iri.startswith(scheme) else None
