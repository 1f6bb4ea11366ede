"""Concepts of controlled vocabularies, named by IRI or by QCode."""

from typing import Final, Literal, get_args

from newsfeed.model import SectionKind, Status
from newsfeed.values.escaping import escape_attribute

Mode = Literal["uri", "qcode"]
"""How concepts are named: by IRI, which needs no catalog, or by QCode, whose alias a catalog resolves."""

NAR: Final = "http://iptc.org/std/nar/2006-10-01/"
STANDARD_CATALOG: Final = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"

NEWSCODES: Final = "http://cv.iptc.org/newscodes/"
SCHEMES: Final[dict[str, str]] = {
    "cpnat": f"{NEWSCODES}cpnature/",
    "drol": f"{NEWSCODES}descriptionrole/",
    "irel": f"{NEWSCODES}itemrelation/",
    "ninat": f"{NEWSCODES}ninature/",
    "sig": f"{NEWSCODES}signal/",
    "stat": f"{NEWSCODES}pubstatusg2/",
    "timeunit": f"{NEWSCODES}timeunit/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "linkrel": "http://www.iana.org/assignments/relation/",
    "part": "urn:newsfeed:part:",
    "field": "urn:newsfeed:field:",
}
"""The IRI that each alias stands for; the last three are not in the catalog of the IPTC, so we bring our own."""

OWN: Final = ("linkrel", "part", "field")
SIBLINGS: Final = {
    "qcode": "uri",
    "role": "roleuri",
    "rel": "reluri",
    "type": "typeuri",
    "durationunit": "durationunituri",
}
"""The IRI sibling of each attribute that holds a QCode (NewsML-G2 2.35 Power)."""

NATURES: Final[dict[str, str]] = {
    "person": "person",
    "organization": "organisation",
    "place": "geoArea",
    "event": "event",
    "work": "object",
    "thing": "abstract",
}
"""The concept nature (cpnat) of each kind of topic."""


def concept(mode: Mode, alias: str, code: str, attribute: str = "qcode") -> str:
    """Give the attribute that names a concept, a space before it; `attribute` is the one for its QCode."""
    if mode == "qcode":
        return f' {attribute}="{alias}:{escape_attribute(code)}"'
    return f' {SIBLINGS[attribute]}="{escape_attribute(SCHEMES[alias] + code)}"'


def catalogs(mode: Mode) -> str:
    """Give the catalogs that resolve the aliases of an item; there are none where concepts are named by IRI."""
    if mode == "uri":
        return ""
    schemes = "".join([f'<scheme alias="{alias}" uri="{SCHEMES[alias]}"/>' for alias in OWN])
    return f'<catalogRef href="{STANDARD_CATALOG}"/>\n<catalog>{schemes}</catalog>\n'


_PARTS: Final = ("summary", "mention", "prompt", "question")
_FIELDS: Final = ("undated", "medium", "alt", "caption", "credit", "thumbnail")


class Concepts:
    """What items name, each as the attribute that names it with a space before: made once, since every item names them."""

    def __init__(self, mode: Mode) -> None:
        self.catalogs = catalogs(mode)
        self.text = concept(mode, "ninat", "text")
        self.status = {each: concept(mode, "stat", each) for each in get_args(Status)}
        self.correction = concept(mode, "sig", "correction")
        self.see_also = concept(mode, "irel", "seeAlso", "rel")
        self.derived_from = concept(mode, "irel", "derivedFrom", "rel")
        self.alternate = concept(mode, "linkrel", "alternate", "rel")
        self.license = concept(mode, "linkrel", "license", "rel")
        self.nature = {each: concept(mode, "cpnat", nature, "type") for each, nature in NATURES.items()}
        self.in_scheme = concept(mode, "skos", "inScheme", "rel")
        self.summary = concept(mode, "drol", "summary", "role")
        self.seconds = concept(mode, "timeunit", "seconds", "durationunit")
        self.part = {each: concept(mode, "part", each) for each in (*get_args(SectionKind), *_PARTS)}
        self.field = {each: concept(mode, "field", each, "rel") for each in _FIELDS}


class _OfModes(dict[Mode, Concepts]):
    def __missing__(self, mode: Mode) -> Concepts:
        return self.setdefault(mode, Concepts(mode))


CONCEPTS: Final = _OfModes()
"""The concepts as each mode names them."""
