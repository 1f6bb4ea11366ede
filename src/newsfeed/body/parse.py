"""Parser of the canonical XHTML body, the inverse of `newsfeed.body.xhtml`."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, TypedDict, cast, get_args

import attrs
from lxml import etree

from newsfeed.body.dom import (
    child_elements,
    child_of_class,
    class_names,
    inner_html,
    joined_paragraphs,
    link_inside,
    local_name,
)
from newsfeed.body.outline import TEXT_FIELDS
from newsfeed.body.parse_blocks import ForeignHtml, parse_answer, parse_block
from newsfeed.body.parse_updates import parse_update
from newsfeed.errors import ModelError, ReadError
from newsfeed.io import xml
from newsfeed.io.html import Removal, sanitize
from newsfeed.io.html_text import text_content
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.model import (
    AIUse,
    Block,
    Correction,
    CorrectionKind,
    LiveUpdate,
    Markup,
    Organization,
    PressMention,
    Question,
    Section,
    SectionKind,
    Topic,
    TopicKind,
)
from newsfeed.model.rich_text import Text
from newsfeed.values.dates import parse_rfc3339
from newsfeed.values.xml_chars import XML_SPACE

ROOT: Final = "explainer"
"""Class of the `<div>` that a body is."""


class BodyFields(TypedDict, total=False):
    """The fields of a story that its body carries; only those with a value are present."""

    summary: Text
    sections: tuple[Section, ...]
    press: tuple[PressMention, ...]
    questions: tuple[Question, ...]
    prompts: tuple[Question, ...]
    topics: tuple[Topic, ...]
    corrections: tuple[Correction, ...]
    updates: tuple[LiveUpdate, ...]
    ai: AIUse | None


_SECTION_KINDS: Final[dict[str, SectionKind]] = {kind: kind for kind in get_args(SectionKind)}
_CORRECTION_KINDS: Final[dict[str, CorrectionKind]] = {kind: kind for kind in get_args(CorrectionKind)}
_MAX_INDEX_OF_HEADING: Final = 1


def parse_html(
    html: str, *, base: str | None = None, limits: Limits = DEFAULT, removals: list[Removal] | None = None
) -> BodyFields:
    """Parse a body into the parts of a story.

    Args:
        html: a fragment of HTML. One that is not a canonical body gives one untyped section of sanitized `Markup`.
        base: IRI that relative links are resolved against.
        limits: limits on size and depth.
        removals: a list for what sanitizing removes from HTML that is not a canonical body.

    Raises:
        LimitError: the fragment is too large or too deep to be sanitized.
    """
    if ROOT in html and (f'class="{ROOT}"' in html or f"class='{ROOT}'" in html):
        arguments = _parse_canonical(html, base, limits, removals)
        if arguments is not None:
            return arguments
    markup = Markup.clean(html, base=base, limits=limits, removals=removals)
    return {"sections": (Section(blocks=(markup,)),)} if markup.html else {}


def _parse_canonical(html: str, base: str | None, limits: Limits, removals: list[Removal] | None) -> BodyFields | None:
    # Parsing the HTML as it is keeps every character; sanitizing repairs HTML that is not well-formed.
    for is_sanitized in (False, True):
        removed: list[Removal] = []
        fragment = sanitize(html, base=base, limits=limits, removals=removed) if is_sanitized else html
        try:
            root = xml.parse(f"<div>{fragment}</div>".encode("utf-8", "replace"), limits=limits).root
            fields = parse_element(root, base=base, limits=limits, removals=removed)
        except (ReadError, ModelError, ValueError):
            continue
        if removals is not None and fields is not None:
            removals += removed
        return fields
    return None


def parse_element(
    container: "etree._Element",
    *,
    base: str | None = None,
    limits: Limits = DEFAULT,
    removals: list[Removal] | None = None,
) -> BodyFields | None:
    """Parse the body inside an element into the parts of a story; return None if there is no canonical body.

    Args:
        container: the element. Content around the body becomes an untyped section.
        base: IRI that relative links are resolved against.
        limits: limits on size and depth.
        removals: a list for what sanitizing removes from foreign content in it.

    Raises:
        ModelError: the model refuses a link, language or date in it.
    """
    root = next((element for element in container.iter("{*}div") if ROOT in class_names(element)), None)
    if root is None:
        return None
    body = _Body(base, limits, removals)
    for child in child_elements(root):
        body.add(child)
    if root is not container:
        _add_surrounding_content(body, container, root)
    return body.arguments()


def _add_surrounding_content(body: "_Body", container: "etree._Element", root: "etree._Element") -> None:
    """Add the content that somebody has put around the body as an untyped section."""
    parent = root.getparent()
    if parent is None:
        return
    placeholder = etree.Element("span")
    placeholder.tail = root.tail
    parent.replace(root, placeholder)
    html = body.sanitize(inner_html(container))
    html = html.replace("<span></span>", "").strip(XML_SPACE)
    if html and etree.tostring(container, method="text", encoding="unicode").strip(XML_SPACE):
        body.sections.append(Section(blocks=(Markup(html),)))


class _Body(ForeignHtml):
    """Parts parsed so far, in the order of the body."""

    def __init__(self, base: str | None, limits: Limits, removals: list[Removal] | None = None) -> None:
        super().__init__(base, limits, removals)
        self.texts: dict[str, Text] = {}
        self.sections: list[Section] = []
        self.press: list[PressMention] = []
        self.prompts: list[Question] = []
        self.questions: list[Question] = []
        self.topics: list[Topic] = []
        self.corrections: list[Correction] = []
        self.updates: list[LiveUpdate] = []
        self.ai: AIUse | None = None

    def arguments(self) -> BodyFields:
        """Return the parts as keyword arguments for `Story`."""
        fields = ("sections", "press", "prompts", "questions", "topics", "corrections", "updates")
        lists = {field: tuple(entries) for field in fields if (entries := getattr(self, field))}
        texts = {field: text for field, text in self.texts.items() if text}
        notice = {"ai": self.ai} if self.ai else {}
        return cast("BodyFields", texts | lists | notice)

    def add(self, element: "etree._Element") -> None:
        """Parse one part of the body; an unknown one becomes an untyped section."""
        for name in class_names(element):
            if name in TEXT_FIELDS:
                self.texts[name] = joined_paragraphs(element)
                return
            if name in _PART_PARSERS:
                _PART_PARSERS[name](self, element)
                return
        self.sections.append(Section(blocks=(self.markup(element),)))


# --- sections --------------------------------------------------------------------------------------------------------------


def _parse_section(body: _Body, element: "etree._Element") -> None:
    kinds: list[SectionKind] = [_SECTION_KINDS[name] for name in class_names(element) if name in _SECTION_KINDS]
    kind = kinds[0] if kinds else "other"
    heading = ""
    blocks: list[Block] = []
    for index, child in enumerate(child_elements(element)):
        name = local_name(child)
        if name == "h2" and "label" in class_names(child):
            continue
        if name in ("h2", "h3") and not heading and not blocks and index <= _MAX_INDEX_OF_HEADING:
            heading = text_content(child)
        else:
            blocks.append(parse_block(body, child))
    body.sections.append(Section(kind=kind, heading=heading, blocks=tuple(blocks)))


# --- lists -----------------------------------------------------------------------------------------------------------------


def _parse_mentions(body: _Body, element: "etree._Element") -> None:
    for child in child_elements(element):
        classes = class_names(child)
        if "mention" in classes:
            body.press.append(_mention(child))
        elif "context" in classes and body.press:
            body.press.append(attrs.evolve(body.press.pop(), context=joined_paragraphs(child)))
        elif "label" not in classes:
            body.sections.append(Section(kind="press", blocks=(body.markup(child),)))


def _mention(element: "etree._Element") -> PressMention:
    source = child_of_class(element, "source")
    cite = None if source is None else next(source.iter("{*}cite"), None)
    return PressMention(
        outlet=Organization(
            name="" if cite is None else text_content(cite), url=None if cite is None else link_inside(cite)
        ),
        text=joined_paragraphs(element),
        quotes=tuple(text_content(span) for span in element.iter("{*}span") if "quote" in class_names(span)),
        url=element.get("cite"),
        published=None if source is None else _published(source),
        language=element.get("lang"),
    )


def _published(element: "etree._Element") -> datetime | None:
    for descendant in element.iter("{*}span", "{*}p"):
        if "published" in class_names(descendant):
            return parse_rfc3339(text_content(descendant))
    return None


def _parse_prompts(body: _Body, element: "etree._Element") -> None:
    for item in element.iter("{*}li"):
        body.prompts.append(Question(text=text_content(item), url=link_inside(item)))


def _parse_questions(body: _Body, element: "etree._Element") -> None:
    for item in child_elements(element):
        if "question" not in class_names(item):
            continue
        heading = next((child for child in child_elements(item) if local_name(child) == "h3"), None)
        body.questions.append(
            Question(
                text="" if heading is None else text_content(heading),
                answer=parse_answer(body, item, [] if heading is None else [heading]),
                url=None if heading is None else link_inside(heading),
            )
        )


def _parse_topics(body: _Body, element: "etree._Element") -> None:
    terms: list[tuple[etree._Element, list[etree._Element]]] = []
    for item in element.iter("{*}dt", "{*}dd"):
        if local_name(item) == "dt":
            terms.append((item, []))
        elif terms:
            terms[-1][1].append(item)
    body.topics += [_topic(term, details) for term, details in terms]


def _topic(term: "etree._Element", details: "list[etree._Element]") -> Topic:
    descriptions = [text_content(detail) for detail in details if "same-as" not in class_names(detail)]
    links = [link for detail in details if "same-as" in class_names(detail) for link in detail.iter("{*}a")]
    return Topic(
        name=text_content(term),
        # The model refuses every other kind.
        kind=cast("TopicKind", next(iter(class_names(term)), "thing")),
        description="\n\n".join(descriptions),
        url=link_inside(term),
        same_as=tuple(link.get("href", "") for link in links),
    )


def _parse_corrections(body: _Body, element: "etree._Element") -> None:
    for item in child_elements(element):
        if "correction" in class_names(item):
            body.corrections.append(_correction(item))


def _correction(element: "etree._Element") -> Correction:
    kinds: list[CorrectionKind] = [
        _CORRECTION_KINDS[name] for name in class_names(element) if name in _CORRECTION_KINDS
    ]
    subject = child_of_class(element, "subject")
    return Correction(
        text=joined_paragraphs(element),
        published=_published(element),
        # The class of every notice is "correction", and the other kinds have a second one.
        kind=kinds[-1] if kinds else "correction",
        subject="" if subject is None else text_content(subject),
    )


def _parse_updates(body: _Body, element: "etree._Element") -> None:
    for item in child_elements(element):
        if "update" in class_names(item):
            body.updates.append(parse_update(body, item))
        elif local_name(item) != "h2":
            body.sections.append(Section(blocks=(body.markup(item),)))


def _parse_notice(body: _Body, element: "etree._Element") -> None:
    """Parse the notice about models; one that has lost its digital source becomes an untyped section."""
    paragraphs = [child for child in child_elements(element) if local_name(child) == "p"]
    source = next((title for paragraph in paragraphs if (title := paragraph.get("title"))), "")
    if not source or body.ai:
        body.sections.append(Section(blocks=(body.markup(element),)))
        return
    # The sentence for the digital source has a class, so that it is not read as a statement.
    body.ai = AIUse(source=source, statement=str(joined_paragraphs(element)))


_PART_PARSERS: Final[dict[str, Callable[[_Body, "etree._Element"], None]]] = {
    "section": _parse_section,
    "mentions": _parse_mentions,
    "prompts": _parse_prompts,
    "questions": _parse_questions,
    "topics": _parse_topics,
    "corrections": _parse_corrections,
    "updates": _parse_updates,
    "ai": _parse_notice,
}
