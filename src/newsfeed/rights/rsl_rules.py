"""Rules of `<content>` and the elements in it, for license files and for the module of RSL in feeds."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from newsfeed.findings import Severity
from newsfeed.rights import rsl, rsl_vocabulary
from newsfeed.rights.uses import is_address
from newsfeed.values.escaping import quoted
from newsfeed.values.namespaces import RSL, split_name

if TYPE_CHECKING:
    from lxml import etree

    Element: TypeAlias = etree._Element

PREFIX: Final = "rsl"
"""The first part of the codes."""


class TermsFault(NamedTuple):
    """A fault of an element of RSL, before it has a place in the document.

    Attributes:
        code: the finding's code without its first part.
        message: the problem and the remedy, in one line.
        element: the faulty element.
        severity: of the finding.
    """

    code: str
    message: str
    element: "Element"
    severity: Severity = Severity.ERROR


def check_contents(parent: "Element") -> Iterator[TermsFault]:
    """Check all `<content>` of a license file, or of a feed or one of its entries, in linear time."""
    urls: set[str] = set()
    for content in parent.iterchildren(rsl.CONTENT):
        yield from _check_content(content)
        if (url := content.get("url")) is None:
            continue
        if url in urls:
            message = f"the terms of {quoted(url)} are there already: write one <content> for each asset"
            yield TermsFault("content.url.repeated", message, content)
        urls.add(url)


def check_children(element: "Element", local: str) -> Iterator[TermsFault]:
    """Check that RSL allows the children of an element; elements of other namespaces are allowed anywhere.

    Args:
        element: the parent.
        local: its local name.
    """
    counts: dict[str, int] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        namespace, name = split_name(child.tag)
        if namespace != RSL:
            continue
        counts[name] = counts.get(name, 0) + 1
        if name not in rsl_vocabulary.CHILDREN[local]:
            yield TermsFault("element.unknown", f"<{name:.64}> is not allowed in <{local}>: remove it", child)
        elif counts[name] == 2 and name in rsl_vocabulary.ONCE:
            yield TermsFault("element.repeated", f"<{local}> has several <{name}> elements: keep one", child)


def _check_content(content: "Element") -> Iterator[TermsFault]:
    yield from check_children(content, "content")
    if content.get("url") is None:
        yield TermsFault(
            "content.url.missing", "<content> has no url: add the address or path that it is about", content
        )
    if (server := content.get("server")) is not None and not is_address(server.strip()):
        yield _address_fault(content, "the server of <content>", server)
    licenses = content.findall(f"{{{RSL}}}license")
    if not licenses:
        yield TermsFault("license.missing", "<content> has no <license>, so it states no terms: add one", content)
    for element in licenses:
        yield from _check_license(element)
    for holder in content.findall(f"{{{RSL}}}copyright"):
        if (page := holder.get("contactUrl")) is not None and not is_address(page.strip()):
            yield _address_fault(holder, "the contactUrl of <copyright>", page)
    for terms in content.findall(f"{{{RSL}}}terms"):
        if not is_address((terms.text or "").strip()):
            yield _address_fault(terms, "<terms>", terms.text or "")


def _address_fault(element: "Element", subject: str, value: str) -> TermsFault:
    message = f"{subject} is {quoted(value.strip())}: write an absolute address, such as https://example.com/terms"
    return TermsFault("address.invalid", message, element)


# --- licenses ---


def _check_license(element: "Element") -> Iterator[TermsFault]:
    yield from check_children(element, "license")
    permitted, prohibited = set[str](), set[str]()
    for item in element:
        if item.tag in (f"{{{RSL}}}permits", f"{{{RSL}}}prohibits"):
            yield from _check_uses(item)
            if item.get("type") == "usage":
                words = permitted if str(item.tag).endswith("}permits") else prohibited
                words.update(_words(item))
        elif item.tag == f"{{{RSL}}}payment":
            yield from _check_payment(item)
    if contradictory := sorted(permitted & prohibited):
        message = (
            f"the license permits and prohibits {', '.join(contradictory)}: prohibitions prevail, so remove one of them"
        )
        yield TermsFault("use.contradictory", message, element)
    elif prohibited and not permitted:
        message = (
            "the license has no <permits> of type usage, so every use that it does not prohibit is permitted: "
            "name the permitted uses"
        )
        yield TermsFault("use.unstated", message, element, Severity.INFO)


def _words(element: "Element") -> list[str]:
    return (element.text or "").lower().replace(",", " ").split()


def _check_uses(element: "Element") -> Iterable[TermsFault]:
    name = split_name(str(element.tag))[1]
    kind = element.get("type")
    if kind is None or kind not in rsl_vocabulary.WORDS:
        stated = f"the type {quoted(kind)}" if kind else "no type"
        yield TermsFault("use.type", f"<{name}> has {stated}: write usage, user or geo", element)
        return
    words = _words(element)
    if not words:
        yield TermsFault("use.empty", f"<{name}> is empty: name what it {name}, or remove it", element)
    for word in words:
        if not rsl_vocabulary.WORDS[kind](word):
            message = f"{quoted(word)} is no {kind} that RSL 1.0 knows: write {rsl_vocabulary.EXAMPLES[kind]}"
            yield TermsFault("use.unknown", message, element)
            return


def _check_payment(element: "Element") -> Iterator[TermsFault]:
    yield from check_children(element, "payment")
    kind = element.get("type")
    if kind is not None and kind not in rsl_vocabulary.PAYMENTS:
        message = f"the payment has the type {quoted(kind)}: write one of {', '.join(rsl_vocabulary.PAYMENTS)}"
        yield TermsFault("payment.type", message, element)
    for name in ("standard", "custom"):
        for page in element.findall(f"{{{RSL}}}{name}"):
            if not is_address((page.text or "").strip()):
                yield _address_fault(page, f"<{name}>", page.text or "")
    for amount in element.findall(f"{{{RSL}}}amount"):
        if not rsl_vocabulary.is_amount((amount.text or "").strip()):
            message = f"the amount is {quoted((amount.text or '').strip())}: write a decimal number such as 0.002"
            yield TermsFault("payment.amount", message, amount)
        if not rsl_vocabulary.is_currency(amount.get("currency") or ""):
            message = 'the amount has no currency of ISO 4217: add one, such as currency="EUR"'
            yield TermsFault("payment.currency", message, amount)
