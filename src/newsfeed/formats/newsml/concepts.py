"""Controlled vocabularies: the schemes of concepts, and the attributes that name a concept by IRI or by QCode."""

from typing import Final, Literal, get_args

from newsfeed.model import SectionKind, Status
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.namespaces import NEWSML

Mode = Literal["uri", "qcode"]
"""Naming of concepts: by IRI, without a catalog, or by QCode, with a catalog that resolves its alias."""

NAR: Final = NEWSML
"""Namespace of the News Architecture, which NewsML-G2 is part of."""

STANDARD_CATALOG: Final = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
"""The IPTC's catalog, in the edition that items refer to."""

NEWSCODES: Final = "http://cv.iptc.org/newscodes/"
"""Start of the IRIs of the IPTC's own schemes."""

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
"""Scheme IRIs by alias. The last three are missing in the IPTC's catalog, so items declare them in a catalog of their own."""

OWN_ALIASES: Final = ("linkrel", "part", "field")
"""Aliases that items declare themselves."""

IRI_SIBLINGS: Final = {
    "qcode": "uri",
    "role": "roleuri",
    "rel": "reluri",
    "type": "typeuri",
    "durationunit": "durationunituri",
}
"""IRI sibling of each attribute for a QCode (NewsML-G2 2.35 Power)."""

NATURES: Final[dict[str, str]] = {
    "person": "person",
    "organization": "organisation",
    "place": "geoArea",
    "event": "event",
    "work": "object",
    "thing": "abstract",
}
"""Concept nature (cpnat) by kind of topic."""


def concept_attribute(mode: Mode, alias: str, code: str, attribute: str = "qcode") -> str:
    """Return the attribute that names a concept, with a space before it.

    Args:
        mode: naming by IRI or by QCode.
        alias: alias of its scheme.
        code: its code in the scheme.
        attribute: the attribute for a QCode; in the mode `uri`, its IRI sibling is written instead.
    """
    if mode == "qcode":
        return f' {attribute}="{alias}:{escape_attribute(code)}"'
    return f' {IRI_SIBLINGS[attribute]}="{escape_attribute(SCHEMES[alias] + code)}"'


def catalog_elements(mode: Mode) -> str:
    """Return the catalogs that resolve the aliases of an item; "" if concepts are named by IRI."""
    if mode == "uri":
        return ""
    schemes = "".join([f'<scheme alias="{alias}" uri="{SCHEMES[alias]}"/>' for alias in OWN_ALIASES])
    return f'<catalogRef href="{STANDARD_CATALOG}"/>\n<catalog>{schemes}</catalog>\n'


_PARTS: Final = ("summary", "mention", "prompt", "question")
_FIELDS: Final = ("undated", "medium", "alt", "caption", "credit", "thumbnail")


class ConceptAttributes:
    """Attributes of the concepts that every item names, rendered once for each mode, with a space before each.

    Args:
        mode: naming of concepts.

    Attributes:
        catalogs: elements of the catalogs that the attributes need.
        text_class: item class of a text.
        correction_signal: signal of a correction.
        see_also, derived_from, alternate, license, in_scheme: relations.
        summary_role: role of a description.
        seconds: unit of a duration.
        statuses, natures: publishing status and concept nature, by the values of the model.
        part_roles: roles of the parts of a story, in newsfeed's own scheme.
        fields: relations of extension properties, in newsfeed's own scheme.
    """

    def __init__(self, mode: Mode) -> None:
        self.catalogs = catalog_elements(mode)
        self.text_class = concept_attribute(mode, "ninat", "text")
        self.statuses = {status: concept_attribute(mode, "stat", status) for status in get_args(Status)}
        self.correction_signal = concept_attribute(mode, "sig", "correction")
        self.see_also = concept_attribute(mode, "irel", "seeAlso", "rel")
        self.derived_from = concept_attribute(mode, "irel", "derivedFrom", "rel")
        self.alternate = concept_attribute(mode, "linkrel", "alternate", "rel")
        self.license = concept_attribute(mode, "linkrel", "license", "rel")
        self.natures = {kind: concept_attribute(mode, "cpnat", nature, "type") for kind, nature in NATURES.items()}
        self.in_scheme = concept_attribute(mode, "skos", "inScheme", "rel")
        self.summary_role = concept_attribute(mode, "drol", "summary", "role")
        self.seconds = concept_attribute(mode, "timeunit", "seconds", "durationunit")
        self.part_roles = {role: concept_attribute(mode, "part", role) for role in (*get_args(SectionKind), *_PARTS)}
        self.fields = {field: concept_attribute(mode, "field", field, "rel") for field in _FIELDS}


class _ConceptAttributesByMode(dict[Mode, ConceptAttributes]):
    def __missing__(self, mode: Mode) -> ConceptAttributes:
        return self.setdefault(mode, ConceptAttributes(mode))


CONCEPT_ATTRIBUTES: Final = _ConceptAttributesByMode()
"""Concept attributes by mode, made on first use."""
