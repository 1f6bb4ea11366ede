"""Outline of a story: its parts in reading order, walked in one place.

The XHTML body, the plain text, JSON-LD's `hasPart` and NewsML-G2's `partMeta` are renderings of it. A field whose text is
shown above the sections needs nothing but its name in `TEXT_FIELDS` to appear in the body and to be read back.
"""

from collections.abc import Iterator
from typing import Final, TypeAlias

from attrs import define

from newsfeed.headings import PARTS, Headings, for_language, notice_of
from newsfeed.model import AIUse, Answer, Correction, LiveUpdate, Markup, PressMention, Question, Section, Story, Topic
from newsfeed.model.rich_text import Text

TEXT_FIELDS: Final = ("summary",)
"""The fields of `Story` whose text is shown above the sections, in this order. They alone do not make a body."""

ENTRY_ROLES: Final = {
    "updates": "update",
    "mentions": "mention",
    "prompts": "prompt",
    "questions": "question",
    "topics": "topic",
    "corrections": "correction",
}
"""The role of the entries of each list; their anchors are numbered from 1: `mention-1`, `mention-2`."""

Entry: TypeAlias = PressMention | Question | Topic | Correction | LiveUpdate


@define(eq=False)
class TextPart:
    """Part that is a text, such as the summary.

    Attributes:
        role: name of the field.
        anchor: id of the part in the body.
        label: the heading, or "" for none.
        text: its content.
    """

    role: str
    anchor: str
    label: str
    text: Text


@define(eq=False)
class NoticePart(TextPart):
    """Part that tells readers how a model was used for the story.

    Attributes:
        use: what the notice is about.
        is_default: True if the story has no statement, so that the text is the sentence for its digital source.
    """

    use: AIUse
    is_default: bool


@define(eq=False)
class SectionPart:
    """Part that is a section of the story.

    Attributes:
        role: kind of the section.
        anchor: id of the part in the body, such as `analysis` or `analysis-2`.
        label: the heading of its kind; "" if the section before is of the same kind, or if it has none.
        section: its content.
    """

    role: str
    anchor: str
    label: str
    section: Section


@define(eq=False)
class ListPart:
    """Part that is a list of entries: press mentions, prompts, questions, topics, corrections, or live updates.

    Attributes:
        role: one of `ENTRY_ROLES`.
        anchor: id of the part in the body.
        label: the heading; "" for press mentions that continue a section of kind press.
        entries: its content.
    """

    role: str
    anchor: str
    label: str
    entries: tuple[Entry, ...]

    @property
    def entry_role(self) -> str:
        """Role of each entry, such as `mention`; its anchor is this and its number from 1."""
        return ENTRY_ROLES[self.role]


Part: TypeAlias = TextPart | SectionPart | ListPart
"""A `TextPart` can be a `NoticePart`."""


def outline(story: Story, headings: Headings | None = None) -> list[Part]:
    """Return the parts of a story in the order of the body.

    Args:
        story: the story.
        headings: the house's headings; None uses those of the story's language.
    """
    labels = headings or for_language(story.language)
    parts: list[Part] = [
        TextPart(field, field, labels.label(field) if field in PARTS else "", text)
        for field in TEXT_FIELDS
        if (text := getattr(story, field))
    ]
    if story.updates:
        parts.append(ListPart("updates", "updates", labels.label("updates"), story.updates))
    _add_sections_and_mentions(parts, story, labels)
    if story.prompts:
        parts.append(ListPart("prompts", "prompts", labels.label("prompts"), story.prompts))
    if story.questions:
        parts.append(ListPart("questions", "questions", labels.label("questions"), story.questions))
    if story.topics:
        parts.append(ListPart("topics", "topics", labels.label("topics"), story.topics))
    if story.ai and (text := notice(story)):
        # Corrections are added later and are about the notice, too.
        parts.append(NoticePart("ai", "ai", labels.label("ai"), text, story.ai, not story.ai.statement))
    if story.corrections:
        parts.append(ListPart("corrections", "corrections", labels.label("corrections"), story.corrections))
    return parts


def _add_sections_and_mentions(parts: list[Part], story: Story, labels: Headings) -> None:
    """Add the sections with the press mentions among them; of a run of sections of one kind, only the first has a label."""
    index_of_mentions = mentions_index(story) if story.press else -1
    add = parts.append
    counts: dict[str, int] = {}
    former = ""
    for index, section in enumerate(story.sections):
        if index == index_of_mentions:
            _add_mentions(parts, story, labels, former)
        kind = section.kind
        counts[kind] = number = counts.get(kind, 0) + 1
        if kind == "other":
            add(SectionPart(kind, f"section-{number}", "", section))
        else:
            anchor = kind if number == 1 else f"{kind}-{number}"
            add(SectionPart(kind, anchor, "" if kind == former else labels.label(kind), section))
        former = kind
    if index_of_mentions == len(story.sections):
        _add_mentions(parts, story, labels, former)


def _add_mentions(parts: list[Part], story: Story, labels: Headings, former: str) -> None:
    label = "" if former == "press" else labels.label("press")
    parts.append(ListPart("mentions", "mentions", label, story.press))


def notice(story: Story) -> str:
    """Return the disclosure of a model's part in a story: its statement, or the sentence for its digital source.

    Returns:
        "" if the story has no statement and its source is no model, such as `humanEdits`.
    """
    return (story.ai.statement or notice_of(story.ai.source, story.language)) if story.ai else ""


def has_parts(story: Story) -> bool:
    """Return whether a story has anything to show in a body; a summary alone is none, and a notice about models is."""
    return bool(story.sections or _has_more(story))


def _has_more(story: Story) -> bool:
    """Return whether a body has parts besides the sections and the summary."""
    lists = (story.press, story.questions, story.prompts, story.topics, story.corrections, story.updates)
    return any(lists) or bool(story.ai and notice(story))


def plain_markup(story: Story) -> Markup | None:
    """Return the `Markup` of a plain story, one that consists of it alone in an untyped section without a heading.

    A story with a notice about models is none, since its HTML would not show the notice.
    """
    if len(story.sections) != 1 or _has_more(story):
        return None
    section = story.sections[0]
    if section.kind != "other" or section.heading or len(section.blocks) != 1:
        return None
    block = section.blocks[0]
    return block if isinstance(block, Markup) else None


def markup_blocks(story: Story) -> Iterator[tuple[str, Markup]]:
    """Yield each `Markup` of a story with its path within the story: of the sections, then of the answers and the updates."""
    for index, section in enumerate(story.sections):
        for block_index, block in enumerate(section.blocks):
            if isinstance(block, Markup):
                yield f"sections[{index}].blocks[{block_index}]", block
    for index, question in enumerate(story.questions):
        yield from _markup_in(question.answer, f"questions[{index}].answer")
    for index, update in enumerate(story.updates):
        yield from _markup_in(update.body, f"updates[{index}].body")


def _markup_in(answer: Answer, path: str) -> Iterator[tuple[str, Markup]]:
    for index, block in enumerate(answer if isinstance(answer, tuple) else ()):
        if isinstance(block, Markup):
            yield f"{path}[{index}]", block


def plain_html(story: Story) -> str | None:
    """Return the HTML of a plain story, None for any other; see `plain_markup`."""
    markup = plain_markup(story)
    return None if markup is None else markup.html


def mentions_index(story: Story) -> int:
    """Return the index of the section that the press mentions precede.

    They follow the last section of kind press, else they precede the background, else they follow all sections.
    """
    kinds = [section.kind for section in story.sections]
    if "press" in kinds:
        return len(kinds) - kinds[::-1].index("press")
    return kinds.index("background") if "background" in kinds else len(kinds)
