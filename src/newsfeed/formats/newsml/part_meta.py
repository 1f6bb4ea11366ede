"""The parts of a story: a `<partMeta>` for each, linked to its place in the body by id."""

from collections.abc import Iterator

from newsfeed.body.outline import Entry, ListPart, Part, SectionPart
from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, Mode
from newsfeed.formats.newsml.extension_points import extension_elements
from newsfeed.formats.newsml.parties import add_party
from newsfeed.model import PressMention, Question, Section
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.dates import rfc3339

_Part = tuple[str, str, Section | Entry | None]
"""A part of a story: its id in the body without a prefix, the code of its role in newsfeed's own scheme, and its section or
list entry; None for a text."""


def add_part_metas(builder: MarkupBuilder, parts: list[Part], mode: Mode, prefix: str) -> None:
    """Add a `<partMeta>` for each part of a story: its texts and sections first, then the entries of its lists.

    Args:
        builder: the markup of the item.
        parts: the outline of the story; none for a plain one, since its markup has no ids to refer to.
        mode: naming of concepts.
        prefix: prefix of each id in the body.
    """
    roles = CONCEPT_ATTRIBUTES[mode].part_roles
    number = 0
    for anchor, role, content in _texts_then_entries(parts):
        if role not in roles:
            continue
        number += 1
        opening = f'<partMeta partid="{prefix}part-{anchor}" seq="{number}" contentrefs="{prefix}{anchor}">'
        builder.raw(f"{opening}<role{roles[role]}/>")
        if isinstance(content, PressMention):
            _add_mention(builder, content, mode)
        elif isinstance(content, Question):
            _add_headline(builder, content.text)
            _add_link(builder, CONCEPT_ATTRIBUTES[mode].see_also, content.url)
            if content.extensions:
                builder.raw(extension_elements(content.extensions))
        elif isinstance(content, Section):
            _add_headline(builder, content.heading)
        builder.raw("</partMeta>\n")


def _texts_then_entries(parts: list[Part]) -> Iterator[_Part]:
    lists = []
    for part in parts:
        if isinstance(part, ListPart):
            lists.append(part)
        else:
            yield part.anchor, part.role, part.section if isinstance(part, SectionPart) else None
    for part in lists:
        role = part.entry_role
        for number, entry in enumerate(part.entries, 1):
            yield f"{role}-{number}", role, entry


def _add_mention(builder: MarkupBuilder, mention: PressMention, mode: Mode) -> None:
    if mention.published:
        builder.raw(f"<contentCreated>{rfc3339(mention.published)}</contentCreated>")
    add_party(builder, "infoSource", mention.outlet, mode)
    if mention.language:
        builder.link('<language tag="', mention.language, '"/>')
    _add_link(builder, CONCEPT_ATTRIBUTES[mode].derived_from, mention.url)


def _add_headline(builder: MarkupBuilder, text: str) -> None:
    if text:
        builder.text("<headline>", text, "</headline>")


def _add_link(builder: MarkupBuilder, relation: str, url: str | None) -> None:
    if url:
        builder.link(f'<link{relation} href="', url, '"/>')
