"""What the QCodes of a document stand for: its own catalogs first, then the aliases that are known everywhere."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.codes import NEWSCODES, SCHEMES
from newsfeed.formats.newsml.elements import children
from newsfeed.model import MEDIA_TOPICS

_NEWSCODES: Final = """
    acdc:accesscode catinat:catalogitemnature cinat:cinature ciprol:contactinfopartrole colsp:colourspace
    cpnat:cpnature cpprole:contactpointrole crel:conceptrelation drol:descriptionrole ednoterole:editornoterole
    genre:genre irel:itemrelation medtop:mediatopic ninat:ninature nmsig:newsmessagesignal nprov:newsprovider
    pgrmod:packagegroupmode plinat:plinature prodgenre:productgenre rnd:rendition sig:signal stat:pubstatusg2
    subj:subjectcode timeunit:timeunit vcdc:videocodec why:whypresent
"""
WELL_KNOWN: Final[dict[str, str]] = {
    **SCHEMES,
    **{alias: f"{NEWSCODES}{name}/" for alias, _, name in (each.partition(":") for each in _NEWSCODES.split())},
    "iso3166-1a2": "http://cvx.iptc.org/iso3166-1a2/",
    "iso3166-1a3": "http://cvx.iptc.org/iso3166-1a3/",
    "wikidata": "http://www.wikidata.org/entity/",
}
"""The schemes of the aliases in the IPTC's catalog that stories are tagged with, and of our own; nothing is fetched."""
_MEDIA_TOPIC: Final = re.compile(re.escape(MEDIA_TOPICS).replace("http:", "https?:", 1) + "([0-9]{8})")


class Concepts:
    """Resolves the QCodes of one item or message.

    Args:
        schemes: the IRI that each alias stands for.
    """

    def __init__(self, schemes: Mapping[str, str] = WELL_KNOWN) -> None:
        self._schemes = schemes

    def within(self, element: "etree._Element | None") -> "Concepts":
        """Give what holds within an item or a header: its catalogs go before those around it (NewsML-G2, catalog)."""
        own = {}
        for scheme in (each for catalog in children(element, "catalog") for each in children(catalog, "scheme")):
            alias, uri = scheme.get("alias"), scheme.get("uri")
            if alias and uri:
                own[alias.strip()] = uri.strip()
        return Concepts({**self._schemes, **own}) if own else self

    def resolve(self, qcode: str) -> str | None:
        """Give the IRI of a QCode; None where its alias is in no catalog that we have."""
        alias, colon, code = qcode.strip().partition(":")
        scheme = self._schemes.get(alias)
        return scheme + code if scheme is not None and colon and code else None

    def iri(self, element: "etree._Element", attribute: str = "qcode") -> str:
        """Give the IRI of a concept, by the IRI sibling of an attribute or by its QCode; "" where there is none."""
        if uri := element.get("uri" if attribute == "qcode" else f"{attribute}uri", "").strip():
            return uri
        qcode = element.get(attribute, "")
        return (self.resolve(qcode) or "") if qcode else ""

    def code(self, element: "etree._Element", attribute: str = "qcode") -> str:
        """Give the last part of a concept's IRI or QCode: `person` of `cpnat:person`."""
        found = self.iri(element, attribute) or element.get(attribute, "").strip()
        return found[max(found.rfind(each) for each in "/#:") + 1 :]

    def media_topic(self, element: "etree._Element") -> str | None:
        """Give the code of the IPTC Media Topic that a subject is, or None."""
        found = _MEDIA_TOPIC.fullmatch(self.iri(element))
        return found[1] if found else None

    def nature(self, element: "etree._Element") -> str | None:
        """Give the concept nature that a property's type says (cpnat), or None where its type is of another scheme."""
        if not element.get("type") and not element.get("typeuri"):
            return None
        found = self.iri(element, "type")
        scheme = SCHEMES["cpnat"]
        return found.removeprefix(scheme) if found.startswith(scheme) else None
