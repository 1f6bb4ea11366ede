"""The body: a story's parts as one canonical XHTML fragment, and back.

Every format that carries HTML carries this fragment, and one reader recovers the parts from it. Meaning is in `id`, `class`,
`cite`, `lang` and `href` only, and the elements are those of XHTML 1.1, so feed readers keep it and the grammars that
NewsML-G2 is checked with accept it. Ids are stable: `summary`, `analysis`, `analysis-2`, `mention-1`, `question-1`, `topic-1`.

A story whose only part is one untyped section of plain `Markup`, as a foreign item's, is that HTML and nothing around it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from newsfeed.body.outline import (
    ListPart,
    Part,
    SectionPart,
    TextPart,
    anchors,
    has_parts,
    outline,
    plain_html,
    plain_markup,
    press_place,
)
from newsfeed.body.parse import ROOT, parts, parts_of
from newsfeed.findings import Loss
from newsfeed.headings import Headings
from newsfeed.io.html import plain
from newsfeed.model import (
    Correction,
    Image,
    List,
    Markup,
    Paragraph,
    Points,
    PressMention,
    Question,
    Quotation,
    Story,
    Topic,
)
from newsfeed.model.rich_text import Text, paragraphs
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values import languages
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import escape, escape_attribute


def render(
    story: Story, *, headings: Headings | None = None, prefix: str = "", parts: Iterable[Part] | None = None
) -> str:
    """Render the body of a story as XHTML.

    Args:
        story: the story.
        headings: the house's headings; None uses those of the story's language.
        prefix: prefix of each id, for documents with several bodies.
        parts: the outline of the story, if the caller has it already.

    Returns:
        one `<div>`, or the HTML of a plain story, or "" if there is nothing to show.
    """
    markup = plain_markup(story)
    if markup is not None:
        return markup.html
    if not has_parts(story):
        return ""
    language = story.language
    attributes = f' lang="{language}"' if language else ""
    if language and languages.text_direction(language) == "rtl":
        attributes += ' dir="rtl"'
    builder = MarkupBuilder(f'<div class="{ROOT}"{attributes}>\n')
    for part in outline(story, headings) if parts is None else parts:
        if isinstance(part, SectionPart):
            _add_section(builder, part, prefix)
        elif isinstance(part, ListPart):
            _add_list_part(builder, part, prefix)
        else:
            _add_text_part(builder, part, prefix)
    builder.raw("</div>")
    return builder.build()


def _add_text_part(builder: MarkupBuilder, part: TextPart, prefix: str) -> None:
    opening = f'<div class="{part.role}" id="{prefix}{part.anchor}">\n'
    if part.label:
        builder.text(f"{opening}<h2>", part.label, "</h2>\n")
    else:
        builder.raw(opening)
    _add_paragraphs(builder, part.text, "</div>\n")


def _add_section(builder: MarkupBuilder, part: SectionPart, prefix: str) -> None:
    section = part.section
    opening = f'<div class="section {part.role}" id="{prefix}{part.anchor}">\n'
    level = "h2" if part.role == "other" else "h3"
    if part.label and section.heading:
        label, heading = part.label, section.heading
        builder.text_pair(f'{opening}<h2 class="label">', label, f"</h2>\n<{level}>", heading, f"</{level}>\n")
    elif part.label:
        builder.text(f'{opening}<h2 class="label">', part.label, "</h2>\n")
    elif section.heading:
        builder.text(f"{opening}<{level}>", section.heading, f"</{level}>\n")
    else:
        builder.raw(opening)
    for block in section.blocks:
        if type(block) is Paragraph and isinstance(block.text, str):  # most are
            builder.text("<p>", block.text, "</p>\n")
        else:
            _ADD_BLOCK[type(block)](builder, block)
    builder.raw("</div>\n")


def _add_list_part(builder: MarkupBuilder, part: ListPart, prefix: str) -> None:
    markup = _LISTS[part.role]
    opening = f'<div class="{part.role}" id="{prefix}{part.anchor}">\n'
    if part.label:
        builder.text(f"{opening}{markup.heading}", part.label, f"</h2>\n{markup.opening}")
    else:
        builder.raw(f"{opening}{markup.opening}")
    add, stem = markup.add, f"{prefix}{part.entry_role}-"
    for number, entry in enumerate(part.entries, 1):
        add(builder, entry, f"{stem}{number}")
    builder.raw(f"{markup.closing}</div>\n")


def _add_text(builder: MarkupBuilder, before: str, text: Text, after: str) -> None:
    """Add text between two pieces of markup; the markup of rich text is escaped already."""
    if isinstance(text, str):
        builder.text(before, text, after)
    else:
        builder.raw(f"{before}{text.markup}{after}")


def _add_paragraphs(builder: MarkupBuilder, text: Text, closing: str = "") -> None:
    """Add each paragraph of a text, then the closing markup."""
    if not isinstance(text, str):
        builder.raw("".join([f"<p>{paragraph}</p>\n" for paragraph in paragraphs(text)]) + closing)
    elif "\n\n" in text:
        *earlier, last = text.split("\n\n")
        for paragraph in earlier:
            builder.text("<p>", paragraph, "</p>\n")
        builder.text("<p>", last, f"</p>\n{closing}")
    else:
        builder.text("<p>", text, f"</p>\n{closing}")


def _add_paragraph(builder: MarkupBuilder, block: Paragraph) -> None:
    _add_text(builder, "<p>", block.text, "</p>\n")


def _add_points(builder: MarkupBuilder, block: Points) -> None:
    opening = '<ul class="points">\n'
    for point in block.points:
        if not point.label:
            _add_text(builder, f"{opening}<li>", point.text, "</li>\n")
        elif isinstance(point.text, str):
            opening += '<li><strong class="label">'
            builder.text_pair(opening, point.label, ":</strong> ", point.text, "</li>\n")
        else:
            opening += '<li><strong class="label">'
            builder.text(opening, point.label, f":</strong> {point.text.markup}</li>\n")
        opening = ""
    builder.raw(f"{opening}</ul>\n")


def _add_quotation(builder: MarkupBuilder, block: Quotation) -> None:
    if block.url:
        builder.link('<blockquote class="quotation" cite="', block.url, '">\n')
    else:
        builder.raw('<blockquote class="quotation">\n')
    if block.attribution:
        _add_paragraphs(builder, block.text)
        builder.text('<p class="source"><cite>', block.attribution, "</cite></p>\n</blockquote>\n")
    else:
        _add_paragraphs(builder, block.text, "</blockquote>\n")


def _add_list(builder: MarkupBuilder, block: List) -> None:
    name = "ol" if block.ordered else "ul"
    builder.raw(f'<{name} class="list">\n')
    for item in block.items:
        _add_text(builder, "<li>", item, "</li>")
    builder.raw(f"\n</{name}>\n")


def _add_image(builder: MarkupBuilder, block: Image) -> None:
    builder.link('<div class="image">\n<p><img src="', block.url, f'" alt="{escape_attribute(block.alt)}"/></p>\n')
    if block.caption:
        builder.raw('<div class="caption">\n')
        _add_paragraphs(builder, block.caption, "</div>\n")
    builder.raw("</div>\n")


def _add_markup(builder: MarkupBuilder, block: Markup) -> None:
    builder.raw(f'<div class="markup">{block.html}</div>\n')


_ADD_BLOCK: Final[dict[type, Callable[[MarkupBuilder, Any], None]]] = {
    Paragraph: _add_paragraph,
    Points: _add_points,
    Quotation: _add_quotation,
    List: _add_list,
    Image: _add_image,
    Markup: _add_markup,
}


def _add_mention(builder: MarkupBuilder, mention: PressMention, anchor: str) -> None:
    language = f' lang="{mention.language}"' if mention.language else ""
    if mention.url:
        builder.link(f'<blockquote class="mention" id="{anchor}" cite="', mention.url, f'"{language}>\n')
    else:
        builder.raw(f'<blockquote class="mention" id="{anchor}"{language}>\n')
    _add_quoted(builder, mention)
    outlet = mention.outlet
    published = f' <span class="published">{rfc3339(mention.published)}</span>' if mention.published else ""
    closing = f"</cite>{published}</p>\n</blockquote>\n"
    if mention.context:
        closing += '<div class="context">\n'
    if outlet.url:
        builder.text_pair('<p class="source"><cite><a href="', outlet.url, '">', outlet.name, f"</a>{closing}")
    else:
        builder.text('<p class="source"><cite>', outlet.name, closing)
    if mention.context:
        _add_paragraphs(builder, mention.context, "</div>\n")


def _add_quoted(builder: MarkupBuilder, mention: PressMention) -> None:
    """Add the text of a mention with the quoted words marked; words that are not in it stand in a paragraph of their own."""
    text, quotes = mention.text, mention.quotes
    if not quotes:
        _add_paragraphs(builder, text)
        return
    marked = _marked(text, quotes) if isinstance(text, str) else _marked_markup(paragraphs(text), quotes)
    if marked is not None:
        builder.append(marked)
        return
    _add_paragraphs(builder, text)
    opening = '<p class="quotes">'
    for quote in quotes:
        builder.text(f'{opening}<span class="quote">', quote, "</span>")
        opening = " "
    builder.raw("</p>\n")


def _marked(text: str, quotes: tuple[str, ...]) -> MarkupBuilder | None:
    """Mark quotes, in their order, in the paragraphs of plain text; None where one is not found."""
    builder = MarkupBuilder()
    waiting = 0
    for paragraph in text.split("\n\n") if "\n" in text else (text,):
        opening, start = "<p>", 0
        while waiting < len(quotes) and (index := paragraph.find(quotes[waiting], start)) >= 0:
            builder.text_pair(opening, paragraph[start:index], '<span class="quote">', quotes[waiting], "")
            opening, start = "</span>", index + len(quotes[waiting])
            waiting += 1
        builder.text(opening, paragraph[start:], "</p>\n")
    return builder if waiting == len(quotes) else None


def _marked_markup(parts: list[str], quotes: tuple[str, ...]) -> MarkupBuilder | None:
    """Mark quotes, in their order, in paragraphs of inline XHTML; None where one does not stand in plain text."""
    marked, part, start = list(parts), 0, 0
    for quote in map(escape, quotes):
        index = _find(marked[part], quote, start)
        while index < 0:
            part, start = part + 1, 0
            if part == len(marked):
                return None
            index = _find(marked[part], quote, 0)
        opening = '<span class="quote">'
        marked[part] = f"{marked[part][:index]}{opening}{quote}</span>{marked[part][index + len(quote) :]}"
        start = index + len(opening) + len(quote) + len("</span>")
    builder = MarkupBuilder()
    for paragraph in marked:
        builder.raw(f"<p>{paragraph}</p>\n")
    return builder


def _find(source: str, words: str, start: int) -> int:
    """Find words that stand in character data whole: not within a tag or a reference."""
    at = source.find(words, start)
    while at >= 0:
        inside_tag = source.rfind("<", start, at) > source.rfind(">", start, at)
        ampersand = source.rfind("&", start, at)
        if not inside_tag and (ampersand < 0 or ";" in source[ampersand:at]):
            return at
        at = source.find(words, at + 1)
    return -1


def _add_prompt(builder: MarkupBuilder, prompt: Question, anchor: str) -> None:
    if prompt.url:
        builder.text_pair(f'<li id="{anchor}"><a href="', prompt.url, '">', prompt.text, "</a></li>\n")
    else:
        builder.text(f'<li id="{anchor}">', prompt.text, "</li>\n")


def _add_question(builder: MarkupBuilder, question: Question, anchor: str) -> None:
    opening = f'<div class="question" id="{anchor}">\n<h3>'
    if question.url:
        builder.text_pair(f'{opening}<a href="', question.url, '">', question.text, "</a></h3>\n")
    else:
        builder.text(opening, question.text, "</h3>\n")
    if question.answer:
        _add_paragraphs(builder, question.answer, "</div>\n")
    else:
        builder.raw("</div>\n")


def _add_topic(builder: MarkupBuilder, topic: Topic, anchor: str) -> None:
    opening = f'<dt class="{topic.kind}" id="{anchor}">'
    if topic.url:
        builder.text_pair(f'{opening}<a href="', topic.url, '">', topic.name, "</a></dt>\n")
    elif topic.description and "\n\n" not in topic.description:
        builder.text_pair(opening, topic.name, "</dt>\n<dd>", topic.description, "</dd>\n")
    else:
        builder.text(opening, topic.name, "</dt>\n")
    if topic.description and (topic.url or "\n\n" in topic.description):
        for paragraph in topic.description.split("\n\n"):
            builder.text("<dd>", paragraph, "</dd>\n")
    for link in topic.same_as:
        builder.text_pair('<dd class="same-as"><a href="', link, '">', link, "</a></dd>\n")


def _add_correction(builder: MarkupBuilder, correction: Correction, _anchor: str) -> None:
    date = f'<p class="published">{rfc3339(correction.published)}</p>\n' if correction.published else ""
    builder.raw(f'<div class="correction">\n{date}')
    _add_paragraphs(builder, correction.text, "</div>\n")


class _ListMarkup(NamedTuple):
    """Markup around the entries of a list, and the function that adds an entry with its id."""

    heading: str
    opening: str
    add: Callable[[MarkupBuilder, Any, str], None]
    closing: str


_LISTS: Final = {
    "mentions": _ListMarkup('<h2 class="label">', "", _add_mention, ""),
    "prompts": _ListMarkup("<h2>", "<ul>\n", _add_prompt, "</ul>\n"),
    "questions": _ListMarkup("<h2>", "", _add_question, ""),
    "topics": _ListMarkup("<h2>", "<dl>\n", _add_topic, "</dl>\n"),
    "corrections": _ListMarkup("<h2>", "", _add_correction, ""),
}


def losses(story: Story, path: str = "story") -> Iterator[Loss]:
    """Name what the body cannot carry."""
    for index, mention in enumerate(story.press):
        for name in ("email", "logo", "same_as"):
            if getattr(mention.outlet, name):
                yield Loss(f"{path}.press[{index}].outlet.{name}", "the body carries an outlet's name and url only")


def plain_text(story: Story) -> str:
    """Return the text of the rendered body: the reference for `newsfeed.body.plain_text`, and several times slower."""
    lines = [line.strip(" \t") for line in plain(render(story)).split("\n")]
    return "\n".join(line for line in lines if line)


__all__ = [
    "ROOT",
    "anchors",
    "losses",
    "parts",
    "parts_of",
    "plain_html",
    "plain_markup",
    "plain_text",
    "press_place",
    "render",
]
