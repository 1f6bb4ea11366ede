"""The parts of a story: one partMeta each, tied to its place in the body by id."""

from collections.abc import Iterator

from newsfeed.body import xhtml
from newsfeed.formats.newsml.codes import CONCEPTS, Mode
from newsfeed.formats.newsml.parties import add_party
from newsfeed.model import PressMention, Question, Section, Story
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.dates import rfc3339


def add_part_metas(builder: MarkupBuilder, story: Story, mode: Mode, prefix: str) -> None:
    """Add the partMeta elements of a story, in the order of its parts in the model.

    Args:
        builder: take them.
        story: whose parts they describe; it has a body, and not a plain one, which has no ids in it.
        mode: how concepts are named.
        prefix: what each id in the body begins with.
    """
    roles = CONCEPTS[mode].part
    for seq, (anchor, role, part) in enumerate(_parts(story), 1):
        opening = f'<partMeta partid="{prefix}part-{anchor}" seq="{seq}" contentrefs="{prefix}{anchor}">'
        builder.raw(f"{opening}<role{roles[role]}/>")
        if isinstance(part, PressMention):
            _add_mention(builder, part, mode)
        elif isinstance(part, Question):
            _add_headline(builder, part.text)
            _add_link(builder, CONCEPTS[mode].see_also, part.url)
        elif part is not None:
            _add_headline(builder, part.heading)
        builder.raw("</partMeta>\n")


def _parts(story: Story) -> Iterator[tuple[str, str, Section | PressMention | Question | None]]:
    """Give each part with its anchor and role; the summary is text only."""
    if story.summary:
        yield "summary", "summary", None
    for anchor, section in zip(xhtml.anchors(story), story.sections, strict=True):
        yield anchor, section.kind, section
    for at, mention in enumerate(story.press, 1):
        yield f"mention-{at}", "mention", mention
    for at, prompt in enumerate(story.prompts, 1):
        yield f"prompt-{at}", "prompt", prompt
    for at, question in enumerate(story.questions, 1):
        yield f"question-{at}", "question", question


def _add_mention(builder: MarkupBuilder, mention: PressMention, mode: Mode) -> None:
    if mention.published:
        builder.raw(f"<contentCreated>{rfc3339(mention.published)}</contentCreated>")
    add_party(builder, "infoSource", mention.outlet, mode)
    if mention.language:
        builder.link('<language tag="', mention.language, '"/>')
    _add_link(builder, CONCEPTS[mode].derived_from, mention.url)


def _add_headline(builder: MarkupBuilder, text: str) -> None:
    if text:
        builder.text("<headline>", text, "</headline>")


def _add_link(builder: MarkupBuilder, relation: str, url: str | None) -> None:
    if url:
        builder.link(f'<link{relation} href="', url, '"/>')
