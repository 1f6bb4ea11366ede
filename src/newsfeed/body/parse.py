"""The way back of `newsfeed.body.xhtml`: the parts of a story out of its canonical XHTML."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from lxml import etree

from newsfeed.body.outline import TEXT_FIELDS
from newsfeed.errors import ModelError, ReadError
from newsfeed.io import xml
from newsfeed.io.html import sanitize
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.model import (
    Block,
    Correction,
    Image,
    List,
    Markup,
    Organization,
    Paragraph,
    Point,
    Points,
    PressMention,
    Question,
    Quotation,
    Section,
    Topic,
)
from newsfeed.model.rich_text import INLINE, RichText, Text, from_markup, join_paragraphs
from newsfeed.values.dates import parse_rfc3339
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.xml_chars import XML_SPACE

ROOT: Final = "explainer"
"""The class of the `div` that the body is."""

_SECTIONS: Final = ("analysis", "background", "press", "other")


def parts(html: str, *, base: str | None = None, limits: Limits = DEFAULT) -> dict[str, Any]:
    """Read the parts of a story out of its body, as arguments for `Story` or `attrs.evolve`.

    Args:
        html: a fragment of HTML; one that is not a body of ours gives one untyped section of sanitized `Markup`.
        base: the IRI that relative links are resolved against.
        limits: what it may use.

    Raises:
        LimitError: it is too large or too deep to be sanitized.
    """
    if f'class="{ROOT}"' in html or f"class='{ROOT}'" in html:
        own = _own(html, base, limits)
        if own is not None:
            return own
    clean = sanitize(html, base=base, limits=limits)
    return {"sections": (Section(blocks=(Markup(clean),)),)} if clean else {}


def _own(html: str, base: str | None, limits: Limits) -> dict[str, Any] | None:
    for source in (html, None):  # as it is, which keeps every character; else as sanitizing mends it
        fragment = sanitize(html, base=base, limits=limits) if source is None else source
        try:
            root = xml.parse(f"<div>{fragment}</div>".encode("utf-8", "replace"), limits=limits).root
            return parts_of(root, base=base, limits=limits)
        except (ReadError, ModelError, ValueError):
            continue
    return None


def parts_of(
    container: "etree._Element", *, base: str | None = None, limits: Limits = DEFAULT
) -> dict[str, Any] | None:
    """Read the parts of a story out of an element that has its body in it; None where no body of ours is there.

    Raises:
        ModelError: a link, language or date in it is one that the model refuses.
    """
    root = next((each for each in container.iter("{*}div") if ROOT in _classes(each)), None)
    if root is None:
        return None
    found = _Parts(base, limits)
    for child in _elements(root):
        found.take(child)
    if root is not container:
        _around(container, root, found)
    return found.arguments()


def _around(container: "etree._Element", root: "etree._Element", found: "_Parts") -> None:
    """Keep what somebody has put around our body: it becomes an untyped section."""
    tail = root.tail
    parent = root.getparent()
    if parent is None:
        return
    placeholder = etree.Element("span")
    placeholder.tail = tail
    parent.replace(root, placeholder)
    rest = sanitize(_inner_html(container), base=found.base, limits=found.limits)
    rest = rest.replace("<span></span>", "").strip(XML_SPACE)
    if rest and etree.tostring(container, method="text", encoding="unicode").strip(XML_SPACE):
        found.sections.append(Section(blocks=(Markup(rest),)))


class _Parts:
    """The parts that are found, in the order of the body."""

    def __init__(self, base: str | None, limits: Limits) -> None:
        self.base = base
        self.limits = limits
        self.texts: dict[str, Text] = {}
        self.sections: list[Section] = []
        self.press: list[PressMention] = []
        self.prompts: list[Question] = []
        self.questions: list[Question] = []
        self.topics: list[Topic] = []
        self.corrections: list[Correction] = []

    def arguments(self) -> dict[str, Any]:
        names = ("sections", "press", "prompts", "questions", "topics", "corrections")
        lists = {name: tuple(value) for name in names if (value := getattr(self, name))}
        return {name: text for name, text in self.texts.items() if text} | lists

    def take(self, element: "etree._Element") -> None:
        """Take one part of the body in; one that we do not know becomes an untyped section."""
        for name in _classes(element):
            if name in TEXT_FIELDS:
                self.texts[name] = _paragraphs(element)
                return
            if name in _TAKE:
                _TAKE[name](self, element)
                return
        self.sections.append(Section(blocks=(self.markup(element),)))

    def markup(self, element: "etree._Element") -> Markup:
        return Markup(sanitize(_outer_html(element), base=self.base, limits=self.limits))


def _section(found: _Parts, element: "etree._Element") -> None:
    kind = next((name for name in _classes(element) if name in _SECTIONS), "other")
    heading = ""
    blocks: list[Block] = []
    for index, child in enumerate(_elements(element)):
        name = _local(child)
        if name == "h2" and "label" in _classes(child):
            continue
        if name in ("h2", "h3") and not heading and not blocks and index < 2:
            heading = _plain(child)
        else:
            blocks.append(_block(found, child))
    found.sections.append(Section(kind=kind, heading=heading, blocks=tuple(blocks)))  # type: ignore[arg-type]


def _block(found: _Parts, element: "etree._Element") -> Block:
    classes, name = _classes(element), _local(element)
    if name == "p" and not classes and _only_inline(element):
        return Paragraph(text=_text(element))
    for each in classes:
        if each in _BLOCKS:
            block = _BLOCKS[each](found, element)
            if block is not None:
                return block
    return found.markup(element)


def _points(_found: _Parts, element: "etree._Element") -> Block:
    return Points(points=tuple(_point(item) for item in _elements(element)))


def _point(item: "etree._Element") -> Point:
    first = next(iter(_elements(item)), None)
    if first is None or "label" not in _classes(first) or (item.text or "").strip(XML_SPACE):
        return Point(text=_text(item))
    label = _plain(first).removesuffix(":")
    rest = (escape(first.tail or "") + "".join(_inline_child(child) for child in list(item)[1:])).strip(XML_SPACE)
    return Point(label=label, text=from_markup(rest))


def _quotation(_found: _Parts, element: "etree._Element") -> Block:
    source = [_plain(child) for child in _elements(element) if "source" in _classes(child)]
    return Quotation(text=_paragraphs(element), url=element.get("cite"), attribution=source[0] if source else "")


def _list(_found: _Parts, element: "etree._Element") -> Block:
    return List(items=tuple(_text(item) for item in _elements(element)), ordered=_local(element) == "ol")


def _image(_found: _Parts, element: "etree._Element") -> Block | None:
    image = next(iter(element.iter("{*}img")), None)
    if image is None:
        return None
    captions = [_paragraphs(child) for child in _elements(element) if "caption" in _classes(child)]
    return Image(url=image.get("src", ""), alt=image.get("alt", ""), caption=captions[0] if captions else "")


def _markup(found: _Parts, element: "etree._Element") -> Block:
    return Markup(sanitize(_inner_html(element), base=found.base, limits=found.limits))


_BLOCKS: Final[dict[str, Callable[[_Parts, "etree._Element"], Block | None]]] = {
    "points": _points,
    "quotation": _quotation,
    "list": _list,
    "image": _image,
    "markup": _markup,
}


def _mentions(found: _Parts, element: "etree._Element") -> None:
    for child in _elements(element):
        classes = _classes(child)
        if "mention" in classes:
            found.press.append(_mention(child))
        elif "context" in classes and found.press:
            last = found.press.pop()
            found.press.append(_with_context(last, _paragraphs(child)))
        elif "label" not in classes:
            found.sections.append(Section(kind="press", blocks=(found.markup(child),)))


def _with_context(mention: PressMention, context: Text) -> PressMention:
    import attrs

    return attrs.evolve(mention, context=context)


def _mention(element: "etree._Element") -> PressMention:
    source = next((each for each in _elements(element) if "source" in _classes(each)), None)
    cite = next(iter(source.iter("{*}cite")), None) if source is not None else None
    link = next(iter(cite.iter("{*}a")), None) if cite is not None else None
    quotes = tuple(_plain(each) for each in element.iter("{*}span") if "quote" in _classes(each))
    return PressMention(
        outlet=Organization(
            name=_plain(cite) if cite is not None else "", url=None if link is None else link.get("href")
        ),
        text=_paragraphs(element),
        quotes=quotes,
        url=element.get("cite"),
        published=_published(source),
        language=element.get("lang"),
    )


def _published(element: "etree._Element | None") -> Any:
    if element is None:
        return None
    for each in element.iter("{*}span", "{*}p"):
        if "published" in _classes(each):
            return parse_rfc3339(_plain(each))
    return None


def _prompts(found: _Parts, element: "etree._Element") -> None:
    for item in element.iter("{*}li"):
        link = next(iter(item.iter("{*}a")), None)
        found.prompts.append(Question(text=_plain(item), url=None if link is None else link.get("href")))


def _questions(found: _Parts, element: "etree._Element") -> None:
    for item in _elements(element):
        if "question" not in _classes(item):
            continue
        heading = next((each for each in _elements(item) if _local(each) == "h3"), None)
        link = None if heading is None else next(iter(heading.iter("{*}a")), None)
        found.questions.append(
            Question(
                text="" if heading is None else _plain(heading),
                answer=_paragraphs(item),
                url=None if link is None else link.get("href"),
            )
        )


def _topics(found: _Parts, element: "etree._Element") -> None:
    current: list[list[Any]] = []
    for item in element.iter("{*}dt", "{*}dd"):
        if _local(item) == "dt":
            current.append([item, [], []])
        elif current:
            current[-1][2 if "same-as" in _classes(item) else 1].append(item)
    for name, descriptions, same in current:
        link = next(iter(name.iter("{*}a")), None)
        found.topics.append(
            Topic(
                name=_plain(name),
                kind=next(iter(_classes(name)), "thing"),  # type: ignore[arg-type]
                description="\n\n".join(_raw(each) for each in descriptions),
                url=None if link is None else link.get("href"),
                same_as=tuple(each.get("href", "") for dd in same for each in dd.iter("{*}a")),
            )
        )


def _corrections(found: _Parts, element: "etree._Element") -> None:
    for item in _elements(element):
        if "correction" in _classes(item):
            found.corrections.append(Correction(text=_paragraphs(item), published=_published(item)))


_TAKE: Final[dict[str, Callable[[_Parts, "etree._Element"], None]]] = {
    "section": _section,
    "mentions": _mentions,
    "prompts": _prompts,
    "questions": _questions,
    "topics": _topics,
    "corrections": _corrections,
}


# --- reading elements ------------------------------------------------------------------------------------------------------


def _elements(parent: "etree._Element") -> Iterator["etree._Element"]:
    return (child for child in parent if isinstance(child.tag, str))


def _local(element: "etree._Element") -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _classes(element: "etree._Element") -> list[str]:
    return (element.get("class") or "").split()


def _raw(element: "etree._Element") -> str:
    return "".join(str(text) for text in element.itertext())


def _plain(element: "etree._Element") -> str:
    return _raw(element)


def _text(element: "etree._Element") -> Text:
    return from_markup(_inline(element).strip(XML_SPACE))


def _paragraphs(element: "etree._Element") -> Text:
    """Put the unclassed paragraphs of an element together."""
    return join_paragraphs(
        [_inline(child) for child in _elements(element) if _local(child) == "p" and not _classes(child)]
    )


def _inline(element: "etree._Element") -> str:
    return escape(element.text or "") + "".join(map(_inline_child, element))


def _inline_child(child: "etree._Element") -> str:
    """Give a child within text as inline XHTML with its tail; of elements outside the subset the content stays."""
    tail = escape(child.tail or "")
    if not isinstance(child.tag, str):
        return tail
    name = _local(child)
    if name == "br":
        return f"<br/>{tail}"
    if name not in INLINE:
        return _inline(child) + tail
    attributes = "".join(
        f' {key}="{escape_attribute(child.get(key, ""))}"' for key in INLINE[name] if child.get(key) is not None
    )
    return f"<{name}{attributes}>{_inline(child)}</{name}>{tail}"


def _only_inline(element: "etree._Element") -> bool:
    """Whether all that is in an element is rich text of the model, with the attributes that it has there."""
    for child in element.iter():
        if child is element or not isinstance(child.tag, str):
            continue
        name = _local(child)
        if name not in INLINE or set(child.keys()) - set(INLINE[name]):
            return False
    try:
        RichText(_inline(element))
    except ModelError:
        return False
    return True


def _inner_html(element: "etree._Element") -> str:
    return escape(element.text or "") + "".join(_outer_html(child, tail=True) for child in element)


def _outer_html(element: "etree._Element", *, tail: bool = False) -> str:
    """Give an element as HTML without namespaces."""
    after = escape(element.tail or "") if tail else ""
    if not isinstance(element.tag, str):
        return after
    name = _local(element)
    attributes = "".join(f' {key}="{escape_attribute(value)}"' for key, value in element.items() if "}" not in key)
    if name in ("br", "col", "hr", "img", "source", "track", "wbr"):
        return f"<{name}{attributes}/>{after}"
    return f"<{name}{attributes}>{_inner_html(element)}</{name}>{after}"
