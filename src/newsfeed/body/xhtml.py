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
from newsfeed.rendering.markup import Triples, joined
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
    pieces = [f'<div class="{ROOT}"{attributes}>\n', "", ""]
    _add_parts(pieces, story, names, prefix)
    pieces += ("</div>", "", "")
    return joined(pieces)


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


# Each of these adds its part of the body to the pieces (`_text.Triples`). A link stands in the place of a text: it cannot
# hold what would end an attribute.


def _add_parts(pieces: Triples, story: Story, names: Headings, prefix: str) -> None:
    if story.summary:
        _open_part(pieces, "summary", names, prefix)
        _add_paragraphs(pieces, story.summary)
        _close_part(pieces)
    _add_sections(pieces, story, names, prefix)
    if story.prompts:
        _open_part(pieces, "prompts", names, prefix, "<ul>\n")
        for at, prompt in enumerate(story.prompts, 1):
            _add_prompt(pieces, prompt, f"{prefix}prompt-{at}")
        _close_part(pieces, "</ul>\n")
    if story.questions:
        _open_part(pieces, "questions", names, prefix)
        for at, question in enumerate(story.questions, 1):
            _add_question(pieces, question, f"{prefix}question-{at}")
        _close_part(pieces)
    if story.topics:
        _open_part(pieces, "topics", names, prefix, "<dl>\n")
        for at, topic in enumerate(story.topics, 1):
            _add_topic(pieces, topic, f"{prefix}topic-{at}")
        _close_part(pieces, "</dl>\n")
    if story.corrections:
        _open_part(pieces, "corrections", names, prefix)
        for correction in story.corrections:
            _add_correction(pieces, correction)
        _close_part(pieces)


def _add_sections(pieces: Triples, story: Story, names: Headings, prefix: str) -> None:
    """Add the sections, the press mentions in their place among them; a run of one kind has one label."""
    place = press_place(story) if story.press else -1
    previous = ""
    for index, (section, anchor) in enumerate(zip(story.sections, anchors(story), strict=True)):
        if index == place and previous != "press":
            _add_press(pieces, story, names, prefix, labelled=True)
        label = "" if section.kind in ("other", previous) else names.label(section.kind)
        _add_section(pieces, section, prefix + anchor, label)
        previous = section.kind
        if index + 1 == place and previous == "press":
            _add_press(pieces, story, names, prefix, labelled=False)
    if story.press and place == len(story.sections) and previous != "press":
        _add_press(pieces, story, names, prefix, labelled=True)


def _open_part(pieces: Triples, part: str, names: Headings, prefix: str, opening: str = "") -> None:
    pieces += (f'<div class="{part}" id="{prefix}{part}">\n<h2>', names.label(part), f"</h2>\n{opening}")


def _close_part(pieces: Triples, closing: str = "") -> None:
    pieces += (f"{closing}</div>\n", "", "")


def _add_section(pieces: Triples, section: Section, anchor: str, label: str) -> None:
    opening = f'<div class="section {section.kind}" id="{anchor}">\n'
    if label:
        pieces += (f'{opening}<h2 class="label">', label, "</h2>\n")
        opening = ""
    if section.heading:
        level = "h2" if section.kind == "other" else "h3"
        pieces += (f"{opening}<{level}>", section.heading, f"</{level}>\n")
    elif opening:
        pieces += (opening, "", "")
    for block in section.blocks:
        if type(block) is Paragraph and isinstance(block.text, str):  # most are
            pieces += ("<p>", block.text, "</p>\n")
        else:
            _ADD_BLOCK[type(block)](pieces, block)
    pieces += ("</div>\n", "", "")


def _add_text(pieces: Triples, before: str, text: Text, after: str) -> None:
    """Add text between two pieces of markup; the markup of rich text is escaped already."""
    if isinstance(text, str):
        pieces += (before, text, after)
    else:
        pieces += (before, "", text.markup + after)


def _add_paragraphs(pieces: Triples, text: Text) -> None:
    if not isinstance(text, str):
        for each in paragraphs(text):
            pieces += ("<p>", "", f"{each}</p>\n")
    elif "\n\n" in text:
        for each in text.split("\n\n"):
            pieces += ("<p>", each, "</p>\n")
    else:
        pieces += ("<p>", text, "</p>\n")


def _add_paragraph(pieces: Triples, block: Paragraph) -> None:
    _add_text(pieces, "<p>", block.text, "</p>\n")


def _add_points(pieces: Triples, block: Points) -> None:
    opening = '<ul class="points">\n'
    for point in block.points:
        if point.label:
            pieces += (f'{opening}<li><strong class="label">', point.label, "")
            _add_text(pieces, ":</strong> ", point.text, "</li>\n")
        else:
            _add_text(pieces, f"{opening}<li>", point.text, "</li>\n")
        opening = ""
    pieces += (f"{opening}</ul>\n", "", "")


def _add_quotation(pieces: Triples, block: Quotation) -> None:
    _add_opening(pieces, '<blockquote class="quotation"', "cite", block.url, ">\n")
    _add_paragraphs(pieces, block.text)
    if block.attribution:
        pieces += ('<p class="source"><cite>', block.attribution, "</cite></p>\n")
    pieces += ("</blockquote>\n", "", "")


def _add_opening(pieces: Triples, tag: str, name: str, link: str | None, rest: str) -> None:
    """Add the opening tag of an element that may have a link as an attribute."""
    if link:
        pieces += (f'{tag} {name}="', link, f'"{rest}')
    else:
        pieces += (tag, "", rest)


def _add_list(pieces: Triples, block: List) -> None:
    name = "ol" if block.ordered else "ul"
    pieces += (f'<{name} class="list">\n', "", "")
    for item in block.items:
        _add_text(pieces, "<li>", item, "</li>")
    pieces += (f"\n</{name}>\n", "", "")


def _add_image(pieces: Triples, block: Image) -> None:
    pieces += ('<div class="image">\n<p><img src="', block.url, f'" alt="{escape_attribute(block.alt)}"/></p>\n')
    if block.caption:
        pieces += ('<div class="caption">\n', "", "")
        _add_paragraphs(pieces, block.caption)
        pieces += ("</div>\n", "", "")
    pieces += ("</div>\n", "", "")


def _add_markup(pieces: Triples, block: Markup) -> None:
    pieces += ('<div class="markup">', "", f"{block.html}</div>\n")


_ADD_BLOCK: Final[dict[type, Callable[[Triples, Any], None]]] = {
    Paragraph: _add_paragraph,
    Points: _add_points,
    Quotation: _add_quotation,
    List: _add_list,
    Image: _add_image,
    Markup: _add_markup,
}


def _add_press(pieces: Triples, story: Story, names: Headings, prefix: str, *, labelled: bool) -> None:
    pieces += (f'<div class="mentions" id="{prefix}mentions">\n', "", "")
    if labelled:
        pieces += ('<h2 class="label">', names.label("press"), "</h2>\n")
    for at, mention in enumerate(story.press, 1):
        _add_mention(pieces, mention, f"{prefix}mention-{at}")
    pieces += ("</div>\n", "", "")


def _add_mention(pieces: Triples, mention: PressMention, anchor: str) -> None:
    rest = f' lang="{mention.language}">\n' if mention.language else ">\n"
    _add_opening(pieces, f'<blockquote class="mention" id="{anchor}"', "cite", mention.url, rest)
    _add_quoted(pieces, mention)
    outlet = mention.outlet
    if outlet.url:
        pieces += ('<p class="source"><cite><a href="', outlet.url, '">', "", outlet.name, "</a></cite>")
    else:
        pieces += ('<p class="source"><cite>', outlet.name, "</cite>")
    published = f' <span class="published">{rfc3339(mention.published)}</span>' if mention.published else ""
    pieces += (f"{published}</p>\n</blockquote>\n", "", "")
    if mention.context:
        pieces += ('<div class="context">\n', "", "")
        _add_paragraphs(pieces, mention.context)
        pieces += ("</div>\n", "", "")


def _add_quoted(pieces: Triples, mention: PressMention) -> None:
    """Add the text of a mention with the quoted words marked; words that are not in it stand in a paragraph of their own."""
    text, quotes = mention.text, mention.quotes
    if not quotes:
        _add_paragraphs(pieces, text)
        return
    found = _marked(text, quotes) if isinstance(text, str) else _marked_markup(paragraphs(text), quotes)
    if found is not None:
        pieces += found
        return
    _add_paragraphs(pieces, text)
    opening = '<p class="quotes">'
    for quote in quotes:
        pieces += (f'{opening}<span class="quote">', quote, "</span>")
        opening = " "
    pieces += ("</p>\n", "", "")


def _marked(text: str, quotes: tuple[str, ...]) -> Triples | None:
    """Mark quotes, in their order, in the paragraphs of plain text; None where one is not found."""
    found: Triples = []
    waiting = 0
    for paragraph in text.split("\n\n") if "\n" in text else (text,):
        opening, start = "<p>", 0
        while waiting < len(quotes) and (at := paragraph.find(quotes[waiting], start)) >= 0:
            found += (opening, paragraph[start:at], '<span class="quote">', "", quotes[waiting], "")
            opening, start = "</span>", at + len(quotes[waiting])
            waiting += 1
        found += (opening, paragraph[start:], "</p>\n")
    return found if waiting == len(quotes) else None


def _marked_markup(parts: list[str], quotes: tuple[str, ...]) -> Triples | None:
    """Mark quotes, in their order, in paragraphs of inline XHTML; None where one does not stand in plain text."""
    marked, part, start = list(parts), 0, 0
    for quote in map(escape, quotes):
        at = _find(marked[part], quote, start)
        while at < 0:
            part, start = part + 1, 0
            if part == len(marked):
                return None
            at = _find(marked[part], quote, 0)
        opening = '<span class="quote">'
        marked[part] = f"{marked[part][:at]}{opening}{quote}</span>{marked[part][at + len(quote) :]}"
        start = at + len(opening) + len(quote) + len("</span>")
    return [piece for part in marked for piece in ("<p>", "", f"{part}</p>\n")]


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


def _add_prompt(pieces: Triples, prompt: Question, anchor: str) -> None:
    if prompt.url:
        pieces += (f'<li id="{anchor}"><a href="', prompt.url, '">', "", prompt.text, "</a></li>\n")
    else:
        pieces += (f'<li id="{anchor}">', prompt.text, "</li>\n")


def _add_question(pieces: Triples, question: Question, anchor: str) -> None:
    opening = f'<div class="question" id="{anchor}">\n<h3>'
    if question.url:
        pieces += (f'{opening}<a href="', question.url, '">', "", question.text, "</a></h3>\n")
    else:
        pieces += (opening, question.text, "</h3>\n")
    if question.answer:
        _add_paragraphs(pieces, question.answer)
    pieces += ("</div>\n", "", "")


def _add_topic(pieces: Triples, topic: Topic, anchor: str) -> None:
    opening = f'<dt class="{topic.kind}" id="{anchor}">'
    if topic.url:
        pieces += (f'{opening}<a href="', topic.url, '">', "", topic.name, "</a></dt>\n")
    else:
        pieces += (opening, topic.name, "</dt>\n")
    if topic.description:
        for each in topic.description.split("\n\n"):
            pieces += ("<dd>", each, "</dd>\n")
    for link in topic.same_as:
        pieces += ('<dd class="same-as"><a href="', link, '">', "", link, "</a></dd>\n")


def _add_correction(pieces: Triples, correction: Correction) -> None:
    date = f'<p class="published">{rfc3339(correction.published)}</p>\n' if correction.published else ""
    pieces += ('<div class="correction">\n', "", date)
    _add_paragraphs(pieces, correction.text)
    pieces += ("</div>\n", "", "")


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
