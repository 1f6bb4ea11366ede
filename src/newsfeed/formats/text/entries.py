"""The entries of a page's lists: topics and corrections, and what reads as a headline."""

import re
from typing import Final

import attrs

from newsfeed.formats.text import blocks, topics
from newsfeed.formats.text.lines import bullet, ends_sentence, reads_as_heading
from newsfeed.model import Block, Correction, List, Points, Topic
from newsfeed.values.dates import parse_rfc3339

_DATED: Final = re.compile(r"([0-9]{4}-\S+[0-9Z]):\s+(\S.*)", re.DOTALL)


def reads_as_headline(text: str) -> bool:
    """Say whether a page's first line reads as its headline."""
    marked = text.startswith("\\")
    return (
        not marked and len(text) <= 250 and bullet(text) is None and not text.endswith((".", "。", ":", ",", ";", "…"))
    )


def read_topic(entry: list[list[str]], language: str) -> tuple[Topic, bool]:
    """Read a topic; the flag says whether its name was found."""
    text = blocks.text_of(entry)
    first = entry[0][0]
    lines = [line for group in entry for line in group]
    if len(lines) > 1 and reads_as_heading(first, words=12) and not lines[1][:1].islower():
        rest = [entry[0][1:], *entry[1:]] if len(entry[0]) > 1 else entry[1:]
        description = blocks.text_of(rest)
        return Topic(name=first, kind=topics.subject(description, language).kind, description=description), True
    found = topics.subject(text, language)
    if not found.found and _only_a_name(text):
        return Topic(name=text, kind=found.kind), True
    return Topic(name=found.name, kind=found.kind, description=text), found.found


def _only_a_name(text: str) -> bool:
    words = text.split()
    return "\n" not in text and len(words) <= 6 and not ends_sentence(text) and all(
        not each[:1].islower() or len(each) <= 3 for each in words
    ) and len(text) <= (100 if len(words) > 1 or text.isascii() else 20)  # fmt: skip


def read_corrections(block: Block) -> list[Correction]:
    """Read corrections: a paragraph or an item each; a date in RFC 3339 as its label is the date of it."""
    if isinstance(block, Points):
        return [_correction(f"{each.label}: {each.text}" if each.label else str(each.text)) for each in block.points]
    if isinstance(block, List):
        return [_correction(str(each)) for each in block.items]
    texts = (str(getattr(block, each.name) or "") for each in attrs.fields(type(block)))
    return [_correction(text) for text in texts if text]


def _correction(text: str) -> Correction:
    dated = _DATED.fullmatch(text)
    try:
        return Correction(text=dated[2], published=parse_rfc3339(dated[1])) if dated else Correction(text=text)
    except ValueError:
        return Correction(text=text)
