"""Rules for items as a whole beyond the schema; each rule is a generator of faults.

Documents that the official schema takes get an error only for what contradicts itself or the text of the standard, and a
warning otherwise.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.catalog_rules import check_catalogs
from newsfeed.formats.newsml.element_rules import has_identity, has_zone
from newsfeed.formats.newsml.faults import ERROR, RFC_3085, WARNING, Fault
from newsfeed.formats.newsml.group_rules import check_groups
from newsfeed.formats.newsml.navigation import local_name, one_line
from newsfeed.formats.newsml.schema_names import (
    CLASS_SCHEMES,
    CLASSES,
    CONTENT,
    HANDLING_DATES,
    INSTANTS,
    NS,
    STANDARDS,
    STATUS_ALIAS,
    STATUS_SCHEME,
    STATUSES,
)
from newsfeed.validation.faults import quote
from newsfeed.values import iris

_INSTANT_TAGS: Final = tuple(f"{NS}{name}" for name in sorted(INSTANTS))
_HAS_TIME: Final = re.compile(r"\s*-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T")
_URN_NEWSML: Final = re.compile(
    r"urn:newsml:[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?:[0-9]{8}(?:T[0-9]{6}(?:Z|[+-][0-9]{4})?)?:\S+",
    re.IGNORECASE,
)
_VERSION: Final = re.compile(r"([0-9]{1,6})\.([0-9]{1,6})")
_NEWEST_VERSION: Final = (2, 35)


def check_root_attributes(item: "etree._Element") -> Iterator[Fault]:
    """Yield a fault for each malformed attribute of an item: standard, conformance, standardversion and guid."""
    standard = item.get("standard")
    if standard is not None and standard not in STANDARDS:
        message = f"standard is {quote(standard)}: write NewsML-G2"
        yield Fault(item, ERROR, "newsml.standard.unknown", message, "@standard")
    conformance = item.get("conformance")
    if conformance not in (None, "core", "power"):
        message = f"conformance is {quote(str(conformance))}: write core or power"
        yield Fault(item, WARNING, "newsml.conformance.unknown", message, "@conformance")
    version = _VERSION.fullmatch(item.get("standardversion", ""))
    if version and (int(version[1]), int(version[2])) > _NEWEST_VERSION:
        message = (
            f"standardversion is {quote(version[0])}, but documents are validated by NewsML-G2 2.35: "
            "rules of later versions are not checked"
        )
        yield Fault(item, WARNING, "newsml.standardversion.newer", message, "@standardversion")
    guid = item.get("guid")
    if guid is not None:
        yield from _check_guid(item, guid)


def _check_guid(item: "etree._Element", guid: str) -> Iterator[Fault]:
    if not guid.strip():
        message = "guid is empty: write an IRI that never changes, such as a tag URI or urn:newsml"
        yield Fault(item, ERROR, "newsml.guid.empty", message, "@guid")
    elif guid.lower().startswith("urn:newsml:"):
        if not _URN_NEWSML.fullmatch(guid):
            message = (
                f"guid is {quote(guid, 64)}, which does not have the form of RFC 3085: "
                "write urn:newsml:provider:YYYYMMDD:identifier"
            )
            yield Fault(item, WARNING, "newsml.guid.urn-newsml", message, "@guid", RFC_3085)
    elif not iris.is_name(guid):
        message = (
            f"guid is {quote(guid, 64)}, which is not an absolute IRI: "
            "write a tag URI (RFC 4151) or urn:newsml (RFC 3085)"
        )
        yield Fault(item, WARNING, "newsml.guid.relative", message, "@guid")


def check_item_class(item: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if the class of an item is empty or does not fit the kind of item."""
    element = item.find(f"{NS}itemMeta/{NS}itemClass")
    if element is None:
        return
    if not has_identity(element):
        message = "<itemClass> names no class: add a qcode such as ninat:text, or a uri"
        yield Fault(element, ERROR, "newsml.item-class.empty", message)
        return
    alias, code = _item_class(element)
    required_alias, required_code = CLASSES[local_name(item)]
    if alias in CLASS_SCHEMES.values() and (
        alias != required_alias or (required_code is not None and code != required_code)
    ):
        remedy = f"{required_alias}:{required_code}" if required_code else f"a class of the scheme {required_alias}"
        message = f"<{local_name(item)}> cannot have the class {quote(f'{alias}:{code}', 64)}: write {remedy}"
        if _describes_content(item):
            yield Fault(element, ERROR, "newsml.item-class.mismatch", message)
        else:
            yield Fault(element, WARNING, "newsml.item-class.doubtful", message)


def _describes_content(item: "etree._Element") -> bool:
    """Return whether an item describes content.

    An item without `<contentMeta>` may be a mere notice about another version, so contradictions about its content are only
    warnings; the official schema takes them in any item.
    """
    return item.find(f"{NS}contentMeta") is not None


def _item_class(element: "etree._Element") -> tuple[str, str]:
    """Return alias and code of an item class; both are "" if its scheme is unknown."""
    alias, _, code = (element.get("qcode") or "").partition(":")
    if alias:
        return alias, code
    uri = element.get("uri", "")
    scheme = next((iri for iri in CLASS_SCHEMES if uri.startswith(iri)), "")
    return CLASS_SCHEMES.get(scheme, ""), uri.removeprefix(scheme)


def check_status(item: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if the publishing status of an item is not in the IPTC's vocabulary, the only one for it."""
    element = item.find(f"{NS}itemMeta/{NS}pubStatus")
    if element is None:
        return
    alias, _, code = (element.get("qcode") or "").partition(":")
    uri = element.get("uri", "").strip()
    if uri.startswith(STATUS_SCHEME):
        alias, code = STATUS_ALIAS, uri.removeprefix(STATUS_SCHEME)
    if alias == STATUS_ALIAS and code not in STATUSES and not _redefines(item, STATUS_ALIAS, STATUS_SCHEME):
        remedy = ", ".join(f"{STATUS_ALIAS}:{status}" for status in STATUSES[:-1])
        message = (
            f"the status {quote(f'{alias}:{code}', 64)} is not in the IPTC's vocabulary: "
            f"write {remedy} or {STATUS_ALIAS}:{STATUSES[-1]}"
        )
        yield Fault(element, ERROR, "newsml.pub-status.unknown", message)


def _redefines(item: "etree._Element", alias: str, uri: str) -> bool:
    """Return whether a catalog in the item gives an alias to another scheme than the IPTC's."""
    schemes = item.iterfind(f"{NS}catalog/{NS}scheme")
    return any(scheme.get("alias") == alias and scheme.get("uri") != uri for scheme in schemes)


def check_provider(item: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if the provider of an item is not named."""
    element = item.find(f"{NS}itemMeta/{NS}provider")
    if element is not None and not has_identity(element) and not (element.findtext(f"{NS}name") or "").strip():
        message = "<provider> names nobody: add a qcode, uri or literal, or a <name>"
        yield Fault(element, ERROR, "newsml.provider.empty", message)


def check_content(item: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if an item lacks the content that its kind exists for, unless it is withdrawn.

    It is an error only if the item describes content or has a status, by which it is usable.
    """
    alternatives = CONTENT.get(local_name(item), ())
    if not alternatives or any(item.find(f"{NS}{name}") is not None for name in alternatives):
        return
    status = item.find(f"{NS}itemMeta/{NS}pubStatus")
    value = "" if status is None else status.get("qcode") or status.get("uri") or ""
    if value.endswith(("canceled", "withheld")):
        return
    remedy = f"add {' or '.join(f'<{name}>' for name in alternatives)}, or a <pubStatus> of canceled or withheld"
    message = f"<{local_name(item)}> has no content: {remedy}"
    if _describes_content(item) or status is not None:
        yield Fault(item, ERROR, "newsml.item.hollow", message)
    else:
        yield Fault(item, WARNING, "newsml.item.bare", message)


# --- dates ------------------------------------------------------------------------------------------------------------


def check_zones(item: "etree._Element") -> Iterator[Fault]:
    """Yield a fault for each date of handling with a time of day and no zone.

    It is an error if other dates of the item have a zone, since then the item's history and embargo are unclear. Dates of
    the content often come from a camera without a zone.
    """
    elements = [element for element in item.iter(*_INSTANT_TAGS) if _HAS_TIME.match(element.text or "")]
    without_zone = [element for element in elements if not has_zone(element.text or "")]
    for element in without_zone:
        name, date = local_name(element), quote((element.text or "").strip())
        remedy = "end it with Z or an offset such as +02:00"
        if name in HANDLING_DATES and len(without_zone) < len(elements):
            message = f"<{name}> is {date}, without the zone that other dates have: {remedy}"
            yield Fault(element, ERROR, "newsml.date.zone.mixed", message)
        else:
            yield Fault(element, WARNING, "newsml.date.zone.missing", f"<{name}> is {date}, without a zone: {remedy}")


def check_date_order(item: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if the first version of an item is newer than the current one; dates without a zone are not compared."""
    item_meta = item.find(f"{NS}itemMeta")
    if item_meta is None:
        return
    created_element, version_element = item_meta.find(f"{NS}firstCreated"), item_meta.find(f"{NS}versionCreated")
    if created_element is None or version_element is None:
        return
    created, version = _instant(created_element), _instant(version_element)
    if created and version and created > version:
        message = (
            f"<firstCreated> {quote(one_line(created_element))} is later than <versionCreated> "
            f"{quote(one_line(version_element))}: swap the dates or correct one"
        )
        yield Fault(created_element, WARNING, "newsml.date.order", message)


def _instant(element: "etree._Element") -> datetime | None:
    """Return the date of an element; None if it has no zone or is not a date that Python can represent."""
    try:
        date = datetime.fromisoformat(one_line(element))
    except ValueError:
        return None
    return date if date.tzinfo else None


ITEM_RULES: Final[tuple[Callable[["etree._Element"], Iterator[Fault]], ...]] = (
    check_root_attributes,
    check_catalogs,
    check_item_class,
    check_status,
    check_provider,
    check_zones,
    check_date_order,
    check_content,
    check_groups,
)
"""Rules for an item as a whole, in the order of their findings."""
