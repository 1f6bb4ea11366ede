"""The body: a story's parts as one canonical XHTML fragment, and back.

Every format that carries HTML carries this fragment, and one reader recovers the parts from it. Meaning is in `id`, `class`,
`cite`, `lang` and `href` only, and the elements are those of XHTML 1.1, so feed readers keep it and the grammars that
NewsML-G2 is checked with accept it. Ids are stable: `summary`, `analysis`, `analysis-2`, `mention-1`, `question-1`, `topic-1`.

A story whose only part is one untyped section of plain `Markup`, as a foreign item's, is that HTML and nothing around it.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from newsfeed.body.parse import ROOT, parts, parts_of
from newsfeed.findings import Loss
from newsfeed.headings import Headings, for_language
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
    Section,
    Story,
    Topic,
)
from newsfeed.model.rich_text import Text, paragraphs
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values import languages
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import escape, escape_attribute


def render(story: Story, *, headings: Headings | None = None, prefix: str = "") -> str:
    """Give the body of a story as XHTML.

    Args:
        story: whose parts to render.
        headings: the house's; None takes those of the story's language.
        prefix: what each id begins with, where several bodies stand in one document.

    Returns:
        one `div`, or the HTML of a plain story, or "" where there is nothing to show.
    """
    plain = plain_markup(story)
    if plain is not None:
        return plain.html
    if not (story.sections or story.press or story.questions or story.prompts or story.topics or story.corrections):
        return ""
    names = headings or for_language(story.language)
    language = story.language
    attributes = f' lang="{language}"' if language else ""
    if language and languages.text_direction(language) == "rtl":
        attributes += ' dir="rtl"'
    builder = MarkupBuilder(f'<div class="{ROOT}"{attributes}>\n')
    _add_parts(builder, story, names, prefix)
    builder.raw("</div>")
    return builder.build()


def plain_html(story: Story) -> str | None:
    """Give the HTML of a plain story; None for any other."""
    found = plain_markup(story)
    return None if found is None else found.html


def plain_markup(story: Story) -> Markup | None:
    """Give the `Markup` of a plain story: one that is nothing but one untyped section of it without a heading."""
    if len(story.sections) != 1 or story.press or story.questions or story.prompts or story.topics or story.corrections:
        return None
    section = story.sections[0]
    if section.kind != "other" or section.heading or len(section.blocks) != 1:
        return None
    block = section.blocks[0]
    return block if isinstance(block, Markup) else None


def anchors(story: Story) -> list[str]:
    """Give the ids of a story's sections in the body, one a section."""
    seen: dict[str, int] = {}
    names = []
    for section in story.sections:
        kind = "section" if section.kind == "other" else section.kind
        seen[kind] = seen.get(kind, 0) + 1
        names.append(kind if seen[kind] == 1 and kind != "section" else f"{kind}-{seen[kind]}")
    return names


def press_place(story: Story) -> int:
    """Give how many sections stand before the press mentions: all up to the last of kind press, else up to the background."""
    kinds = [section.kind for section in story.sections]
    if "press" in kinds:
        return len(kinds) - kinds[::-1].index("press")
    return kinds.index("background") if "background" in kinds else len(kinds)


def _add_parts(builder: MarkupBuilder, story: Story, names: Headings, prefix: str) -> None:
    if story.summary:
        _open_part(builder, "summary", names, prefix)
        _add_paragraphs(builder, story.summary)
        _close_part(builder)
    _add_sections(builder, story, names, prefix)
    if story.prompts:
        _open_part(builder, "prompts", names, prefix, "<ul>\n")
        for at, prompt in enumerate(story.prompts, 1):
            _add_prompt(builder, prompt, f"{prefix}prompt-{at}")
        _close_part(builder, "</ul>\n")
    if story.questions:
        _open_part(builder, "questions", names, prefix)
        for at, question in enumerate(story.questions, 1):
            _add_question(builder, question, f"{prefix}question-{at}")
        _close_part(builder)
    if story.topics:
        _open_part(builder, "topics", names, prefix, "<dl>\n")
        for at, topic in enumerate(story.topics, 1):
            _add_topic(builder, topic, f"{prefix}topic-{at}")
        _close_part(builder, "</dl>\n")
    if story.corrections:
        _open_part(builder, "corrections", names, prefix)
        for correction in story.corrections:
            _add_correction(builder, correction)
        _close_part(builder)


def _add_sections(builder: MarkupBuilder, story: Story, names: Headings, prefix: str) -> None:
    """Add the sections, the press mentions in their place among them; a run of one kind has one label."""
    place = press_place(story) if story.press else -1
    previous = ""
    for index, (section, anchor) in enumerate(zip(story.sections, anchors(story), strict=True)):
        if index == place and previous != "press":
            _add_press(builder, story, names, prefix, labelled=True)
        label = "" if section.kind in ("other", previous) else names.label(section.kind)
        _add_section(builder, section, prefix + anchor, label)
        previous = section.kind
        if index + 1 == place and previous == "press":
            _add_press(builder, story, names, prefix, labelled=False)
    if story.press and place == len(story.sections) and previous != "press":
        _add_press(builder, story, names, prefix, labelled=True)


def _open_part(builder: MarkupBuilder, part: str, names: Headings, prefix: str, opening: str = "") -> None:
    builder.text(f'<div class="{part}" id="{prefix}{part}">\n<h2>', names.label(part), f"</h2>\n{opening}")


def _close_part(builder: MarkupBuilder, closing: str = "") -> None:
    builder.raw(f"{closing}</div>\n")


def _add_section(builder: MarkupBuilder, section: Section, anchor: str, label: str) -> None:
    opening = f'<div class="section {section.kind}" id="{anchor}">\n'
    if label:
        builder.text(f'{opening}<h2 class="label">', label, "</h2>\n")
        opening = ""
    if section.heading:
        level = "h2" if section.kind == "other" else "h3"
        builder.text(f"{opening}<{level}>", section.heading, f"</{level}>\n")
    elif opening:
        builder.raw(opening)
    for block in section.blocks:
        if type(block) is Paragraph and isinstance(block.text, str):  # most are
            builder.text("<p>", block.text, "</p>\n")
        else:
            _ADD_BLOCK[type(block)](builder, block)
    builder.raw("</div>\n")


def _add_text(builder: MarkupBuilder, before: str, text: Text, after: str) -> None:
    """Add text between two pieces of markup; the markup of rich text is escaped already."""
    if isinstance(text, str):
        builder.text(before, text, after)
    else:
        builder.raw(f"{before}{text.markup}{after}")


def _add_paragraphs(builder: MarkupBuilder, text: Text) -> None:
    if not isinstance(text, str):
        for each in paragraphs(text):
            builder.raw(f"<p>{each}</p>\n")
    elif "\n\n" in text:
        for each in text.split("\n\n"):
            builder.text("<p>", each, "</p>\n")
    else:
        builder.text("<p>", text, "</p>\n")


def _add_paragraph(builder: MarkupBuilder, block: Paragraph) -> None:
    _add_text(builder, "<p>", block.text, "</p>\n")


def _add_points(builder: MarkupBuilder, block: Points) -> None:
    opening = '<ul class="points">\n'
    for point in block.points:
        if point.label:
            builder.text(f'{opening}<li><strong class="label">', point.label, "")
            _add_text(builder, ":</strong> ", point.text, "</li>\n")
        else:
            _add_text(builder, f"{opening}<li>", point.text, "</li>\n")
        opening = ""
    builder.raw(f"{opening}</ul>\n")


def _add_quotation(builder: MarkupBuilder, block: Quotation) -> None:
    _add_opening(builder, '<blockquote class="quotation"', "cite", block.url, ">\n")
    _add_paragraphs(builder, block.text)
    if block.attribution:
        builder.text('<p class="source"><cite>', block.attribution, "</cite></p>\n")
    builder.raw("</blockquote>\n")


def _add_opening(builder: MarkupBuilder, tag: str, name: str, link: str | None, rest: str) -> None:
    """Add the opening tag of an element that may have a link as an attribute."""
    if link:
        builder.link(f'{tag} {name}="', link, f'"{rest}')
    else:
        builder.raw(f"{tag}{rest}")


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
        _add_paragraphs(builder, block.caption)
        builder.raw("</div>\n")
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


def _add_press(builder: MarkupBuilder, story: Story, names: Headings, prefix: str, *, labelled: bool) -> None:
    builder.raw(f'<div class="mentions" id="{prefix}mentions">\n')
    if labelled:
        builder.text('<h2 class="label">', names.label("press"), "</h2>\n")
    for at, mention in enumerate(story.press, 1):
        _add_mention(builder, mention, f"{prefix}mention-{at}")
    builder.raw("</div>\n")


def _add_mention(builder: MarkupBuilder, mention: PressMention, anchor: str) -> None:
    rest = f' lang="{mention.language}">\n' if mention.language else ">\n"
    _add_opening(builder, f'<blockquote class="mention" id="{anchor}"', "cite", mention.url, rest)
    _add_quoted(builder, mention)
    outlet = mention.outlet
    if outlet.url:
        builder.link('<p class="source"><cite><a href="', outlet.url, '">')
        builder.text("", outlet.name, "</a></cite>")
    else:
        builder.text('<p class="source"><cite>', outlet.name, "</cite>")
    published = f' <span class="published">{rfc3339(mention.published)}</span>' if mention.published else ""
    builder.raw(f"{published}</p>\n</blockquote>\n")
    if mention.context:
        builder.raw('<div class="context">\n')
        _add_paragraphs(builder, mention.context)
        builder.raw("</div>\n")


def _add_quoted(builder: MarkupBuilder, mention: PressMention) -> None:
    """Add the text of a mention with the quoted words marked; words that are not in it stand in a paragraph of their own."""
    text, quotes = mention.text, mention.quotes
    if not quotes:
        _add_paragraphs(builder, text)
        return
    found = _marked(text, quotes) if isinstance(text, str) else _marked_markup(paragraphs(text), quotes)
    if found is not None:
        builder.append(found)
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
            builder.text(opening, paragraph[start:index], '<span class="quote">')
            builder.text("", quotes[waiting], "")
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
        builder.link(f'<li id="{anchor}"><a href="', prompt.url, '">')
        builder.text("", prompt.text, "</a></li>\n")
    else:
        builder.text(f'<li id="{anchor}">', prompt.text, "</li>\n")


def _add_question(builder: MarkupBuilder, question: Question, anchor: str) -> None:
    opening = f'<div class="question" id="{anchor}">\n<h3>'
    if question.url:
        builder.link(f'{opening}<a href="', question.url, '">')
        builder.text("", question.text, "</a></h3>\n")
    else:
        builder.text(opening, question.text, "</h3>\n")
    if question.answer:
        _add_paragraphs(builder, question.answer)
    builder.raw("</div>\n")


def _add_topic(builder: MarkupBuilder, topic: Topic, anchor: str) -> None:
    opening = f'<dt class="{topic.kind}" id="{anchor}">'
    if topic.url:
        builder.link(f'{opening}<a href="', topic.url, '">')
        builder.text("", topic.name, "</a></dt>\n")
    else:
        builder.text(opening, topic.name, "</dt>\n")
    if topic.description:
        for each in topic.description.split("\n\n"):
            builder.text("<dd>", each, "</dd>\n")
    for link in topic.same_as:
        builder.link('<dd class="same-as"><a href="', link, '">')
        builder.text("", link, "</a></dd>\n")


def _add_correction(builder: MarkupBuilder, correction: Correction) -> None:
    date = f'<p class="published">{rfc3339(correction.published)}</p>\n' if correction.published else ""
    builder.raw(f'<div class="correction">\n{date}')
    _add_paragraphs(builder, correction.text)
    builder.raw("</div>\n")


def losses(story: Story, path: str = "story") -> Iterator[Loss]:
    """Name what the body cannot carry."""
    for index, mention in enumerate(story.press):
        for name in ("email", "logo", "same_as"):
            if getattr(mention.outlet, name):
                yield Loss(f"{path}.press[{index}].outlet.{name}", "the body carries an outlet's name and url only")


def plain_text(story: Story) -> str:
    """Give the body of a story as plain text, a line end between its blocks (articleBody of schema.org)."""
    return _strip(render(story))


def _strip(html: str) -> str:
    lines = [line.strip(" \t") for line in plain(html).split("\n")]
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
