"""The parts of a story: one partMeta each, tied to its place in the body by id."""

from collections.abc import Callable
from typing import Any, Final

from newsfeed.body.outline import Entry, ListPart, Part, SectionPart, outline
from newsfeed.formats.newsml.codes import CONCEPTS, Mode
from newsfeed.formats.newsml.parties import add_party
from newsfeed.model import PressMention, Question, Section, Story
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.dates import rfc3339


def add_part_metas(builder: MarkupBuilder, story: Story, mode: Mode, prefix: str) -> None:
    """Add the partMeta elements of a story: texts and sections first, then the entries of its lists.

    Args:
        builder: takes the markup.
        story: a story with a body that is not plain, since a plain one has no ids to refer to.
        mode: how concepts are named.
        prefix: prefix of each id in the body.
    """
    roles = CONCEPTS[mode].part
    number = 0
    contents: list[tuple[str, Entry | Section | None]]
    for part in sorted(outline(story), key=_is_list):
        if isinstance(part, ListPart):
            role = part.entry_role
            contents = [(f"{role}-{index}", entry) for index, entry in enumerate(part.entries, 1)]
        else:
            role = part.role
            contents = [(part.anchor, part.section if isinstance(part, SectionPart) else None)]
        if role not in roles:
            continue
        for anchor, content in contents:
            number += 1
            opening = f'<partMeta partid="{prefix}part-{anchor}" seq="{number}" contentrefs="{prefix}{anchor}">'
            builder.raw(f"{opening}<role{roles[role]}/>")
            if content is not None:
                _ADD_CONTENT[type(content)](builder, content, mode)
            builder.raw("</partMeta>\n")


def _is_list(part: Part) -> bool:
    return isinstance(part, ListPart)


def _add_section(builder: MarkupBuilder, section: Section, _mode: Mode) -> None:
    _add_headline(builder, section.heading)


def _add_question(builder: MarkupBuilder, question: Question, mode: Mode) -> None:
    _add_headline(builder, question.text)
    _add_link(builder, CONCEPTS[mode].see_also, question.url)


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


_ADD_CONTENT: Final[dict[type, Callable[[MarkupBuilder, Any, Mode], None]]] = {
    Section: _add_section,
    PressMention: _add_mention,
    Question: _add_question,
}
