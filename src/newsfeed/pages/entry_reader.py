"""Reader of the entries of a page's lists: questions, prompts, topics and corrections, with their source texts."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

import attrs

from newsfeed.model import Block, Correction, List, Points, Question, Topic
from newsfeed.pages import topics
from newsfeed.pages.block_reader import adjacent_groups, read_blocks
from newsfeed.pages.decoding import Line
from newsfeed.pages.line_syntax import (
    bullet_text,
    ends_sentence,
    join_lines,
    marked_heading,
    numbered_item,
    reads_as_heading,
    unescape,
)
from newsfeed.values.dates import parse_rfc3339

EntryLines = list[list[str]]
"""The lines of an entry, in groups of adjacent ones."""

_DATED_TEXT: Final = re.compile(r"([0-9]{4}-\S{1,60}[0-9Z]):\s+\S.*", re.DOTALL)
_MAX_NAME_LINE_WORDS: Final = 12
_MAX_NAME_WORDS: Final = 6
_MAX_NAME: Final = 100
_MAX_NAME_WITHOUT_SPACES: Final = 20
"""Characters of a name in a script that may have no spaces."""


# --- splitting lists --------------------------------------------------------------------------------------------------


def split_entries(lines: list[Line], begins: Callable[[list[Line], int], bool]) -> list[EntryLines]:
    """Split a list into its entries.

    An entry begins at a bullet or number; if there are bare bullets, only at those; in a list without any, at the
    lines that `begins` accepts.

    Args:
        lines: the lines of the part.
        begins: return whether the line at an index begins an entry.
    """
    has_bare_bullets = any(bullet_text(line.text) == "" for line in lines)
    has_marks = has_bare_bullets or any(_item_text(line.text, 1) for line in lines)
    entries: list[list[str]] = []
    count = 0
    for index, line in enumerate(lines):
        item = _bare_bullet(line.text) if has_bare_bullets else _item_text(line.text, count + 1)
        if line.blank:
            if entries:
                entries[-1].append("")
        elif item is not None:
            count += 1
            entries.append([item] if item else [])
        elif not entries or (not has_marks and begins(lines, index)):
            entries.append([line.text])
        else:
            entries[-1].append(line.text)
    return [groups for entry in entries if (groups := adjacent_groups(entry))]


def _bare_bullet(text: str) -> str | None:
    return "" if bullet_text(text) == "" else None


def _item_text(text: str, number: int) -> str | None:
    """Return the text of an item with a bullet or the given number; None for any other line."""
    item, numbered = bullet_text(text), numbered_item(text)
    return numbered.text if item is None and numbered and numbered.number == number else item


def begins_line_entry(lines: list[Line], index: int) -> bool:
    """Return whether a line is an entry of its own, instead of a continuation of the line before."""
    if index == 0 or lines[index - 1].blank:
        return True
    return not lines[index].text[:1].islower() or ends_sentence(lines[index - 1].text)


# --- reading entries --------------------------------------------------------------------------------------------------


def entry_text(entry: EntryLines) -> str:
    """Return the text of an entry, its paragraphs with an empty line between."""
    return "\n\n".join(paragraph for group in entry for paragraph in join_lines(group))


def read_question(entry: EntryLines) -> Question:
    """Return a question: the first line of its entry, with the blocks of the other lines as the answer."""
    (question, *first_lines), *following = entry
    return Question(text=unescape(question), answer=read_blocks(_lines([first_lines, *following])))


def _lines(entry: EntryLines) -> list[Line]:
    """Return the lines of an entry with an empty one between its groups; their numbers are not known any more."""
    return [Line(0, text) for group in entry for text in (*group, "")]


class TopicEntry(NamedTuple):
    """A topic as read; `has_name` is False if its name had to be guessed from its first words."""

    topic: Topic
    has_name: bool


def read_topic(entry: EntryLines, language: str, plain: Callable[[str], str]) -> TopicEntry:
    """Return the topic of an entry: a description, after a name on a line of its own or beginning with the name.

    A name that is bold as a whole is one whatever follows it.

    Args:
        entry: the lines of the entry.
        language: language of the description, as a primary subtag (`en`).
        plain: returns the plain text of a source text.
    """
    name_line = entry[0][0]
    bold_name = marked_heading(name_line)
    if bold_name or is_name_line([line for group in entry for line in group]):
        name = plain(bold_name.text if bold_name else name_line)
        description = plain(entry_text([entry[0][1:], *entry[1:]]))
        kind = topics.kind_of(name, description, language)
        return TopicEntry(Topic(name=name, kind=kind, description=description), has_name=True)
    text = plain(entry_text(entry))
    subject = topics.subject(text, language)
    if not subject.has_name and _is_only_a_name(text):
        return TopicEntry(Topic(name=text, kind=subject.kind), has_name=True)
    return TopicEntry(Topic(name=subject.name, kind=subject.kind, description=text), has_name=subject.has_name)


def is_name_line(lines: list[str]) -> bool:
    """Return whether the first line of a topic is its name, and the others are its description."""
    is_above_description = len(lines) > 1 and not lines[1][:1].islower()
    return is_above_description and reads_as_heading(lines[0], max_words=_MAX_NAME_LINE_WORDS)


def _is_only_a_name(text: str) -> bool:
    words = text.split()
    max_length = _MAX_NAME if len(words) > 1 or text.isascii() else _MAX_NAME_WITHOUT_SPACES
    return (
        "\n" not in text
        and len(words) <= _MAX_NAME_WORDS
        and not ends_sentence(text)
        and all(not word[:1].islower() or len(word) <= 3 for word in words)
        and len(text) <= max_length
    )


def read_corrections(block: Block) -> list[Correction]:
    """Return the corrections of a block, one for each paragraph or item; an RFC 3339 date may precede the text."""
    if isinstance(block, Points):
        texts = [f"{point.label}: {point.text}" if point.label else str(point.text) for point in block.points]
    elif isinstance(block, List):
        texts = [str(item) for item in block.items]
    else:
        values = (str(getattr(block, field.name) or "") for field in attrs.fields(type(block)))
        texts = [value for value in values if value]
    return [_read_correction(text) for text in texts]


def _read_correction(text: str) -> Correction:
    date = date_before(text)
    if not date:
        return Correction(text=text)
    return Correction(text=text[len(date) + 1 :], published=parse_rfc3339(date))


def date_before(text: str) -> str:
    """Return the RFC 3339 date that precedes a text and a colon, "" for none."""
    match = _DATED_TEXT.fullmatch(text)
    if match is None:
        return ""
    try:
        parse_rfc3339(match[1])
    except ValueError:
        return ""
    return match[1]
