"""Rendering of a story's body as one canonical XHTML fragment.

Every format that carries HTML carries this fragment, and `newsfeed.body.parse` recovers the parts from it. The meaning is in
`id`, `class`, `cite`, `lang`, `href` and `title` only, and the elements are those of XHTML 1.1, so that feed readers keep it
and the grammars used to check NewsML-G2 accept it. Ids are stable: `summary`, `analysis-2`, `mention-1`, `question-1`.

A story that consists of one untyped section of plain `Markup`, like most items of other publishers' feeds, is rendered as
that HTML with nothing around it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from newsfeed.body.outline import (
    ENTRY_ROLES,
    ListPart,
    NoticePart,
    Part,
    SectionPart,
    TextPart,
    has_parts,
    outline,
    plain_html,
    plain_markup,
)
from newsfeed.body.parse import ROOT
from newsfeed.body.quotes import add_marked
from newsfeed.body.xhtml_blocks import ADD_BLOCK, add_paragraphs
from newsfeed.body.xhtml_updates import add_update, update_losses
from newsfeed.findings import Loss
from newsfeed.headings import Headings
from newsfeed.io.html import to_plain_text
from newsfeed.model import (
    Correction,
    Paragraph,
    PressMention,
    Question,
    Story,
    Topic,
)
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values import languages
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import escape_attribute


def render(
    story: Story,
    *,
    headings: Headings | None = None,
    prefix: str = "",
    parts: Iterable[Part] | None = None,
    framed: bool = False,
) -> str:
    """Render the body of a story as XHTML.

    Args:
        story: the story.
        headings: the house's headings; None uses those of the story's language.
        prefix: prefix of each id, for documents with several bodies.
        parts: the outline of the story, if the caller has it already.
        framed: True to render the parts of every story, even of a plain one, or of one with a summary only.

    Returns:
        one `<div>`, or the HTML of a plain story, or "" if there is nothing to show.
    """
    if framed:
        if not (story.summary or has_parts(story)):
            return ""
    elif (markup := plain_markup(story)) is not None:
        return markup.html
    elif not has_parts(story):
        return ""
    language = story.language
    attributes = f' lang="{language}"' if language else ""
    if language and languages.text_direction(language) == "rtl":
        attributes += ' dir="rtl"'
    builder = MarkupBuilder()
    # Markup that closes a part is added together with the opening of the next, since every call counts.
    closing = f'<div class="{ROOT}"{attributes}>\n'
    for part in outline(story, headings) if parts is None else parts:
        if isinstance(part, SectionPart):
            opening = f'{closing}<div class="section {part.role}" id="{prefix}{part.anchor}">\n'
            closing = _add_section(builder, part, opening)
            continue
        opening = f'{closing}<div class="{part.role}" id="{prefix}{part.anchor}">\n'
        if isinstance(part, ListPart):
            closing = _add_list_part(builder, part, opening, prefix)
        else:
            closing = _add_text_part(builder, part, opening)
    builder.raw(f"{closing}</div>")
    return builder.build()


def _add_text_part(builder: MarkupBuilder, part: TextPart, opening: str) -> str:
    if part.label:
        builder.text(f"{opening}<h2>", part.label, "</h2>\n")
    else:
        builder.raw(opening)
    if isinstance(part, NoticePart):
        _add_notice(builder, part)
    else:
        add_paragraphs(builder, part.text)
    return "</div>\n"


def _add_notice(builder: MarkupBuilder, part: NoticePart) -> None:
    """Add the notice about models; its first paragraph has the IRI of the digital source as the title."""
    kind = ' class="default"' if part.is_default else ""
    opening = f'<p{kind} title="{escape_attribute(part.use.iri)}">'
    for paragraph in str(part.text).split("\n\n"):
        builder.text(opening, paragraph, "</p>\n")
        opening = "<p>"


def _add_section(builder: MarkupBuilder, part: SectionPart, opening: str) -> str:
    section = part.section
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
        if type(block) is Paragraph and isinstance(block.text, str):  # the most frequent block
            builder.text("<p>", block.text, "</p>\n")
        else:
            ADD_BLOCK[type(block)](builder, block)
    return "</div>\n"


def _add_list_part(builder: MarkupBuilder, part: ListPart, opening: str, prefix: str) -> str:
    markup = _LISTS[part.role]
    if part.label:
        builder.text(f"{opening}{markup.heading}", part.label, f"</h2>\n{markup.opening}")
    else:
        builder.raw(f"{opening}{markup.opening}")
    add, stem = markup.add, f"{prefix}{ENTRY_ROLES[part.role]}-"
    for number, entry in enumerate(part.entries, 1):
        add(builder, entry, f"{stem}{number}")
    return f"{markup.closing}</div>\n"


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
        add_paragraphs(builder, mention.context, "</div>\n")


def _add_quoted(builder: MarkupBuilder, mention: PressMention) -> None:
    """Add the text of a mention with the quoted words marked; words that are not in it follow in their own paragraph."""
    if not mention.quotes:
        add_paragraphs(builder, mention.text)
        return
    if add_marked(builder, mention.text, mention.quotes):
        return
    add_paragraphs(builder, mention.text)
    opening = '<p class="quotes">'
    for quote in mention.quotes:
        builder.text(f'{opening}<span class="quote">', quote, "</span>")
        opening = " "
    builder.raw("</p>\n")


def _add_prompt(builder: MarkupBuilder, prompt: Question, anchor: str) -> None:
    if prompt.url:
        builder.text_pair(f'<li id="{anchor}"><a href="', prompt.url, '">', prompt.text, "</a></li>\n")
    else:
        builder.text(f'<li id="{anchor}">', prompt.text, "</li>\n")


def _add_question(builder: MarkupBuilder, question: Question, anchor: str) -> None:
    opening, answer = f'<div class="question" id="{anchor}">\n<h3>', question.answer
    if question.url:
        builder.text_pair(f'{opening}<a href="', question.url, '">', question.text, "</a></h3>\n")
    elif isinstance(answer, str) and answer and "\n\n" not in answer:
        builder.text_pair(opening, question.text, "</h3>\n<p>", answer, "</p>\n</div>\n")
        return
    else:
        builder.text(opening, question.text, "</h3>\n")
    if isinstance(answer, tuple):
        for block in answer:
            ADD_BLOCK[type(block)](builder, block)
        builder.raw("</div>\n")
    elif answer:
        add_paragraphs(builder, answer, "</div>\n")
    else:
        builder.raw("</div>\n")


def _add_topic(builder: MarkupBuilder, topic: Topic, anchor: str) -> None:
    opening, description = f'<dt class="{topic.kind}" id="{anchor}">', topic.description
    if topic.url:
        builder.text_pair(f'{opening}<a href="', topic.url, '">', topic.name, "</a></dt>\n")
    elif description and "\n\n" not in description:
        builder.text_pair(opening, topic.name, "</dt>\n<dd>", description, "</dd>\n")
        description = ""
    else:
        builder.text(opening, topic.name, "</dt>\n")
    if description:
        for paragraph in description.split("\n\n"):
            builder.text("<dd>", paragraph, "</dd>\n")
    for link in topic.same_as:
        builder.text_pair('<dd class="same-as"><a href="', link, '">', link, "</a></dd>\n")


def _add_correction(builder: MarkupBuilder, correction: Correction, _anchor: str) -> None:
    kind = "" if correction.kind == "correction" else f" {correction.kind}"
    date = f'<p class="published">{rfc3339(correction.published)}</p>\n' if correction.published else ""
    builder.raw(f'<div class="correction{kind}">\n{date}')
    if correction.subject:
        builder.text('<p class="subject">', correction.subject, "</p>\n")
    add_paragraphs(builder, correction.text, "</div>\n")


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
    "updates": _ListMarkup("<h2>", "", add_update, ""),
}


CARRIED: Final[dict[str, tuple[str, ...]]] = {"Story": ("updates", "ai"), "Correction": ("kind", "subject")}
"""The fields of newsrooms that the body carries, by class; see `newsfeed.rendering.lost_fields.table_of`."""


def losses(story: Story, path: str = "story") -> Iterator[Loss]:
    """Yield the losses of the body: the fields that its markup has no place for.

    Args:
        story: the story.
        path: path of the story, for the losses.
    """
    if plain_html(story) == "":
        yield Loss(f"{path}.sections", "an empty body is read back as no body")
    for index, mention in enumerate(story.press):
        for name in ("email", "logo", "same_as"):
            if getattr(mention.outlet, name):
                yield Loss(
                    f"{path}.press[{index}].outlet.{name}", "the body carries only the name and the URL of an outlet"
                )
    yield from update_losses(story.updates, f"{path}.updates")


def plain_text(story: Story) -> str:
    """Return the text of the rendered body, as `newsfeed.body.plain_text` does several times faster; the reference in tests."""
    lines = [line.strip(" \t") for line in to_plain_text(render(story)).split("\n")]
    return "\n".join(line for line in lines if line)
