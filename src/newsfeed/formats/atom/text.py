"""The rules of text constructs and of content (RFC 4287 sections 3.1 and 4.1.3)."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs
from lxml import etree

from newsfeed.findings import Severity
from newsfeed.formats.atom.vocabulary import MATHML, SVG
from newsfeed.validation import html, values
from newsfeed.validation.engine import Node, code_part, own_text
from newsfeed.validation.faults import Fault, shown
from newsfeed.values.namespaces import ATOM, PREFIXES, XHTML, XML, split
from newsfeed.values.namespaces import MATHML as MATHML_NAMESPACE
from newsfeed.values.namespaces import SVG as SVG_NAMESPACE

KINDS: Final = frozenset(("text", "html", "xhtml"))
_SPACE: Final = " \t\r\n"
_DIV: Final = f"{{{XHTML}}}div"
_BASE: Final = f"{{{XML}}}base"
_BODY: Final = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_BODY_END: Final = re.compile(r"</body\s*>", re.IGNORECASE)
_WHOLE: Final = re.compile(r"<(?:html|body)\b|<!doctype\b", re.IGNORECASE)
_CODE_LINK: Final = re.compile(r"[\x00-\x20]*+(?:java|vb|live)script\s*+:", re.IGNORECASE)
_MEDIA_TYPE: Final = values.media_type("InvalidMIMEType")
_XML_TYPES: Final = frozenset(
    ("text/xml", "application/xml", "text/xml-external-parsed-entity", "application/xml-external-parsed-entity")
) | {"application/xml-dtd"}


def text_type(text: str) -> Iterable[Fault]:
    """Check the type of a text construct (RFC 4287 section 3.1.1)."""
    if text in KINDS:
        return ()
    if not text.strip():
        return (blank_attribute("the type"),)
    if found := tuple(_MEDIA_TYPE(text)):
        return found
    message = f"a text is of type text, html or xhtml, not of a media type: write one of them, not {shown(text)}"
    return (Fault("invalid", "InvalidTextType", message),)


def content_type(text: str) -> Iterable[Fault]:
    """Check the type of content: one of the three kinds, or a media type that is not composite (section 4.1.3.1)."""
    if text in KINDS:
        return ()
    if not text.strip():
        return (blank_attribute("the type"),)
    if bare(text).partition("/")[0] in ("multipart", "message"):
        message = f'{shown(text)} is a composite media type: link to such content with link rel="enclosure"'
        return (Fault("composite", "InvalidMIMEType", message),)
    return _MEDIA_TYPE(text)


def blank_attribute(name: str) -> Fault:
    """Give the fault of an attribute that must not be blank where it stands: the schema refuses it too."""
    message = f"{name} is empty: write its value, or leave it out"
    return Fault("blank", "AttrNotBlank", message, severity=Severity.ERROR)


def bare(media_type: str) -> str:
    """Give a media type in lower case, without its parameters."""
    return media_type.partition(";")[0].strip().lower()


def has_children(element: "etree._Element") -> bool:
    """Say whether there are elements inside, comments aside."""
    return bool(len(element)) and next(element.iterchildren("*"), None) is not None


def is_xml(media_type: str) -> bool:
    """Say whether a media type, lower case and bare, is one of XML (RFC 4287 section 4.1.3.3)."""
    return media_type.endswith(("+xml", "/xml")) or media_type in _XML_TYPES


def is_base64(element: "etree._Element") -> bool:
    """Say whether content is in Base64: its media type is neither XML nor text."""
    media_type = bare(element.get("type") or "")
    return "/" in media_type and not media_type.startswith("text/") and not is_xml(media_type)


# --- constructs ---


def construct(node: Node) -> Iterable[Fault]:
    """Check a text construct by its type; a rule of its row."""
    yield from _not_empty(node)
    yield from _by_kind(node, _kind(node.element.get("type")))


def _kind(written: str | None) -> str:
    """Give how a text is to be read: also where its type should not be a media type."""
    kind = bare(written or "") or "text"
    return {"text/plain": "text", "text/html": "html"}.get(kind, kind)


def content(node: Node) -> Iterable[Fault]:
    """Check content by its type, or that there is none where it lies elsewhere; a rule of its row."""
    element = node.element
    if element.get("src") is not None:
        yield from _elsewhere(node)
        return
    yield from _not_empty(node)
    media_type = bare(element.get("type") or "text")
    if "/" not in media_type or media_type == "text/plain":
        yield from _by_kind(node, _kind(media_type))
    elif media_type == "text/html":
        yield from _document(node)
    elif is_xml(media_type):
        yield from _xml(node, media_type)
    else:
        yield from _children(node)
        if is_base64(element):
            yield from _base64(node, media_type)


def _elsewhere(node: Node) -> Iterator[Fault]:
    element, written = node.element, node.element.get("type")
    if own_text(element).strip(_SPACE) or has_children(element):
        message = "has src, and the content is what that links to: take out what stands inside, or src"
        yield Fault("text", "UnexpectedText", message)
    if written is None:
        message = "has src but no type: write the media type of what src links to"
        yield Fault("missing", "MissingTypeAttr", message, attribute="type")
    elif written in KINDS:
        message = f"content that src links to has a media type: write one such as text/html, not {shown(written)}"
        yield Fault("invalid", "InvalidMIMEType", message, attribute="type")


def _not_empty(node: Node) -> Iterator[Fault]:
    if not len(node.element) and not (node.element.text or "").strip(_SPACE):
        message = f"{node.walk.show(node.row.name)} is empty: write its text, or leave it out"
        yield Fault("blank", "NotBlank", message)


def _by_kind(node: Node, kind: str) -> Iterator[Fault]:
    text = own_text(node.element)
    yield from html.characters(text)
    if kind == "xhtml":
        yield from _inline(node, text.strip(_SPACE))
    elif kind == "html":
        if has_children(node.element):
            message = f"{node.walk.show(node.row.name)} is HTML, and holds elements: escape each < of it as &lt;"
            yield Fault("not_escaped", "NotEscaped", message)
        yield from _children(node)
        yield from html.fragment(text, relative=not _has_base(node.element))
    elif kind == "text":
        yield from _children(node)
        yield from html.undeclared(text)


def _children(node: Node) -> Iterator[Fault]:
    """Refuse child elements where there is text only."""
    for child in node.element.iterchildren("{*}*"):
        local = split(str(child.tag))[1]
        name = node.walk.show(node.row.name)
        message = f'the element {local[:64]} does not stand in {name} of this type: escape it, or write type="xhtml"'
        yield Fault("unknown", "UndefinedElement", message, of=code_part(local)[:64], element=child)


def _has_base(element: "etree._Element") -> bool:
    return _BASE in element.attrib or any(_BASE in each.attrib for each in element.iterancestors())


def _document(node: Node) -> Iterator[Fault]:
    """Check content of type text/html, which is a document and no fragment."""
    text = own_text(node.element)
    yield from html.characters(text)
    if has_children(node.element):
        message = f"{node.walk.show(node.row.name)} is HTML, and holds elements: escape each < of it as &lt;"
        yield Fault("not_escaped", "NotEscaped", message)
    yield from _children(node)
    if text.strip(_SPACE) and not _WHOLE.search(text):
        message = 'text/html is for whole documents, and this is a fragment: write type="html"'
        yield Fault("fragment", "HtmlFragment", message)
    yield from html.fragment(_body(text), relative=not _has_base(node.element))


def _body(text: str) -> str:
    """Give what stands in the body of a document, or all of a fragment."""
    start = _BODY.search(text)
    if start is None:
        return text
    end = _BODY_END.search(text, start.end())
    return text[start.end() : end.start() if end else len(text)]


def _base64(node: Node, media_type: str) -> Iterator[Fault]:
    text = own_text(node.element).strip(_SPACE)
    if found := tuple(values.base64(text)):
        yield from found
    elif "html" in media_type:
        try:
            written = base64.b64decode(text).decode("utf-8", "replace")
        except binascii.Error:  # white space only
            return
        yield from html.fragment(_body(written), relative=not _has_base(node.element))


def _xml(node: Node, media_type: str) -> Iterator[Fault]:
    stray = own_text(node.element).strip(_SPACE)
    if stray:
        message = f"content of type {shown(media_type)} is XML, and has the text {shown(stray)} outside of its root"
        yield Fault("text", "UnexpectedText", f"{message}: take it out")
    if media_type == "application/xhtml+xml":
        yield from tree(node)


# --- XHTML ---


def _inline(node: Node, stray: str) -> Iterator[Fault]:
    children = [str(child.tag) for child in node.element.iterchildren("*")]
    name = node.walk.show(node.row.name)
    if children != [_DIV]:
        message = f'{name} of type xhtml holds one div of XHTML: write <div xmlns="{XHTML}"> around the text'
        yield Fault("div_missing", "MissingXhtmlDiv", message)
    elif stray:
        yield Fault("text", "UnexpectedText", f"{name} has the text {shown(stray)} outside of its div: put it inside")
    if not children and html.tag_in(stray):
        message = f'the markup in {name} is escaped, and its type says that it is not: write type="html"'
        yield Fault("not_inline", "NotInline", message)
    yield from tree(node)


def tree(node: Node) -> Iterator[Fault]:
    """Check the elements of XHTML, MathML and SVG inside an element, each kind of fault once."""
    relative = not _has_base(node.element)
    seen: set[tuple[str, str]] = set()
    for element in node.element.iterdescendants("*"):
        for key, fault in _element(node, element, relative):
            if key not in seen:
                seen.add(key)
                yield attrs.evolve(fault, element=element)


Keyed = tuple[tuple[str, str], Fault]


def _element(node: Node, element: "etree._Element", relative: bool) -> Iterator[Keyed]:
    namespace, local = split(str(element.tag))
    if namespace == XHTML:
        yield from prefixed(node, element)
        yield from html.element(local, _pairs(element), relative=relative)
    elif namespace in (MATHML_NAMESPACE, SVG_NAMESPACE):
        yield from _drawing(element, local, MATHML if namespace == MATHML_NAMESPACE else SVG)
    elif namespace == ATOM:
        message = f'the element {local[:64]} of Atom stands inside of XHTML: write it with xmlns="{XHTML}"'
        yield ("atom", local), Fault("unknown", "UndefinedElement", message, of=code_part(local)[:64])
    elif not namespace:
        if ":" not in local:  # a prefix that is not declared has been told
            message = f'the element {local[:64]} is in no namespace: write it in that of XHTML, xmlns="{XHTML}"'
            yield ("namespace", local), Fault("namespace_missing", "MissingNamespace", message)
    elif namespace not in PREFIXES:
        node.walk.unknown_namespace(node, namespace)


def prefixed(node: Node, element: "etree._Element") -> Iterator[Keyed]:
    """Advise against prefixes of the elements that every reader knows; once for each namespace."""
    if element.prefix and (namespace := split(str(element.tag))[0]) not in node.walk.state.prefixed:
        node.walk.state.prefixed.add(namespace)
        message = (
            f"some readers know {PREFIXES[namespace]} without a prefix only: declare it with xmlns={shown(namespace)}"
        )
        yield ("prefix", namespace), Fault("prefix", "AvoidNamespacePrefix", message)


def _pairs(element: "etree._Element") -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        namespace, local = split(str(name))
        if not namespace:
            yield local, str(value)
        elif namespace == XML:
            yield f"xml:{local}", str(value)


def _drawing(element: "etree._Element", local: str, allowed: frozenset[str]) -> Iterator[Keyed]:
    if local not in allowed:
        message = f"the element {local[:64]} may load or run something, and readers take it out: leave it out"
        yield ("element", local), Fault("unsafe_element", "SecurityRisk", message)
    for name, value in element.attrib.items():
        attribute = split(str(name))[1]
        if attribute.lower().startswith("on"):
            message = f"the attribute {attribute[:32]} of the element {local[:64]} runs code: leave it out"
            yield ("attribute", attribute), Fault("unsafe_attribute", "SecurityRiskAttr", message)
        elif attribute == "href" and _CODE_LINK.match(str(value)):
            message = f"the href of the element {local[:64]} runs code: write a link with https://"
            yield ("script", local), Fault("unsafe_link", "SecurityRisk", message)
