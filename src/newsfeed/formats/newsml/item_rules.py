"""What the standard asks of an item beyond its schema; each rule is a generator."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

import attrs
from lxml import etree

from newsfeed.findings import Severity
from newsfeed.formats.newsml.codes import NAR
from newsfeed.formats.newsml.places import Fault, local
from newsfeed.formats.newsml.vocabulary import (
    CLASS_SCHEMES,
    CLASSES,
    CODED,
    CONTENT,
    IDENTIFIED,
    INSTANTS,
    LOCAL_TIMES,
    STANDARD_ALIASES,
    STANDARD_CATALOG,
    STANDARDS,
)
from newsfeed.values import iris, languages

ERROR, WARNING = Severity.ERROR, Severity.WARNING
N: Final = f"{{{NAR}}}"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_NAIVE: Final = re.compile(r"\s*-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9:.]+\s*")
_QCODE: Final = re.compile(r"[^\s:]+:\S+")
_URN_NEWSML: Final = re.compile(
    r"urn:newsml:[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?:[0-9]{8}(?:T[0-9]{6}(?:Z|[+-][0-9]{4})?)?:\S+",
    re.IGNORECASE,
)
_VERSION: Final = re.compile(r"([0-9]{1,6})\.([0-9]{1,6})")


@attrs.frozen
class Scope:
    """The catalogs that hold for an item, or for the header of a message.

    Attributes:
        aliases: those that are known.
        complete: whether all are known: no catalog is kept where only a network would reach it.
        listed: whether there is any catalog.
        standard: whether the IPTC's is among them, of which newer editions may know more.
    """

    aliases: frozenset[str]
    complete: bool
    listed: bool
    standard: bool


# --- catalogs ---------------------------------------------------------------------------------------------------------


def scope_of(element: "etree._Element") -> Scope:
    """Give the catalogs that an item, or a header, lists."""
    references = [each.get("href", "").strip() for each in element.iterfind(f"{N}catalogRef")]
    inline = [each.get("alias", "") for each in element.iterfind(f"{N}catalog/{N}scheme")]
    standard = [href for href in references if STANDARD_CATALOG.fullmatch(href)]
    aliases = frozenset(inline) | (STANDARD_ALIASES if standard else frozenset())
    listed = bool(references) or element.find(f"{N}catalog") is not None
    return Scope(aliases, len(standard) == len(references), listed, bool(standard))


def catalogs(item: "etree._Element") -> Iterator[Fault]:
    """An alias stands for one scheme; a catalog is listed once."""
    seen: dict[str, str] = {}
    for scheme in item.iterfind(f"{N}catalog/{N}scheme"):
        alias, uri = scheme.get("alias", ""), scheme.get("uri", "")
        if seen.setdefault(alias, uri) != uri:
            message = f"the alias {alias:.64} stands for two schemes: give each scheme an alias of its own"
            yield scheme, ERROR, "newsml.catalog.alias.ambiguous", message, "@alias"
    hrefs = set()
    for reference in item.iterfind(f"{N}catalogRef"):
        href = reference.get("href", "")
        if href in hrefs:
            yield reference, WARNING, "newsml.catalog.repeated", f"{href:.128} is listed twice: take one out", "@href"
        hrefs.add(href)


def codes(element: "etree._Element", scope: Scope, pairs: list[tuple[str, str]]) -> Iterator[Fault]:
    """An alias in a QCode is one that a catalog of the item declares (NewsML-G2, QCodes)."""
    for name, value in pairs:
        if name not in CODED or (name == "role" and element.tag == f"{N}timestamp"):
            continue
        for code in value.split():
            alias = code.partition(":")[0]
            if alias in scope.aliases or not scope.complete or not _QCODE.fullmatch(code):
                continue
            if not scope.listed:
                message = f"{name} is {code:.64}, and no catalog is listed: add the one that declares {alias:.48}"
                yield element, ERROR, "newsml.qcode.no-catalog", message, f"@{name}"
            elif scope.standard:
                message = f"{name} is {code:.64}, whose alias is not in the IPTC's catalog: list the one that has it"
                yield element, WARNING, "newsml.qcode.alias.unknown", message, f"@{name}"
            else:
                message = f"{name} is {code:.64}, whose alias is not in the catalog: add the scheme to it"
                yield element, ERROR, "newsml.qcode.alias.undeclared", message, f"@{name}"


# --- the item ---------------------------------------------------------------------------------------------------------


def root_attributes(item: "etree._Element") -> Iterator[Fault]:
    """Each attribute of an item has the form that the standard gives it."""
    standard = item.get("standard")
    if standard is not None and standard not in STANDARDS:
        yield item, ERROR, "newsml.standard.unknown", f"standard is {standard!r:.64}: write NewsML-G2", "@standard"
    if item.get("conformance") not in (None, "core", "power"):
        message = f"conformance is {item.get('conformance')!r:.64}: write core or power"
        yield item, WARNING, "newsml.conformance.unknown", message, "@conformance"
    number = _VERSION.fullmatch(item.get("standardversion", ""))
    if number and (int(number[1]), int(number[2])) > (2, 35):
        message = f"standardversion is {number[0]}; this validator knows the standard up to 2.35"
        yield item, WARNING, "newsml.standardversion.newer", message, "@standardversion"
    guid = item.get("guid")
    if guid is not None:
        yield from _guid(item, guid)


def _guid(item: "etree._Element", guid: str) -> Iterator[Fault]:
    if not guid.strip():
        message = "guid is empty: write an IRI that never changes, such as a tag URI or urn:newsml"
        yield item, ERROR, "newsml.guid.empty", message, "@guid"
    elif guid.lower().startswith("urn:newsml:"):
        if not _URN_NEWSML.fullmatch(guid):
            message = f"{guid:.64} has not the form of RFC 3085: write urn:newsml:provider:YYYYMMDD:identifier"
            yield item, WARNING, "newsml.guid.urn-newsml", message, "@guid"
    elif not iris.is_iri(guid):
        message = f"{guid:.64} is no absolute IRI: write a tag URI (RFC 4151) or urn:newsml (RFC 3085)"
        yield item, WARNING, "newsml.guid.relative", message, "@guid"


def item_class(item: "etree._Element") -> Iterator[Fault]:
    """The class of an item is named, and fits the kind of item."""
    element = item.find(f"{N}itemMeta/{N}itemClass")
    if element is None:
        return
    if not _named(element):
        message = "itemClass names no class: give it a qcode such as ninat:text, or a uri"
        yield element, ERROR, "newsml.item-class.empty", message, ""
        return
    alias, code = _class_of(element)
    wanted, only = CLASSES[local(item)]
    if alias in CLASS_SCHEMES.values() and (alias != wanted or (only is not None and code != only)):
        example = f"{wanted}:{only}" if only else f"a code of {wanted}"
        message = f"a {local(item)} cannot be of the class {alias}:{code:.48}: write {example}"
        yield element, ERROR, "newsml.item-class.mismatch", message, ""


def _class_of(element: "etree._Element") -> tuple[str, str]:
    alias, _, code = (element.get("qcode") or "").partition(":")
    if alias:
        return alias, code
    uri = element.get("uri", "")
    scheme = next((each for each in CLASS_SCHEMES if uri.startswith(each)), "")
    return CLASS_SCHEMES.get(scheme, ""), uri.removeprefix(scheme)


def _named(element: "etree._Element") -> bool:
    return any((element.get(name) or "").strip() for name in ("qcode", "uri", "literal"))


def provider(item: "etree._Element") -> Iterator[Fault]:
    """The provider is named."""
    element = item.find(f"{N}itemMeta/{N}provider")
    if element is not None and not _named(element) and not (element.findtext(f"{N}name") or "").strip():
        message = "provider names nobody: give it a qcode, uri or literal, or a name"
        yield element, ERROR, "newsml.provider.empty", message, ""


def purpose(item: "etree._Element") -> Iterator[Fault]:
    """An item holds what its kind is for, unless it is withdrawn."""
    wanted = CONTENT.get(local(item), ())
    if not wanted or any(item.find(f"{N}{name}") is not None for name in wanted):
        return
    status = item.find(f"{N}itemMeta/{N}pubStatus")
    value = "" if status is None else status.get("qcode") or status.get("uri") or ""
    if not value.endswith(("canceled", "withheld")):
        message = f"a {local(item)} without {wanted[0]} holds nothing: add {' or '.join(wanted)}"
        yield item, ERROR, "newsml.item.hollow", message, ""


# --- groups -----------------------------------------------------------------------------------------------------------


def groups(item: "etree._Element") -> Iterator[Fault]:
    """The root of a groupSet is a group in it, and no group is within itself."""
    for group_set in item.iterfind(f"{N}groupSet"):
        named = {each.get("id"): each for each in group_set.iterfind(f"{N}group") if each.get("id")}
        root = group_set.get("root", "").strip()
        if root and root not in named:
            names = ", ".join(map(str, list(named)[:8]))
            advice = f"write that of one of {names}" if named else "give it to the topmost"
            message = f"root is {root:.64}, and no group has this id: {advice}"
            yield group_set, ERROR, "newsml.group-set.root.dangling", message, "@root"
        yield from _cycles(named)


def _cycles(named: "dict[str | None, etree._Element]") -> Iterator[Fault]:
    inner = {name: [each.get("idref") for each in group.iterfind(f"{N}groupRef")] for name, group in named.items()}
    done: set[str | None] = set()
    for start, first in inner.items():
        path: set[str | None] = {start}
        stack = [(start, iter(first))] if start not in done else []
        while stack:
            name, rest = stack[-1]
            target = next((each for each in rest if each in inner and each not in done), None)
            if target is None:
                stack.pop()
                path.discard(name)
                done.add(name)
            elif target in path:
                message = f"the group {target!s:.64} is within itself, by way of {name!s:.64}: take this groupRef out"
                yield named[name], ERROR, "newsml.group.cycle", message, ""
                return
            else:
                path.add(target)
                stack.append((target, iter(inner[target])))


# --- single elements --------------------------------------------------------------------------------------------------


def instant(element: "etree._Element") -> Iterator[Fault]:
    """A date with a time of day has a zone."""
    text = element.text or ""
    if _NAIVE.fullmatch(text):
        message = f"{local(element)} is {text.strip():.48}, without a zone: end it with Z or an offset such as +02:00"
        if local(element) in INSTANTS:
            yield element, ERROR, "newsml.date.zone.missing", message, ""
        else:
            yield element, WARNING, "newsml.date.zone.unclear", message, ""


def reference_target(element: "etree._Element") -> Iterator[Fault]:
    """An itemRef says which item it means."""
    if not any((element.get(name) or "").strip() for name in ("residref", "href", "guidref", "persistidref")):
        message = "itemRef refers to nothing: give it a residref (the guid of an item) or an href"
        yield element, ERROR, "newsml.item-ref.target.missing", message, ""


def identity(element: "etree._Element") -> Iterator[Fault]:
    """A property that names a concept has an identity, or at least a name."""
    if not _named(element) and len(element) == 0 and not (element.text or "").strip() and not element.get("value"):
        message = f"{local(element)} says nothing: give it one of qcode, uri and literal, or a name"
        yield element, WARNING, "newsml.property.empty", message, ""


def order(item_meta: "etree._Element") -> Iterator[Fault]:
    """The first version is not newer than this one."""
    created, version = item_meta.findtext(f"{N}firstCreated"), item_meta.findtext(f"{N}versionCreated")
    if created and version and created.endswith("Z") and version.endswith("Z") and created[:19] > version[:19]:
        message = f"firstCreated ({created:.32}) is after versionCreated ({version:.32}): exchange or correct them"
        yield item_meta, WARNING, "newsml.date.order", message, "firstCreated"


def links(element: "etree._Element", pairs: list[tuple[str, str]]) -> Iterator[Fault]:
    """An address is an IRI, a language a tag of BCP 47."""
    for name, value in pairs:
        if name == "href" and not iris.is_iri(value.strip()) and not value.startswith("file:"):
            message = f"href is {value!r:.96}, no absolute and safe IRI: write one such as https://example.org/a"
            yield element, WARNING, "newsml.href.form", message, "@href"
        elif (name == LANG or (name, element.tag) == ("tag", f"{N}language")) and (fault := _language_fault(value)):
            yield element, ERROR, "newsml.language.invalid", fault, "@xml:lang" if name == LANG else "@tag"


@lru_cache(maxsize=256)
def _language_fault(tag: str) -> str:
    """Say what is wrong with a language tag, or give nothing; an empty one takes back an outer one (XML 1.0, 2.12)."""
    if not tag:
        return ""
    try:
        languages.check_language(tag)
    except ValueError as error:
        return str(error)
    if languages.is_registered_language(tag):
        return ""
    return f"{tag:.64} names no registered language: write one of the registry of BCP 47, such as en or pt-BR"


BY_ITEM: Final[tuple[Callable[["etree._Element"], Iterator[Fault]], ...]] = (
    root_attributes,
    catalogs,
    item_class,
    provider,
    purpose,
    groups,
)
"""The rules of an item as a whole, in the order in which they are tried."""

BY_ELEMENT: Final[dict[str, Callable[["etree._Element"], Iterator[Fault]]]] = {
    **{f"{N}{name}": instant for name in INSTANTS | LOCAL_TIMES},
    **{f"{N}{name}": identity for name in IDENTIFIED},
    f"{N}itemRef": reference_target,
    f"{N}itemMeta": order,
}
"""The rule of each element that has one."""
