"""Reading of an article's body: from its HTML if the document has it, else from its nodes and its plain text.

This library writes the body as HTML into `encoding`, where nothing of it is lost. Other publishers write plain text
(`articleBody`), sometimes sections (`hasPart`), quotations, and questions on an FAQPage of the same document.
"""

import re
from collections.abc import Iterator
from typing import Final, cast, get_args

import attrs

from newsfeed.body.parse import ROOT, BodyFields
from newsfeed.formats.jsonld.extension_properties import build, read_properties
from newsfeed.formats.jsonld.node_reader import NodeReader, is_html
from newsfeed.formats.jsonld.read_entities import anchor_number, find_organization
from newsfeed.formats.jsonld.read_graph import Node
from newsfeed.headings import notice_of
from newsfeed.model import (
    AIUse,
    Block,
    Correction,
    CorrectionKind,
    Markup,
    Organization,
    Paragraph,
    PressMention,
    Question,
    Section,
)
from newsfeed.model.rich_text import Text
from newsfeed.reading.location import Location
from newsfeed.values import iris
from newsfeed.values.xml_chars import XML_SPACE

_HTML_MEDIA_TYPES: Final = ("text/html", "application/xhtml+xml")
_REPEATED: Final = ("articleBody", "reviewBody", "encoding", "correction")
"""The properties of an article that repeat its HTML."""
_LINE_ENDS: Final = re.compile(r"[\r\n]+")


def read_body(article: NodeReader, faq_pages: list[Node]) -> BodyFields:
    """Read the body of an article.

    Args:
        article: the article.
        faq_pages: the FAQPage nodes that belong to it.
    """
    html = _encoded_html(article)
    fields: BodyFields = {}
    if html:
        fields = article.lenient.body(html, article.graph.base, article.location("encoding"))
    if html and (article.by_newsfeed or f'class="{ROOT}"' in html):
        fields = _with_node_fields(fields, article, faq_pages)
        _ignore_repeated(article, faq_pages)
        if fields.get("press"):
            article.ignore("citation")
        return fields
    if article.by_newsfeed:
        _ignore_pages(article, faq_pages)
    return {**_fields_from_nodes(article, faq_pages), **fields}


def _encoded_html(article: NodeReader) -> str:
    """Return the HTML in the `encoding` of an article, or ""."""
    for encoding in article.nodes("encoding"):
        media_type = encoding.peek("encodingFormat").partition(";")[0].strip().lower()
        if media_type in _HTML_MEDIA_TYPES and (html := encoding.text("text")):
            encoding.ignore("encodingFormat")
            return html
    return ""


def _with_node_fields(fields: BodyFields, article: NodeReader, faq_pages: list[Node]) -> BodyFields:
    """Complete the parts of a body by values of the nodes: outlets, kinds of corrections, extensions of questions."""
    completed: BodyFields = {**fields}
    press, corrections = fields.get("press", ()), fields.get("corrections", ())
    outlets = [_read_outlet(quotation) for quotation in _quotations(article)] if press else []
    if press and len(press) == len(outlets):
        completed["press"] = tuple(map(_with_outlet, press, outlets))
    notices = tuple(_read_corrections(article)) if corrections else ()
    if corrections and len(corrections) == len(notices):
        completed["corrections"] = tuple(
            attrs.evolve(correction, kind=notice.kind, subject=notice.subject)
            for correction, notice in zip(corrections, notices, strict=True)
        )
    return _with_properties(completed, article, faq_pages)


def _ignore_repeated(article: NodeReader, faq_pages: list[Node]) -> None:
    """Record that the nodes of the parts, and the pages with questions, say nothing that the HTML does not say."""
    article.ignore(*_REPEATED)
    for reader in (*article.nodes("hasPart"), *map(article.reader_for, faq_pages)):
        if reader.node.id:
            reader.ignore()
            reader.node.is_id_read = True


def _ignore_pages(article: NodeReader, faq_pages: list[Node]) -> None:
    """Mark the FAQPage and the press review as read in a document of this library without the whole body."""
    for page in map(article.reader_for, faq_pages):
        page.ignore("inLanguage", "isPartOf")
        page.node.is_id_read = True
    for part in article.nodes("hasPart"):
        if part.node.id and part.node.is_a("WebPageElement"):
            part.ignore("headline")
            part.node.is_id_read = True
    for index, value in enumerate(article.node.values.get("citation", ())):
        if isinstance(value, str) and iris.is_iri(value):
            article.node.mark("citation", index)


def _with_properties(fields: BodyFields, article: NodeReader, faq_pages: list[Node]) -> BodyFields:
    """Complete questions and prompts by the properties of the nodes that have their anchors as identifiers."""
    parts = [
        *article.nodes("hasPart"),
        *(part for page in faq_pages for part in article.reader_for(page).nodes("mainEntity")),
    ]
    completed: dict[str, tuple[Question, ...]] = {}
    for name, anchor in (("questions", "question"), ("prompts", "prompt")):
        nodes = {anchor_number(part.node.id, anchor): part for part in parts if part.node.is_a("Question")}
        entries = cast("tuple[Question, ...]", fields.get(name, ()))
        completed[name] = tuple(
            _with_extensions(entry, nodes[number]) if number in nodes else entry
            for number, entry in enumerate(entries, 1)
        )
    return cast("BodyFields", {**fields, **{name: entries for name, entries in completed.items() if entries}})


def _with_extensions(question: Question, reader: NodeReader) -> Question:
    reader.ignore("name", "acceptedAnswer", "url")
    extensions = read_properties(reader, Question)
    return attrs.evolve(question, extensions=extensions) if extensions else question


def _with_outlet(mention: PressMention, outlet: Organization | None) -> PressMention:
    if outlet is None or (outlet.name, outlet.url) != (mention.outlet.name, mention.outlet.url):
        return mention
    return attrs.evolve(mention, outlet=outlet)


def _fields_from_nodes(article: NodeReader, faq_pages: list[Node]) -> BodyFields:
    questions, prompts = _read_questions(article, faq_pages)
    fields: BodyFields = {
        "sections": tuple(_read_sections(article)),
        "press": _read_press(article),
        "questions": questions,
        "prompts": prompts,
        "corrections": tuple(_read_corrections(article)),
    }
    return cast("BodyFields", {name: value for name, value in fields.items() if value})


# --- sections --------------------------------------------------------------------------------------------------------------


def _read_sections(article: NodeReader) -> Iterator[Section]:
    """Yield the text of the article, or else its parts with a text."""
    names = ("articleBody", "reviewBody", "text")
    if text := article.text(*names):
        if blocks := _read_blocks(text, article, article.location(*names)):
            yield Section(blocks=blocks)
    elif not article.by_newsfeed:
        yield from _read_parts(article, "hasPart")


def _read_parts(article: NodeReader, name: str) -> Iterator[Section]:
    names = ("articleBody", "text", "description")
    for part in article.nodes(name):
        if part.node.is_a("Quotation", "Question", "MediaObject", "WebPage"):
            continue
        if blocks := _read_blocks(part.text(*names), part, part.location(*names)):
            yield Section(heading=part.line("headline", "name"), blocks=blocks)


def _read_blocks(text: str, reader: NodeReader, location: Location) -> tuple[Block, ...]:
    """Return the lines of a plain text as paragraphs, or HTML as one sanitized block."""
    if not reader.by_newsfeed and is_html(text):
        clean = reader.lenient.sanitize(text, reader.graph.base, location)
        return (Markup(clean),) if clean else ()
    return text_blocks(text)


def text_blocks(text: str) -> tuple[Block, ...]:
    """Return the lines of a plain text as paragraphs."""
    return tuple(Paragraph(text=line) for line in _LINE_ENDS.split(text) if line.strip(XML_SPACE))


def without_notice(fields: BodyFields, use: AIUse, language: str | None) -> BodyFields:
    """Return a body without the notice about models that this library writes at the end of its plain text.

    Args:
        fields: the body.
        use: what the notice is about.
        language: the language of the story.
    """
    lines = (line.strip(" \t") for line in (use.statement or notice_of(use.source, language)).split("\n"))
    notice = tuple(Paragraph(text=line) for line in lines if line)
    sections = fields.get("sections", ())
    if not (notice and sections and sections[-1].blocks[-len(notice) :] == notice):
        return fields
    blocks = sections[-1].blocks[: -len(notice)]
    last_section = (attrs.evolve(sections[-1], blocks=blocks),) if blocks else ()
    return {**fields, "sections": (*sections[:-1], *last_section)}


# --- press mentions --------------------------------------------------------------------------------------------------------


def _quotations(reader: NodeReader) -> list[NodeReader]:
    return [part for part in reader.nodes("hasPart") if part.node.is_a("Quotation")]


def _read_press(article: NodeReader) -> tuple[PressMention, ...]:
    mentions = map(_read_mention, _quotations(article))
    return tuple(mention for mention in mentions if mention)


def _source_article(quotation: NodeReader) -> NodeReader:
    """Return the article that a quotation is taken from, or the quotation itself if it names none."""
    return next(iter(quotation.nodes("isBasedOn")), quotation)


def _read_outlet(quotation: NodeReader) -> Organization | None:
    source = _source_article(quotation)
    publisher = find_organization(source, "publisher", "sourceOrganization")
    return publisher or find_organization(quotation, "creator")


def _read_mention(quotation: NodeReader) -> PressMention | None:
    """Read a press mention; None for a quotation without text or without an outlet."""
    outlet, text, source = _read_outlet(quotation), quotation.rich("text"), _source_article(quotation)
    if outlet is None or not text:
        quotation.node.forget()
        return None
    quotes = [part.line("text") for part in _quotations(quotation)]
    fields = {
        "outlet": outlet,
        "text": text,
        "quotes": tuple(quote for quote in quotes if quote),
        "url": quotation.link("isBasedOn", "url") if source is quotation else source.link("url"),
        "published": source.date("datePublished"),
        "language": quotation.language("inLanguage") or source.language("inLanguage"),
        "context": quotation.rich("description"),
    }
    return quotation.lenient.build(PressMention, fields, quotation.location())


# --- questions and corrections ---------------------------------------------------------------------------------------------


def _read_questions(article: NodeReader, faq_pages: list[Node]) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Return the questions and the prompts of an article.

    Questions are on its FAQ pages, and among its parts if they have an answer or this library's anchor of a question whose
    answer is missing. The other questions among its parts are prompts.
    """
    pages = map(article.reader_for, _all_faq_pages(article, faq_pages))
    entries = [entry for page in pages for entry in page.nodes("mainEntity", "hasPart")]
    numbered = [(_question_number(entry), question) for entry in entries if (question := _read_question(entry))]
    prompts: list[Question] = []
    for part in article.nodes("hasPart"):
        question = _read_question(part) if part.node.is_a("Question") else None
        if question is None:
            continue
        if question.answer or anchor_number(part.node.id, "question"):
            numbered.append((_question_number(part), question))
        else:
            prompts.append(question)
    numbered.sort(key=lambda pair: pair[0])
    return tuple(question for _, question in numbered), tuple(prompts)


def _question_number(entry: NodeReader) -> int:
    """Return the number of a question in the documents of this library; questions without an answer are written last."""
    return anchor_number(entry.node.id, "question") if entry.by_newsfeed else 0


def _all_faq_pages(article: NodeReader, faq_pages: list[Node]) -> list[Node]:
    """Return the FAQPage nodes that belong to the article, and those inside it."""
    nodes = [reader.node for name in ("mainEntityOfPage", "hasPart", "subjectOf") for reader in article.nodes(name)]
    known = set(map(id, faq_pages))
    return [*faq_pages, *(node for node in nodes if node.is_a("FAQPage") and id(node) not in known)]


def _read_question(reader: NodeReader) -> Question | None:
    """Read a question; None for a reference to one that the document does not describe."""
    text = reader.line("name", "text", "headline")
    if not text:
        return None
    answers = reader.nodes("acceptedAnswer") or reader.nodes("suggestedAnswer")
    answer = answers[0].answer("text", "description") if answers else reader.answer("acceptedAnswer")
    fields = {"text": text, "answer": answer, "url": reader.link("url")}
    return build(reader, Question, fields)


def _read_corrections(article: NodeReader) -> Iterator[Correction]:
    for entity in article.entities("correction"):
        text: Text
        fields: dict[str, object] = {}
        if isinstance(entity, str):
            text = entity
        else:
            text = entity.rich("text", "description")
            fields = {
                "published": entity.date("datePublished", "dateCreated"),
                "kind": _correction_kind(entity),
                "subject": next((part.line("name") for part in entity.nodes("about")), ""),
            }
        if text or article.by_newsfeed:
            fields["text"] = text
            if correction := article.lenient.build(Correction, fields, article.location("correction")):
                yield correction


def _correction_kind(notice: NodeReader) -> str:
    """Return the kind of a notice. The documents of this library have it as the genre."""
    kind = notice.text("genre")
    return kind if kind in get_args(CorrectionKind) else "correction"
