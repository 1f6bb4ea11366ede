"""Resolution of QCodes: the item's own catalogs first, then the aliases that are known everywhere."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.concepts import NEWSCODES, SCHEMES
from newsfeed.formats.newsml.navigation import children
from newsfeed.model import MEDIA_TOPICS

_NEWSCODES_ALIASES: Final = """
    acdc:accesscode catinat:catalogitemnature cinat:cinature ciprol:contactinfopartrole colsp:colourspace
    cpnat:cpnature cpprole:contactpointrole crel:conceptrelation drol:descriptionrole ednoterole:editornoterole
    genre:genre irel:itemrelation medtop:mediatopic ninat:ninature nmsig:newsmessagesignal nprov:newsprovider
    pgrmod:packagegroupmode plinat:plinature prodgenre:productgenre rnd:rendition sig:signal stat:pubstatusg2
    subj:subjectcode timeunit:timeunit vcdc:videocodec why:whypresent
"""
WELL_KNOWN_SCHEMES: Final[dict[str, str]] = {
    **SCHEMES,
    **{alias: f"{NEWSCODES}{name}/" for alias, _, name in (pair.partition(":") for pair in _NEWSCODES_ALIASES.split())},
    "iso3166-1a2": "http://cvx.iptc.org/iso3166-1a2/",
    "iso3166-1a3": "http://cvx.iptc.org/iso3166-1a3/",
    "wikidata": "http://www.wikidata.org/entity/",
}
"""Scheme IRIs by alias: those in the IPTC's catalog that stories are tagged with, and newsfeed's own. No catalog is fetched."""
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


def _code_in(iri: str, alias: str) -> str | None:
    scheme = SCHEMES[alias]
    return iri.removeprefix(scheme) if iri.startswith(scheme) else None
