"""Order of the elements of an item in the schema, used to write back an element that was kept as an extension."""

from collections.abc import Mapping
from typing import Final

from newsfeed.formats.newsml.concepts import NAR
from newsfeed.model import Extension
from newsfeed.validation.faults import word_set


def _ranks(*groups: str) -> dict[str, int]:
    """Return the rank of each name; the names of a group can be in any order."""
    return {name: rank for rank, group in enumerate(groups) for name in group.split()}


def _sequence(names: str) -> dict[str, int]:
    """Return the rank of each name of a sequence."""
    return {name: rank for rank, name in enumerate(names.split())}


ITEM_META: Final[Mapping[str, int]] = _sequence(
    "itemClass provider versionCreated firstCreated embargoed pubStatus role fileName generator profile service title edNote "
    "memberOf instanceOf signal altRep deliverableOf hash expires origRep incomingFeedId metadataCreator link "
    "itemMetaExtProperty"
)
"""Rank of each child of `<itemMeta>`."""

CONTENT_META: Final[Mapping[str, int]] = _ranks(
    *("icon", "urgency", "contentCreated", "contentModified", "digitalSourceType"),
    "located infoSource creator contributor audience exclAudience altId rating userInteraction",
    "language genre keyword subject slugline headline dateline by creditline description",
    "contentMetaExtProperty",
)
"""Rank of each child of `<contentMeta>`."""

BEFORE_META: Final[Mapping[str, int]] = _ranks("catalogRef catalog", "hopHistory", "pubHistory", "rightsInfo")
"""Rank of each child of an item before its `<itemMeta>`."""

AFTER_META: Final[Mapping[str, int]] = _ranks("partMeta", "assert", "inlineRef", "derivedFrom derivedFromValue")
"""Rank of each child of an item between its `<contentMeta>` and its content."""

HEADER: Final[Mapping[str, int]] = _ranks(
    *("sent", "catalogRef catalog", "sender", "transmitId", "priority", "origin"),
    "channel destination timestamp signal",
    "headerExtProperty",
)
"""Rank of each child of the `<header>` of a message."""

_DEFINITION: Final = ("name definition note facet remoteInfo hierarchyInfo", "sameAs broader narrower related")

PARTY: Final[Mapping[str, int]] = _ranks(*_DEFINITION, "personDetails organisationDetails", "*")
"""Rank of each child of a party, such as `<creator>`; those of other vocabularies have the rank of `*`."""

PLACE: Final[Mapping[str, int]] = _ranks(*_DEFINITION, "geoAreaDetails POIDetails", "*")
"""Rank of each child of `<located>`."""

SERVICE: Final[Mapping[str, int]] = _ranks("name hierarchyInfo")
"""Rank of each child of `<service>`."""

SUBJECT: Final[Mapping[str, int]] = _ranks(*_DEFINITION, "*", "bag", "mainConcept", "facetConcept")
"""Rank of each child of `<subject>`, and of each term of another classification, such as `<genre>`."""

REMOTE_CONTENT: Final[Mapping[str, int]] = _sequence("channel altId altLoc hash signal remoteContentExtProperty *")
"""Rank of each child of `<remoteContent>`."""

RIGHTS: Final[Mapping[str, int]] = _ranks(
    *("accountable", "copyrightHolder"),
    "copyrightNotice usageTerms link rightsInfoExtProperty rightsExpressionXML rightsExpressionData",
    *("dataMining", "*"),
)
"""Rank of each child of `<rightsInfo>`."""

LINK: Final[Mapping[str, int]] = _ranks(
    "language itemClass provider versionCreated firstCreated embargoed pubStatus title headline description edNote signal "
    "role genre subject located urgency creator contributor keyword slugline by creditline dateline altId icon hash fileName "
    "service contentCreated contentModified rightsInfo *"
)
"""The children of `<link>` that are written back; it takes any."""

SINGLE: Final = word_set(
    "itemClass provider versionCreated firstCreated embargoed pubStatus role fileName profile metadataCreator urgency "
    "contentCreated contentModified digitalSourceType hopHistory pubHistory transmitId priority origin accountable "
    "copyrightHolder dataMining personDetails organisationDetails geoAreaDetails POIDetails bag mainConcept"
)
"""The elements that occur once in their parent: one that was kept replaces the one that the writer makes."""

IDENTITY: Final = frozenset(("qcode", "uri", "literal", "tag", "href", "residref", "value"))
"""The attributes that name what a property is about; without any, an empty element has the further attributes of a field."""


_TEXTS: Final = word_set("name definition note copyrightNotice usageTerms title description headline by creditline")
"""Elements with a text: one without is never an element of its own."""


def is_further(extension: Extension) -> bool:
    """Return whether an extension has the further attributes of an element with a field, and is no element itself."""
    namespace, _, name = extension.name.rpartition("}")
    if extension.content or not extension.attributes or namespace != f"{{{NAR}":
        return False
    return name in _TEXTS or not any(attribute in IDENTITY for attribute, _ in extension.attributes)


_CONTAINERS: Final = (BEFORE_META, ITEM_META, CONTENT_META, AFTER_META)


def position(extension: Extension) -> tuple[int, int, str]:
    """Return the sort key of an extension of a story, for the order of writing and reading back."""
    if not extension.name.startswith(f"{{{NAR}}}"):
        return 0, 0, ""
    name = extension.name.rpartition("}")[2]
    if is_further(extension):
        return 1, 0, name
    for container, ranks in enumerate(_CONTAINERS, 2):
        if name in ranks:
            return container, ranks[name], ""
    return 9, 0, ""


def is_kept(extension: Extension) -> bool:
    """Return whether an extension of a story is an element of NewsML-G2 that is written back in its place."""
    container = position(extension)[0]
    return 1 <= container < len(_CONTAINERS) + 2


def child_position(extension: Extension) -> tuple[int, str]:
    """Return the sort key of a child of an object's element, for the order of writing and reading back."""
    name = extension.name.rpartition("}")[2]
    if is_further(extension):
        return 0, name
    if not extension.name.startswith(f"{{{NAR}}}"):
        return _FOREIGN + 1, ""
    return _CHILDREN.get(name, _FOREIGN) + 1, ""


_CHILDREN: Final = {**RIGHTS, **REMOTE_CONTENT, **SUBJECT, **PLACE, **PARTY}
_FOREIGN: Final = 4


def is_kept_in_message(extension: Extension) -> bool:
    """Return whether an extension of a feed is an element of NewsML-G2 that is written back in the message or its header."""
    namespace, _, name = extension.name.rpartition("}")
    return namespace == f"{{{NAR}" and (name == "packageItem" or (name in HEADER and not is_further(extension)))
