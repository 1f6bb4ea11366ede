"""Controlled vocabularies: the schemes of concepts, and the attributes that name a concept by IRI or by QCode."""

import re
from typing import Final, Literal, get_args
from urllib.parse import quote

import attrs

from newsfeed.model import CorrectionKind, ItemClass, Policies, SectionKind, Status
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.namespaces import NEWSML

Mode = Literal["uri", "qcode"]
"""Naming of newsfeed's own concepts: by IRI, or by QCode and IRI, with a catalog that resolves the alias.

Concepts of the IPTC have both in either mode, since systems in use read the QCodes only.
"""

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
    "rnd": f"{NEWSCODES}rendition/",
    "part": "urn:newsfeed:part:",
    "field": "urn:newsfeed:field:",
    "role": "urn:newsfeed:role:",
}
"""Scheme IRIs by alias."""

OWN_SCHEMES: Final = "urn:newsfeed:"
"""Start of the IRIs of newsfeed's own schemes."""

OWN_ALIASES: Final = ("linkrel", "part", "field", "role")
"""Aliases that are missing in the IPTC's catalog, so that items declare them in a catalog of their own."""

_NEWSCODES_ALIASES: Final = """
    acdc:accesscode catinat:catalogitemnature cinat:cinature ciprol:contactinfopartrole colsp:colourspace
    cpnat:cpnature cpprole:contactpointrole crel:conceptrelation digsrctype:digitalsourcetype drol:descriptionrole
    ednoterole:editornoterole genre:genre irel:itemrelation medtop:mediatopic ninat:ninature nmsig:newsmessagesignal
    nprov:newsprovider pgrmod:packagegroupmode plinat:plinature prodgenre:productgenre rnd:rendition sig:signal
    stat:pubstatusg2 subj:subjectcode timeunit:timeunit vcdc:videocodec why:whypresent
"""
WELL_KNOWN_SCHEMES: Final[dict[str, str]] = {
    **SCHEMES,
    **{alias: f"{NEWSCODES}{name}/" for alias, _, name in (pair.partition(":") for pair in _NEWSCODES_ALIASES.split())},
    "iso3166-1a2": "http://cvx.iptc.org/iso3166-1a2/",
    "iso3166-1a3": "http://cvx.iptc.org/iso3166-1a3/",
    "wikidata": "http://www.wikidata.org/entity/",
}
"""Scheme IRIs by alias: those in the IPTC's catalog that stories are tagged with, and newsfeed's own. No catalog is fetched."""

STANDARD_SCHEMES: Final[dict[str, str]] = {
    uri: alias for alias, uri in WELL_KNOWN_SCHEMES.items() if alias not in OWN_ALIASES
}
"""Aliases of the IPTC's catalog by the IRI of their scheme."""

PRIORITY: Final = 5
"""Priority of the transmission of a message, from 1 to 9. Superdesk refuses a message that has none."""

IRI_SIBLINGS: Final = {
    "qcode": "uri",
    "role": "roleuri",
    "rel": "reluri",
    "type": "typeuri",
    "durationunit": "durationunituri",
    "rendition": "renditionuri",
    "how": "howuri",
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


ITEM_CLASSES: Final[dict[str, str]] = {"animation": "animated"}
"""Code of an item class (ninat) by the name of the class in the model, where they differ."""

_CODE: Final = re.compile(r"[^\s:/#]+")
_SPLIT: Final = re.compile(r"(.*[/#:])([^/#:]+)", re.DOTALL)


def concept_attribute(mode: Mode, alias: str, code: str, attribute: str = "qcode") -> str:
    """Return the attributes that name a concept, with a space before each.

    Args:
        mode: naming of newsfeed's own concepts; those of the IPTC have a QCode and an IRI in either.
        alias: alias of its scheme.
        code: its code in the scheme.
        attribute: the attribute for a QCode, whose IRI sibling is always written.
    """
    iri = f' {IRI_SIBLINGS[attribute]}="{escape_attribute(SCHEMES[alias] + code)}"'
    if mode == "uri" and alias in OWN_ALIASES:
        return iri
    return f' {attribute}="{alias}:{escape_attribute(code)}"{iri}'


def iri_attributes(iri: str, attribute: str = "qcode") -> str:
    """Return the attributes that name a concept by its IRI, and by its QCode if its scheme has an alias of the IPTC.

    Args:
        iri: the IRI of the concept.
        attribute: the attribute for a QCode.
    """
    scheme = _SPLIT.fullmatch(iri)
    alias = STANDARD_SCHEMES.get(scheme[1]) if scheme else None
    qcode = (
        f' {attribute}="{alias}:{escape_attribute(scheme[2])}"'
        if scheme and alias and _CODE.fullmatch(scheme[2])
        else ""
    )
    return f'{qcode} {IRI_SIBLINGS[attribute]}="{escape_attribute(iri)}"'


def standard_iri(scheme: str | None, code: str) -> str:
    """Return the IRI of a concept in a scheme of the IPTC's catalog; "" for any other scheme, and for a code with a space."""
    return scheme + code if scheme in STANDARD_SCHEMES and _CODE.fullmatch(code) else ""


def role_attribute(mode: Mode, role: str) -> str:
    """Return the attributes of a role in any words, as the code of a scheme of newsfeed; "" for none."""
    if not role:
        return ""
    return concept_attribute(mode, "role", quote(role, safe=""), "role")


def catalog_elements(mode: Mode) -> str:
    """Return the catalogs that resolve the aliases of an item: the IPTC's, and one of newsfeed's own aliases for QCodes."""
    reference = f'<catalogRef href="{STANDARD_CATALOG}"/>\n'
    if mode == "uri":
        return reference
    schemes = "".join([f'<scheme alias="{alias}" uri="{SCHEMES[alias]}"/>' for alias in OWN_ALIASES])
    return f"{reference}<catalog>{schemes}</catalog>\n"


_PARTS: Final = ("summary", "mention", "prompt", "question")
_FIELDS: Final = (
    *(
        "undated",
        "kind",
        "access",
        "css_selector",
        "section_path",
        "speakable",
        "coverage_start",
        "coverage_end",
        "statement",
    ),
    *(
        "medium",
        "alt",
        "caption",
        "credit",
        "thumbnail",
        "poster",
        "uploaded",
        "rendition",
        "width",
        "height",
        "duration",
    ),
    *("language", "role", "avatar", "logo", "id", "job_title", "place", "position", "service", "year", "subject"),
)
_POLICIES: Final = tuple(field.name for field in attrs.fields(Policies))


class ConceptAttributes:
    """Attributes of the concepts that every item names, rendered once for each mode, with a space before each.

    Args:
        mode: naming of concepts.

    Attributes:
        catalogs: elements of the catalogs that the attributes need.
        item_classes: item class, by the values of the model.
        correction_signal: signal of a correction, marked as derived from the corrections of the story.
        corrections: role of a note that is a correction for readers, by its kind.
        see_also, associated, derived_from, alternate, license, in_scheme, translated_from, translations: relations.
        summary_role: role of a description.
        seconds: unit of a duration.
        statuses, natures: publishing status and concept nature, by the values of the model.
        part_roles: roles of the parts of a story, in newsfeed's own scheme.
        mention_role, source_role: roles that tell the outlets of a press review from the source of the item.
        byline_role, headline_role: roles of a byline that is a field of the story, and of another headline.
        fields, policies: relations of extension properties, in newsfeed's own scheme.
    """

    def __init__(self, mode: Mode) -> None:
        self.catalogs: str = catalog_elements(mode)
        self.item_classes: dict[str, str] = {
            name: concept_attribute(mode, "ninat", ITEM_CLASSES.get(name) or name) for name in get_args(ItemClass)
        }
        self.statuses: dict[str, str] = {status: concept_attribute(mode, "stat", status) for status in get_args(Status)}
        derived = concept_attribute(mode, "field", "corrections", "how")
        self.correction_signal: str = concept_attribute(mode, "sig", "correction") + derived
        self.corrections: dict[str, str] = {
            kind: concept_attribute(mode, "part", kind, "role") for kind in get_args(CorrectionKind)
        }
        self.translated_from: str = concept_attribute(mode, "irel", "translatedFrom", "rel")
        self.translations: str = concept_attribute(mode, "irel", "translations", "rel")
        self.associated: str = concept_attribute(mode, "irel", "associatedWith", "rel")
        self.see_also: str = concept_attribute(mode, "irel", "seeAlso", "rel")
        self.derived_from: str = concept_attribute(mode, "irel", "derivedFrom", "rel")
        self.alternate: str = concept_attribute(mode, "linkrel", "alternate", "rel")
        self.license: str = concept_attribute(mode, "linkrel", "license", "rel")
        self.natures: dict[str, str] = {
            kind: concept_attribute(mode, "cpnat", nature, "type") for kind, nature in NATURES.items()
        }
        self.in_scheme: str = concept_attribute(mode, "skos", "inScheme", "rel")
        self.summary_role: str = concept_attribute(mode, "drol", "summary", "role")
        self.seconds: str = concept_attribute(mode, "timeunit", "seconds", "durationunit")
        self.part_roles: dict[str, str] = {
            role: concept_attribute(mode, "part", role) for role in (*get_args(SectionKind), *_PARTS)
        }
        self.mention_role: str = concept_attribute(mode, "part", "mention", "role")
        self.source_role: str = concept_attribute(mode, "field", "source_name", "role")
        self.byline_role: str = concept_attribute(mode, "field", "byline", "role")
        self.headline_role: str = concept_attribute(mode, "field", "headline", "role")
        self.fields: dict[str, str] = {field: concept_attribute(mode, "field", field, "rel") for field in _FIELDS}
        self.policies: dict[str, str] = {
            field: concept_attribute(mode, "field", f"policy-{field}", "rel") for field in _POLICIES
        }


class _ConceptAttributesByMode(dict[Mode, ConceptAttributes]):
    def __missing__(self, mode: Mode) -> ConceptAttributes:
        return self.setdefault(mode, ConceptAttributes(mode))


CONCEPT_ATTRIBUTES: Final = _ConceptAttributesByMode()
"""Concept attributes by mode, made on first use."""
