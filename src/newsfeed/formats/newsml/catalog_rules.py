"""Rules for catalogs, and for QCodes with the aliases that they declare."""

import re
from collections.abc import Iterator
from typing import Final

import attrs
from lxml import etree

from newsfeed.formats.newsml.faults import ERROR, WARNING, Fault
from newsfeed.formats.newsml.schema_names import ANY_STANDARD_CATALOG, CODED, NS, STANDARD_ALIASES
from newsfeed.validation.faults import quote

_QCODE: Final = re.compile(r"[^\s:]+:\S+")


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
    if not scope.complete:
        return
    for name, value in attributes:
        if name not in CODED or (name == "role" and element.tag == f"{NS}timestamp"):
            continue
        for qcode in value.split():
            alias = qcode.partition(":")[0]
            if alias not in scope.aliases and _QCODE.fullmatch(qcode):
                yield _undeclared(element, name, qcode, alias, scope)


def _undeclared(element: "etree._Element", name: str, qcode: str, alias: str, scope: CatalogScope) -> Fault:
    """Return the fault of a QCode with an undeclared alias.

    It is an error unless the alias can be resolved all the same: it is one of the IPTC's, or a newer edition of the listed
    catalog may declare it.
    """
    subject = f"{name} is {quote(qcode, 64)}"
    if alias in STANDARD_ALIASES:
        severity, problem = WARNING, "qcode.alias.not-listed"
        message = (
            f"{subject}, but the item does not list the catalog of its alias: add a <catalogRef> to the IPTC's catalog"
        )
    elif not scope.listed:
        severity, problem = ERROR, "qcode.no-catalog"
        message = (
            f"{subject}, but the item lists no catalog: "
            f"add a <catalogRef> or <catalog> that declares the alias {quote(alias)}"
        )
    elif scope.standard:
        severity, problem = WARNING, "qcode.alias.unknown"
        message = (
            f"{subject}, but the IPTC's catalog does not declare its alias: add a <catalogRef> to the catalog that does"
        )
    else:
        severity, problem = ERROR, "qcode.alias.undeclared"
        message = f"{subject}, but the catalog does not declare its alias: add a <scheme> for it to the <catalog>"
    return Fault(element, severity, f"newsml.{problem}", message, f"@{name}")
