"""Reading the body of an article: out of its HTML where the document has it, else out of the nodes and the plain text.

This library writes the body as HTML into `encoding`, where nothing of it is lost. What others write is a text without
structure (`articleBody`), now and then sections (`hasPart`), quotations, and questions on an FAQPage of the same document.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from newsfeed.body.xhtml import ROOT
from newsfeed.formats.jsonld import things
from newsfeed.formats.jsonld.expand import Node
from newsfeed.formats.jsonld.work import Work, is_html
from newsfeed.model import Block, Correction, Markup, Organization, Paragraph, PressMention, Question, Section
from newsfeed.values.xml_chars import XML_SPACE

HTML: Final = ("text/html", "application/xhtml+xml")
_LINE_ENDS: Final = re.compile(r"[\r\n]+")


def encoded(work: Work) -> str:
    """Give the HTML that an article says to be encoded in, or an empty text."""
    for each in work.works("encoding"):
        if each.text("encodingFormat").partition(";")[0].strip().lower() in HTML and (html := each.text("text")):
            return html
    return ""


def parts(work: Work, pages: list[Node]) -> dict[str, Any]:
    """Read the parts of a story's body.

    Args:
        work: the article.
        pages: the FAQPage nodes that belong to it.

    Returns:
        arguments for `Story`.
    """
    html = encoded(work)
    found = work.lenient.body(html, work.graph.base, work.location("encoding")) if html else {}
    if work.own and (html or "articleBody" not in work.node.values):
        return _with_outlets(found, work)
    if f'class="{ROOT}"' in html:
        return _with_outlets(found, work)
    return {**_from_nodes(work, pages), **found}


def _with_outlets(found: dict[str, Any], work: Work) -> dict[str, Any]:
    """Add to the outlets of the body's mentions what only the nodes say of them."""
    press: tuple[PressMention, ...] = found.get("press", ())
    outlets = [_outlet(each) for each in _quotations(work)] if press else []
    if len(press) != len(outlets):
        return found
    return {**found, "press": tuple(map(_with_outlet, press, outlets))}


def _with_outlet(mention: PressMention, outlet: Organization | None) -> PressMention:
    if outlet is None or (outlet.name, outlet.url) != (mention.outlet.name, mention.outlet.url):
        return mention
    return attrs.evolve(mention, outlet=outlet)


def _from_nodes(work: Work, pages: list[Node]) -> dict[str, Any]:
    asked = [_question(each) for page in _pages(work, pages) for each in work.of(page).works("mainEntity", "hasPart")]
    in_parts = [(each, _question(each)) for each in work.works("hasPart") if each.node.is_a("Question")]
    prompts = [made for each, made in in_parts if made and not made.answer and not _is_question(each)]
    asked += [made for each, made in in_parts if made and made not in prompts]
    found = {
        "sections": tuple(_sections(work)),
        "press": _press(work),
        "questions": tuple(each for each in asked if each),
        "prompts": tuple(prompts),
        "corrections": tuple(_corrections(work)),
    }
    return {name: value for name, value in found.items() if value}


def _pages(work: Work, pages: list[Node]) -> list[Node]:
    """Give the FAQPage nodes that belong to the article, those that stand inside it among them."""
    inner = [each.node for name in ("mainEntityOfPage", "hasPart", "subjectOf") for each in work.works(name)]
    return [*pages, *(each for each in inner if each.is_a("FAQPage") and each not in pages)]


def _is_question(each: Work) -> bool:
    """Whether the anchor says that it is a question of the story whose answer is still missing."""
    return things.anchor_number(each.node.id, "question") > 0


# --- sections --------------------------------------------------------------------------------------------------------------


def _sections(work: Work) -> Iterator[Section]:
    """Give the sections: the text of the article, and its parts that have a text, as the updates of a live blog have."""
    own = work.text("articleBody", "reviewBody") or work.text("text")
    if blocks := _blocks(own, work, "articleBody"):
        yield Section(blocks=blocks)
    if not own:
        yield from _parts_with_text(work, "hasPart")
    yield from _parts_with_text(work, "liveBlogUpdate")


def _parts_with_text(work: Work, name: str) -> Iterator[Section]:
    for each in work.works(name):
        if each.node.is_a("Quotation", "Question", "MediaObject", "WebPage"):
            continue
        text = each.text("articleBody") or each.text("text") or each.text("description")
        if blocks := _blocks(text, each, "text"):
            yield Section(heading=each.line("headline", "name"), blocks=blocks)


def _blocks(text: str, work: Work, name: str) -> tuple[Block, ...]:
    """Give the lines of a plain text as paragraphs; HTML is sanitized and stays what it is."""
    if is_html(text):
        clean = work.lenient.sanitized(text, work.graph.base, work.location(name))
        return (Markup(clean),) if clean else ()
    return tuple(Paragraph(text=line) for line in _LINE_ENDS.split(text) if line.strip(XML_SPACE))


# --- the explainer's own parts ---------------------------------------------------------------------------------------------


def _quotations(work: Work) -> list[Work]:
    return [each for each in work.works("hasPart") if each.node.is_a("Quotation")]


def _press(work: Work) -> tuple[PressMention, ...]:
    found = map(_mention, _quotations(work))
    return tuple(each for each in found if each)


def _source(each: Work) -> Work:
    """Give the article that a quotation is from; the quotation itself where it names none."""
    return next(iter(each.works("isBasedOn")), each)


def _outlet(each: Work) -> Organization | None:
    article = _source(each)
    return things.organization(article, "publisher", "sourceOrganization") or things.organization(each, "creator")


def _mention(each: Work) -> PressMention | None:
    """Read a quotation; one whose outlet is not named is none."""
    outlet, text, article = _outlet(each), each.rich("text"), _source(each)
    if outlet is None or not text:
        return None
    quotes = [part.line("text") for part in _quotations(each)]
    arguments = {
        "outlet": outlet,
        "text": text,
        "quotes": tuple(quote for quote in quotes if quote),
        "url": each.link("isBasedOn", "url") if article is each else article.link("url"),
        "published": article.date("datePublished"),
        "language": each.language("inLanguage") or article.language("inLanguage"),
        "context": each.rich("description"),
    }
    return each.lenient.build(PressMention, arguments, each.location())


def _question(each: Work) -> Question | None:
    """Read a question; one that is only referred to and described nowhere is none."""
    text = each.line("name", "text", "headline")
    if not text:
        return None
    answers = each.works("acceptedAnswer") or each.works("suggestedAnswer")
    answer = answers[0].rich("text", "description") if answers else _said(each)
    arguments = {"text": text, "answer": answer, "url": each.link("url")}
    return each.lenient.build(Question, arguments, each.location())


def _said(each: Work) -> object:
    """Give an answer that is written as a mere text."""
    return each.rich("acceptedAnswer")


def _corrections(work: Work) -> Iterator[Correction]:
    for each in work.things("correction"):
        arguments: dict[str, Any]
        if isinstance(each, str):
            arguments = {"text": each}
        else:
            arguments = {
                "text": each.rich("text", "description"),
                "published": each.date("datePublished", "dateCreated"),
            }
        if arguments["text"] and (made := work.lenient.build(Correction, arguments, work.location("correction"))):
            yield made
