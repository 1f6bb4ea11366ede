"""The body: a story's parts as one canonical XHTML fragment, and back.

Every format that carries HTML carries this fragment, and one reader recovers the parts from it. Meaning is in `id`, `class`,
`cite`, `lang` and `href` only, and the elements are those of XHTML 1.1, so feed readers keep it and the grammars that
NewsML-G2 is checked with accept it. Ids are stable: `summary`, `analysis`, `analysis-2`, `mention-1`, `question-1`, `topic-1`.

A story whose only part is one untyped section of plain `Markup`, as a foreign item's, is that HTML and nothing around it.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from newsfeed import _links
from newsfeed._body_read import ROOT, parts, parts_of
from newsfeed._dates import rfc3339
from newsfeed._html import plain
from newsfeed._text import Text, escape, escape_attribute, markup, paragraphs
from newsfeed.findings import Loss
from newsfeed.headings import Headings, for_language
from newsfeed.model import (
    Correction,
    Image,
    List,
    Markup,
    Organization,
    Paragraph,
    Points,
    PressMention,
    Question,
    Quotation,
    Section,
    Story,
    Topic,
)


def render(story: Story, *, headings: Headings | None = None, prefix: str = "") -> str:
    """Give the body of a story as XHTML.

    Args:
        story: whose parts to render.
        headings: the house's; None takes those of the story's language.
        prefix: what each id begins with, where several bodies stand in one document.

    Returns:
        one `div`, or the HTML of a plain story, or "" where there is nothing to show.
    """
    if not (story.press or story.questions or story.prompts or story.topics or story.corrections):
        if not story.sections:
            return ""
        html = plain_html(story)
        if html is not None:
            return html
    names = headings or for_language(story.language)
    language = story.language
    attributes = f' lang="{language}"' if language else ""
    if language and _links.text_direction(language) == "rtl":
        attributes += ' dir="rtl"'
    return f'<div class="{ROOT}"{attributes}>\n{"".join(_parts(story, names, prefix))}</div>'


def plain_html(story: Story) -> str | None:
    """Give the HTML of a plain story: one that is nothing but one untyped section of `Markup` without a heading."""
    if len(story.sections) != 1 or story.press or story.questions or story.prompts or story.topics or story.corrections:
        return None
    section = story.sections[0]
    if section.kind != "other" or section.heading or len(section.blocks) != 1:
        return None
    block = section.blocks[0]
    return block.html if isinstance(block, Markup) else None


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


def _parts(story: Story, names: Headings, prefix: str) -> Iterator[str]:
    if story.summary:
        yield _part("summary", names, prefix, _paragraphs(story.summary))
    place = press_place(story) if story.press else -1
    previous = ""
    ids = anchors(story)
    for index, section in enumerate(story.sections):
        if index == place and previous != "press":
            yield _press(story, names, prefix, labelled=True)
        yield _section(section, prefix + ids[index], "" if section.kind == previous else _label(section.kind, names))
        previous = section.kind
        if index + 1 == place and previous == "press":
            yield _press(story, names, prefix, labelled=False)
    if story.press and place == len(story.sections) and previous != "press":
        yield _press(story, names, prefix, labelled=True)
    if story.prompts:
        items = "".join([_prompt(prompt, f"{prefix}prompt-{at}") for at, prompt in enumerate(story.prompts, 1)])
        yield _part("prompts", names, prefix, f"<ul>\n{items}</ul>\n")
    if story.questions:
        items = "".join([_question(each, f"{prefix}question-{at}") for at, each in enumerate(story.questions, 1)])
        yield _part("questions", names, prefix, items)
    if story.topics:
        items = "".join([_topic(topic, f"{prefix}topic-{at}") for at, topic in enumerate(story.topics, 1)])
        yield _part("topics", names, prefix, f"<dl>\n{items}</dl>\n")
    if story.corrections:
        yield _part("corrections", names, prefix, "".join(map(_correction, story.corrections)))


def _part(part: str, names: Headings, prefix: str, content: str) -> str:
    return f'<div class="{part}" id="{prefix}{part}">\n<h2>{escape(names.label(part))}</h2>\n{content}</div>\n'


def _label(kind: str, names: Headings) -> str:
    return "" if kind == "other" else f'<h2 class="label">{escape(names.label(kind))}</h2>\n'


def _section(section: Section, anchor: str, label: str) -> str:
    level = "h2" if section.kind == "other" else "h3"
    heading = f"<{level}>{escape(section.heading)}</{level}>\n" if section.heading else ""
    blocks = "".join([_BLOCKS[type(block)](block) for block in section.blocks])
    return f'<div class="section {section.kind}" id="{anchor}">\n{label}{heading}{blocks}</div>\n'


def _paragraphs(text: Text) -> str:
    return "".join([f"<p>{each}</p>\n" for each in paragraphs(text)])


def _paragraph_block(block: Paragraph) -> str:
    return f"<p>{markup(block.text)}</p>\n"


def _points_block(block: Points) -> str:
    items = [
        f'<li><strong class="label">{escape(point.label)}:</strong> {markup(point.text)}</li>\n'
        if point.label
        else f"<li>{markup(point.text)}</li>\n"
        for point in block.points
    ]
    return f'<ul class="points">\n{"".join(items)}</ul>\n'


def _quotation_block(block: Quotation) -> str:
    cite = f' cite="{escape_attribute(block.url)}"' if block.url else ""
    source = f'<p class="source"><cite>{escape(block.attribution)}</cite></p>\n' if block.attribution else ""
    return f'<blockquote class="quotation"{cite}>\n{_paragraphs(block.text)}{source}</blockquote>\n'


def _list_block(block: List) -> str:
    name = "ol" if block.ordered else "ul"
    return f'<{name} class="list">\n{"".join([f"<li>{markup(item)}</li>" for item in block.items])}\n</{name}>\n'


def _image_block(block: Image) -> str:
    caption = f'<div class="caption">\n{_paragraphs(block.caption)}</div>\n' if block.caption else ""
    image = f'<p><img src="{escape_attribute(block.url)}" alt="{escape_attribute(block.alt)}"/></p>\n'
    return f'<div class="image">\n{image}{caption}</div>\n'


def _markup_block(block: Markup) -> str:
    return f'<div class="markup">{block.html}</div>\n'


_BLOCKS: Final[dict[type, Callable[[Any], str]]] = {
    Paragraph: _paragraph_block,
    Points: _points_block,
    Quotation: _quotation_block,
    List: _list_block,
    Image: _image_block,
    Markup: _markup_block,
}


def _press(story: Story, names: Headings, prefix: str, *, labelled: bool) -> str:
    label = _label("press", names) if labelled else ""
    mentions = "".join([_mention(each, f"{prefix}mention-{at}") for at, each in enumerate(story.press, 1)])
    return f'<div class="mentions" id="{prefix}mentions">\n{label}{mentions}</div>\n'


def _mention(mention: PressMention, anchor: str) -> str:
    attributes = f' cite="{escape_attribute(mention.url)}"' if mention.url else ""
    if mention.language:
        attributes += f' lang="{mention.language}"'
    published = f' <span class="published">{rfc3339(mention.published)}</span>' if mention.published else ""
    context = f'<div class="context">\n{_paragraphs(mention.context)}</div>\n' if mention.context else ""
    return (
        f'<blockquote class="mention" id="{anchor}"{attributes}>\n{_quoted(mention)}'
        f'<p class="source">{_outlet(mention.outlet)}{published}</p>\n</blockquote>\n{context}'
    )


def _outlet(outlet: Organization) -> str:
    name = escape(outlet.name)
    return f'<cite><a href="{escape_attribute(outlet.url)}">{name}</a></cite>' if outlet.url else f"<cite>{name}</cite>"


def _quoted(mention: PressMention) -> str:
    """Give the text of a mention with the quoted words marked; words that are not in it stand in a paragraph of their own."""
    parts = paragraphs(mention.text)
    if not mention.quotes:
        return "".join([f"<p>{part}</p>\n" for part in parts])
    marked, found = _marked(parts, [escape(quote) for quote in mention.quotes])
    text = "".join([f"<p>{part}</p>\n" for part in marked])
    if found:
        return text
    loose = " ".join([f'<span class="quote">{escape(quote)}</span>' for quote in mention.quotes])
    return f'{text}<p class="quotes">{loose}</p>\n'


def _marked(parts: list[str], quotes: list[str]) -> tuple[list[str], bool]:
    """Mark quotes, in their order, in paragraphs; where one is not found in plain text, nothing is marked."""
    marked, part, start = list(parts), 0, 0
    for quote in quotes:
        at = _find(marked[part], quote, start)
        while at < 0:
            part, start = part + 1, 0
            if part == len(marked):
                return parts, False
            at = _find(marked[part], quote, 0)
        opening = '<span class="quote">'
        marked[part] = f"{marked[part][:at]}{opening}{quote}</span>{marked[part][at + len(quote) :]}"
        start = at + len(opening) + len(quote) + len("</span>")
    return marked, True


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


def _prompt(prompt: Question, anchor: str) -> str:
    text = escape(prompt.text)
    return (
        f'<li id="{anchor}"><a href="{escape_attribute(prompt.url)}">{text}</a></li>\n'
        if prompt.url
        else f'<li id="{anchor}">{text}</li>\n'
    )


def _question(question: Question, anchor: str) -> str:
    text = escape(question.text)
    if question.url:
        text = f'<a href="{escape_attribute(question.url)}">{text}</a>'
    answer = _paragraphs(question.answer) if question.answer else ""
    return f'<div class="question" id="{anchor}">\n<h3>{text}</h3>\n{answer}</div>\n'


def _topic(topic: Topic, anchor: str) -> str:
    name = escape(topic.name)
    if topic.url:
        name = f'<a href="{escape_attribute(topic.url)}">{name}</a>'
    same = "".join(
        [f'<dd class="same-as"><a href="{escape_attribute(each)}">{escape(each)}</a></dd>\n' for each in topic.same_as]
    )
    description = "".join([f"<dd>{each}</dd>\n" for each in paragraphs(topic.description)]) if topic.description else ""
    return f'<dt class="{topic.kind}" id="{anchor}">{name}</dt>\n{description}{same}'


def _correction(correction: Correction) -> str:
    date = f'<p class="published">{rfc3339(correction.published)}</p>\n' if correction.published else ""
    return f'<div class="correction">\n{date}{_paragraphs(correction.text)}</div>\n'


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


__all__ = ["ROOT", "anchors", "losses", "parts", "parts_of", "plain_html", "plain_text", "press_place", "render"]
