"""Rules for items and single elements beyond the schema; each rule is a generator of faults."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

import attrs
from lxml import etree

from newsfeed.formats.newsml.concepts import NAR
from newsfeed.formats.newsml.faults import ERROR, RFC_3085, RFC_3987, RFC_5646, WARNING, Fault
from newsfeed.formats.newsml.navigation import local_name
from newsfeed.formats.newsml.schema_names import (
    ANY_STANDARD_CATALOG,
    CLASS_SCHEMES,
    CLASSES,
    CODED,
    CONTENT,
    IDENTIFIED,
    INSTANTS,
    LOCAL_TIMES,
    STANDARD_ALIASES,
    STANDARDS,
)
from newsfeed.validation.faults import quote
from newsfeed.values import iris, languages
from newsfeed.values.namespaces import XML

NS: Final = f"{{{NAR}}}"
"""The namespace of NewsML-G2 in braces, to put before a local name."""
XML_LANG: Final = f"{{{XML}}}lang"

_DATETIME_WITHOUT_ZONE: Final = re.compile(r"\s*-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9:.]+\s*")
_QCODE: Final = re.compile(r"[^\s:]+:\S+")
_URN_NEWSML: Final = re.compile(
    r"urn:newsml:[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?:[0-9]{8}(?:T[0-9]{6}(?:Z|[+-][0-9]{4})?)?:\S+",
    re.IGNORECASE,
)
_VERSION: Final = re.compile(r"([0-9]{1,6})\.([0-9]{1,6})")
_NEWEST_VERSION: Final = (2, 35)


@attrs.frozen
class CatalogScope:
    """The catalogs that apply to an item or to the header of a message.

    Attributes:
        aliases: the aliases that are known to be declared.
        complete: whether all aliases are known; False if a catalog would have to be fetched.
        listed: whether there is any catalog.
        standard: whether the IPTC's catalog is listed, whose newer editions may declare more aliases.
    """

    aliases: frozenset[str]
    complete: bool
    listed: bool
    standard: bool


# --- catalogs ---------------------------------------------------------------------------------------------------------


def catalog_scope(element: "etree._Element") -> CatalogScope:
    """Return the catalogs that an item or header lists."""
    references = [reference.get("href", "").strip() for reference in element.iterfind(f"{NS}catalogRef")]
    declared = [scheme.get("alias", "") for scheme in element.iterfind(f"{NS}catalog/{NS}scheme")]
    standard = [href for href in references if ANY_STANDARD_CATALOG.fullmatch(href)]
    aliases = frozenset(declared) | (STANDARD_ALIASES if standard else frozenset())
    listed = bool(references) or element.find(f"{NS}catalog") is not None
    return CatalogScope(aliases, len(standard) == len(references), listed, bool(standard))


def check_catalogs(item: "etree._Element") -> Iterator[Fault]:
    """Yield a fault for each alias with two schemes and each catalog that is listed twice."""
    schemes: dict[str, str] = {}
    for scheme in item.iterfind(f"{NS}catalog/{NS}scheme"):
        alias, uri = scheme.get("alias", ""), scheme.get("uri", "")
        if schemes.setdefault(alias, uri) != uri:
            message = f"the alias {quote(alias)} is declared for two schemes: give each scheme its own alias"
            yield Fault(scheme, ERROR, "newsml.catalog.alias.ambiguous", message, "@alias")
    hrefs = set()
    for reference in item.iterfind(f"{NS}catalogRef"):
        href = reference.get("href", "")
        if href in hrefs:
            message = f"the catalog {quote(href, 128)} is listed twice: list it once"
            yield Fault(reference, WARNING, "newsml.catalog.repeated", message, "@href")
        hrefs.add(href)


def check_qcodes(element: "etree._Element", scope: CatalogScope, attributes: list[tuple[str, str]]) -> Iterator[Fault]:
    """Yield a fault for each QCode with an alias that no catalog of the item declares (NewsML-G2, QCodes).

    Args:
        element: the element.
        scope: the catalogs that apply to it.
        attributes: names and values of its attributes.
    """
    for name, value in attributes:
        if name not in CODED or (name == "role" and element.tag == f"{NS}timestamp"):
            continue
        for qcode in value.split():
            alias = qcode.partition(":")[0]
            if alias in scope.aliases or not scope.complete or not _QCODE.fullmatch(qcode):
                continue
            if not scope.listed:
                message = (
                    f"{name} is {quote(qcode, 64)}, but the item lists no catalog: "
                    f"add a <catalogRef> or <catalog> that declares the alias {quote(alias)}"
                )
                yield Fault(element, ERROR, "newsml.qcode.no-catalog", message, f"@{name}")
            elif scope.standard:
                message = (
                    f"{name} is {quote(qcode, 64)}, but the IPTC's catalog does not declare its alias: "
                    "add a <catalogRef> to the catalog that does"
                )
                yield Fault(element, WARNING, "newsml.qcode.alias.unknown", message, f"@{name}")
            else:
                message = (
                    f"{name} is {quote(qcode, 64)}, but the catalog does not declare its alias: "
                    "add a <scheme> for it to the <catalog>"
                )
                yield Fault(element, ERROR, "newsml.qcode.alias.undeclared", message, f"@{name}")


# --- the item ---------------------------------------------------------------------------------------------------------


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
    elif not iris.is_iri(guid):
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
    if not _has_identity(element):
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
        yield Fault(element, ERROR, "newsml.item-class.mismatch", message)


def _item_class(element: "etree._Element") -> tuple[str, str]:
    """Return alias and code of an item class; both are "" if its scheme is unknown."""
    alias, _, code = (element.get("qcode") or "").partition(":")
    if alias:
        return alias, code
    uri = element.get("uri", "")
    scheme = next((iri for iri in CLASS_SCHEMES if uri.startswith(iri)), "")
    return CLASS_SCHEMES.get(scheme, ""), uri.removeprefix(scheme)


def _has_identity(element: "etree._Element") -> bool:
    return any((element.get(name) or "").strip() for name in ("qcode", "uri", "literal"))


def check_provider(item: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if the provider of an item is not named."""
    element = item.find(f"{NS}itemMeta/{NS}provider")
    if element is not None and not _has_identity(element) and not (element.findtext(f"{NS}name") or "").strip():
        message = "<provider> names nobody: add a qcode, uri or literal, or a <name>"
        yield Fault(element, ERROR, "newsml.provider.empty", message)


def check_content(item: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if an item lacks the content that its kind exists for, unless it is withdrawn."""
    alternatives = CONTENT.get(local_name(item), ())
    if not alternatives or any(item.find(f"{NS}{name}") is not None for name in alternatives):
        return
    status = item.find(f"{NS}itemMeta/{NS}pubStatus")
    value = "" if status is None else status.get("qcode") or status.get("uri") or ""
    if not value.endswith(("canceled", "withheld")):
        tags = " or ".join(f"<{name}>" for name in alternatives)
        message = f"<{local_name(item)}> has no content: add {tags}, or a <pubStatus> of canceled or withheld"
        yield Fault(item, ERROR, "newsml.item.hollow", message)


# --- groups -----------------------------------------------------------------------------------------------------------


def check_groups(item: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if the root of a groupSet is not a group in it, and for a group that contains itself."""
    for group_set in item.iterfind(f"{NS}groupSet"):
        groups = {name: group for group in group_set.iterfind(f"{NS}group") if (name := group.get("id"))}
        root = group_set.get("root", "").strip()
        if root and root not in groups:
            names = ", ".join(list(groups)[:8])
            remedy = f"write the id of one of the groups: {names}" if groups else "add the id to the topmost group"
            message = f"root is {quote(root, 64)}, but no <group> has this id: {remedy}"
            yield Fault(group_set, ERROR, "newsml.group-set.root.dangling", message, "@root")
        yield from _check_cycles(groups)


def _check_cycles(groups: "dict[str, etree._Element]") -> Iterator[Fault]:
    """Yield a fault for the first `<groupRef>` that closes a cycle, found by a depth-first walk without recursion."""
    references = {name: list(group.iterfind(f"{NS}groupRef")) for name, group in groups.items()}
    finished: set[str] = set()
    for start, start_references in references.items():
        path = {start}
        stack = [(start, iter(start_references))] if start not in finished else []
        while stack:
            name, remaining = stack[-1]
            reference = next((ref for ref in remaining if _is_unfinished(ref, groups, finished)), None)
            if reference is None:
                stack.pop()
                path.discard(name)
                finished.add(name)
                continue
            target = reference.get("idref", "")
            if target in path:
                message = (
                    f"the group {quote(target, 64)} contains itself by way of the group {quote(name, 64)}: "
                    "remove this <groupRef>"
                )
                yield Fault(reference, ERROR, "newsml.group.cycle", message, "@idref")
                return
            path.add(target)
            stack.append((target, iter(references[target])))


def _is_unfinished(reference: "etree._Element", groups: "dict[str, etree._Element]", finished: set[str]) -> bool:
    target = reference.get("idref", "")
    return target in groups and target not in finished


# --- single elements --------------------------------------------------------------------------------------------------


def check_date(element: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if a date with a time of day has no zone."""
    text = element.text or ""
    if _DATETIME_WITHOUT_ZONE.fullmatch(text):
        name = local_name(element)
        message = f"<{name}> is {quote(text.strip())}, without a zone: end it with Z or an offset such as +02:00"
        if name in INSTANTS:
            yield Fault(element, ERROR, "newsml.date.zone.missing", message)
        else:
            yield Fault(element, WARNING, "newsml.date.zone.unclear", message)


def check_reference_target(element: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if an `<itemRef>` names no item."""
    if not any((element.get(name) or "").strip() for name in ("residref", "href", "guidref", "persistidref")):
        message = "<itemRef> refers to nothing: add a residref (the guid of an item) or an href"
        yield Fault(element, ERROR, "newsml.item-ref.target.missing", message)


def check_identity(element: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if a property that names a concept has neither an identity nor a name."""
    if (
        not _has_identity(element)
        and len(element) == 0
        and not (element.text or "").strip()
        and not element.get("value")
    ):
        message = f"<{local_name(element)}> names no concept: add a qcode, uri or literal, or a <name>"
        yield Fault(element, WARNING, "newsml.property.empty", message)


def check_date_order(item_meta: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if the first version is newer than the current one; dates that are not in UTC are not compared."""
    created_element, version = item_meta.find(f"{NS}firstCreated"), item_meta.findtext(f"{NS}versionCreated")
    if created_element is None or not (created := created_element.text) or not version:
        return
    if created.endswith("Z") and version.endswith("Z") and created[:19] > version[:19]:
        message = (
            f"<firstCreated> {quote(created)} is later than <versionCreated> {quote(version)}: "
            "swap the dates or correct one"
        )
        yield Fault(created_element, WARNING, "newsml.date.order", message)


def check_links(element: "etree._Element", attributes: list[tuple[str, str]]) -> Iterator[Fault]:
    """Yield a fault for each address that is not an IRI and each language that is not a tag of BCP 47.

    Args:
        element: the element.
        attributes: names and values of its attributes.
    """
    for name, value in attributes:
        if name == "href" and not iris.is_iri(value.strip()) and not value.startswith("file:"):
            message = (
                f"href is {quote(value, 96)}, which is not an absolute and safe IRI: "
                "write one such as https://example.org/a"
            )
            yield Fault(element, WARNING, "newsml.href.form", message, "@href", RFC_3987)
        elif name == XML_LANG or (name == "tag" and element.tag == f"{NS}language"):
            problem = _language_problem(value)
            if problem:
                step = "@xml:lang" if name == XML_LANG else "@tag"
                yield Fault(element, ERROR, "newsml.language.invalid", problem, step, RFC_5646)


@lru_cache(maxsize=256)
def _language_problem(tag: str) -> str:
    """Return the message about a language tag, or "" if it is valid.

    An empty tag is valid: it cancels the language of an enclosing element (XML 1.0, 2.12).
    """
    if not tag:
        return ""
    try:
        languages.check_language(tag)
    except ValueError as error:
        return str(error)
    if languages.is_registered_language(tag):
        return ""
    return (
        f"the language {quote(tag, 64)} is not registered: write a tag from the registry of BCP 47, such as en or pt-BR"
    )


ITEM_RULES: Final[tuple[Callable[["etree._Element"], Iterator[Fault]], ...]] = (
    check_root_attributes,
    check_catalogs,
    check_item_class,
    check_provider,
    check_content,
    check_groups,
)
"""Rules for an item as a whole, in the order of their findings."""

ELEMENT_RULES: Final[dict[str, Callable[["etree._Element"], Iterator[Fault]]]] = {
    **{f"{NS}{name}": check_date for name in INSTANTS | LOCAL_TIMES},
    **{f"{NS}{name}": check_identity for name in IDENTIFIED},
    f"{NS}itemRef": check_reference_target,
    f"{NS}itemMeta": check_date_order,
}
"""Rule of each element that has one, by its tag."""
