"""Rules of license files (RSL 1.0)."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from newsfeed.findings import Finding, Severity
from newsfeed.formats.rsl import vocabulary
from newsfeed.io.xml import Document
from newsfeed.model import Feed
from newsfeed.plugins import CheckContext
from newsfeed.rights import rsl
from newsfeed.rights.uses import is_address
from newsfeed.validation import documents
from newsfeed.validation.faults import quote
from newsfeed.validation.locations import Paths
from newsfeed.values.namespaces import RSL, split_name

if TYPE_CHECKING:
    from lxml import etree

    Element: TypeAlias = etree._Element


class _Fault(NamedTuple):
    code: str
    message: str
    element: "Element"
    severity: Severity = Severity.ERROR


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a license file.

    Args:
        data: the document.
        checking: limits, and the path of a schema to use instead of the bundled one.

    Yields:
        findings in document order, followed by those of the schema.

    Raises:
        OSError: the caller's schema cannot be opened.
        ReadError: the caller's schema is not a schema.
    """
    yield from documents.check_document(data, checking, RULES)


def check_model(_feed: Feed) -> Iterator[Finding]:
    """Yield nothing: license files are written by `newsfeed.rights_files`, which checks what it writes."""
    return iter(())


def _check_document(document: Document) -> Iterator[Finding]:
    paths = Paths(document.root, RSL)
    for fault in _check_root(document.root):
        line, column = document.position(fault.element)
        yield Finding(
            severity=fault.severity,
            code=f"rsl.{fault.code}",
            message=fault.message,
            path=paths.path(fault.element),
            line=line,
            column=column,
            reference=rsl.STANDARD,
        )


def _check_root(root: "Element") -> Iterator[_Fault]:
    namespace, local = split_name(str(root.tag))
    if local != "rsl":
        yield _Fault("root.unknown", f'the root element is <{local:.64}>: begin with <rsl xmlns="{RSL}">', root)
        return
    if namespace != RSL:
        message = f"<rsl> is in {quote(namespace) if namespace else 'no'} namespace: write xmlns={quote(RSL)}"
        yield _Fault("root.namespace", message, root)
        return
    yield from _check_children(root, "rsl")
    urls: set[str] = set()
    for content in root.findall(rsl.CONTENT):
        yield from _check_content(content)
        url = content.get("url")
        if url is not None and url in urls:
            message = f"the terms of {quote(url)} are there already: write one <content> for each asset"
            yield _Fault("content.url.repeated", message, content)
        urls.add(url or "")
    if root.find(rsl.CONTENT) is None:
        message = "the file has no <content>, so it states no terms: add one for each asset"
        yield _Fault("content.missing", message, root, Severity.INFO)


def _check_children(element: "Element", local: str) -> Iterator[_Fault]:
    """Check that the elements of RSL in an element are known there; elements of other namespaces are allowed."""
    counts: dict[str, int] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        namespace, name = split_name(child.tag)
        if namespace != RSL:
            continue
        counts[name] = counts.get(name, 0) + 1
        if name not in vocabulary.CHILDREN[local]:
            yield _Fault("element.unknown", f"<{name:.64}> is not allowed in <{local}>: remove it", child)
        elif counts[name] == 2 and name in vocabulary.ONCE:
            yield _Fault("element.repeated", f"<{local}> has several <{name}> elements: keep one", child)


def _check_content(content: "Element") -> Iterator[_Fault]:
    yield from _check_children(content, "content")
    if content.get("url") is None:
        yield _Fault("content.url.missing", "<content> has no url: add the address or path that it is about", content)
    if (server := content.get("server")) is not None and not is_address(server.strip()):
        yield _address_fault(content, "the server of <content>", server)
    licenses = content.findall(f"{{{RSL}}}license")
    if not licenses:
        yield _Fault("license.missing", "<content> has no <license>, so it states no terms: add one", content)
    for element in licenses:
        yield from _check_license(element)
    for holder in content.findall(f"{{{RSL}}}copyright"):
        if (page := holder.get("contactUrl")) is not None and not is_address(page.strip()):
            yield _address_fault(holder, "the contactUrl of <copyright>", page)
    for terms in content.findall(f"{{{RSL}}}terms"):
        if not is_address((terms.text or "").strip()):
            yield _address_fault(terms, "<terms>", terms.text or "")


def _address_fault(element: "Element", subject: str, value: str) -> _Fault:
    message = f"{subject} is {quote(value.strip())}: write an absolute address, such as https://example.com/terms"
    return _Fault("address.invalid", message, element)


# --- licenses ---


def _check_license(element: "Element") -> Iterator[_Fault]:
    yield from _check_children(element, "license")
    permitted, prohibited = set[str](), set[str]()
    for item in element:
        if item.tag in (f"{{{RSL}}}permits", f"{{{RSL}}}prohibits"):
            yield from _check_uses(item)
            if item.get("type") == "usage":
                words = permitted if str(item.tag).endswith("}permits") else prohibited
                words.update(_words(item))
        elif item.tag == f"{{{RSL}}}payment":
            yield from _check_payment(item)
    if both := sorted(permitted & prohibited):
        message = f"the license permits and prohibits {', '.join(both)}: prohibitions prevail, so remove one of them"
        yield _Fault("use.contradictory", message, element)
    elif prohibited and not permitted:
        message = (
            "the license has no <permits> of type usage, so every use that it does not prohibit is permitted: "
            "name the permitted uses"
        )
        yield _Fault("use.unstated", message, element, Severity.INFO)


def _words(element: "Element") -> list[str]:
    return (element.text or "").lower().replace(",", " ").split()


def _check_uses(element: "Element") -> Iterable[_Fault]:
    name = split_name(str(element.tag))[1]
    kind = element.get("type")
    if kind is None or kind not in vocabulary.WORDS:
        stated = f"the type {quote(kind)}" if kind else "no type"
        yield _Fault("use.type", f"<{name}> has {stated}: write usage, user or geo", element)
        return
    words = _words(element)
    if not words:
        yield _Fault("use.empty", f"<{name}> is empty: name what it {name}, or remove it", element)
    for word in words:
        if not vocabulary.WORDS[kind](word):
            message = f"{quote(word)} is no {kind} that RSL 1.0 knows: write {vocabulary.EXAMPLES[kind]}"
            yield _Fault("use.unknown", message, element)
            return


def _check_payment(element: "Element") -> Iterator[_Fault]:
    yield from _check_children(element, "payment")
    kind = element.get("type")
    if kind is not None and kind not in vocabulary.PAYMENTS:
        message = f"the payment has the type {quote(kind)}: write one of {', '.join(vocabulary.PAYMENTS)}"
        yield _Fault("payment.type", message, element)
    for name in ("standard", "custom"):
        for page in element.findall(f"{{{RSL}}}{name}"):
            if not is_address((page.text or "").strip()):
                yield _address_fault(page, f"<{name}>", page.text or "")
    for amount in element.findall(f"{{{RSL}}}amount"):
        if not vocabulary.is_amount((amount.text or "").strip()):
            message = f"the amount is {quote((amount.text or '').strip())}: write a decimal number such as 0.002"
            yield _Fault("payment.amount", message, amount)
        if not vocabulary.is_currency(amount.get("currency") or ""):
            message = 'the amount has no currency of ISO 4217: add one, such as currency="EUR"'
            yield _Fault("payment.currency", message, amount)


RULES: Final = documents.FormatRules(
    name="rsl",
    title="RSL 1.0",
    schema="rsl/rsl.rng",
    standard=rsl.STANDARD,
    rules=_check_document,
    in_schema=lambda _document: True,
)
