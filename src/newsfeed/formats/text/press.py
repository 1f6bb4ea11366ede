"""The press review: which words each outlet owns, and which none does.

A paragraph is taken sentence by sentence. A sentence that `outlets` finds an outlet in belongs to it, and so does one
that goes on with it ("The paper adds ..."). Any other is what the story says beside it: the context of the mention
before it, or, before the first mention, a block of the section. A point or paragraph whose label is an outlet's name
is that outlet's.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

import attrs

from newsfeed.formats.text import outlets
from newsfeed.formats.text.quotes import quoted, sentences
from newsfeed.model import Block, List, Organization, Paragraph, Points, PressMention

_LABEL: Final = re.compile(r"([^:：]{1,60}?)\s?(?::\s+|：)(?=\S)", re.DOTALL)


@attrs.define
class Mention:
    """A mention while it is read: the outlet's name, its text so far, what stands beside it."""

    outlet: str
    text: str
    context: list[str] = attrs.field(factory=list)


class Review:
    """The press review of a page, taken in block by block.

    Args:
        language: whose attributions apply.
        known: names that are outlets, whatever the rules say.
    """

    def __init__(self, language: str, known: Collection[str] = ()) -> None:
        self.language = language
        self.known = known
        self.mentions: list[Mention] = []
        self._names: list[str] = list(known)

    def part(self, blocks: list[Block]) -> list[Block]:
        """Take one part of the page in; give the blocks that belong to no mention."""
        first = len(self.mentions)
        left: list[Block] = []
        for block in blocks:
            for rest in self._block(block):
                if isinstance(rest, Paragraph) and len(self.mentions) > first:
                    self.mentions[-1].context.append(str(rest.text))
                else:
                    left.append(rest)
        return left

    def result(self) -> tuple[PressMention, ...]:
        """Give the mentions."""
        return tuple(mention(each) for each in self.mentions)

    def _block(self, block: Block) -> Iterator[Block]:
        if isinstance(block, Paragraph):
            yield from self._paragraph(str(block.text))
        elif isinstance(block, Points) and all(self._labels(point.label) for point in block.points):
            for point in block.points:
                self._add(point.label, str(point.text))
        elif isinstance(block, Points | List):
            items = _items(block)
            if any(self._names_one(item) for item in items):
                for item in items:
                    yield from self._paragraph(item)
            else:
                yield block
        else:
            yield block

    def _labels(self, label: str) -> bool:
        return bool(label) and outlets.label_names_outlet(label, self._names)

    def _names_one(self, text: str) -> bool:
        label = _LABEL.match(text)
        labelled = label is not None and outlets.is_label(label[1], self.language, self._names)
        return labelled or bool(outlets.find(text, self.language, self._names))

    def _paragraph(self, text: str) -> Iterator[Paragraph]:
        label = _LABEL.match(text)
        if label and outlets.is_label(label[1], self.language, self._names):
            self._add(label[1], text[label.end() :])
            return
        for owners, part in self._owned(text):
            if not owners:
                yield Paragraph(text=part)
            for owner in owners:
                self._add(owner, part)

    def _owned(self, text: str) -> list[tuple[list[str], str]]:
        """Give the runs of sentences of a paragraph, each with its outlets."""
        runs: list[tuple[list[str], int, int]] = []
        for start, end in sentences(text):
            sentence = text[start:end]
            found = [self._name(each) for each in outlets.find(sentence, self.language, self._names)]
            before = runs[-1] if runs else None
            if not found and before and before[0] and outlets.goes_on(sentence, self.language):
                found = before[0]
            elif not found and not before and self._open() and outlets.goes_on(sentence, self.language):
                found = [self.mentions[-1].outlet]
            if before and found == before[0]:
                runs[-1] = (found, before[1], end)
            else:
                runs.append((found, start, end))
        return [(owners, text[start:end].strip()) for owners, start, end in runs]

    def _open(self) -> bool:
        """Whether a paragraph can go on with the mention before it: nothing else has been said since."""
        return bool(self.mentions) and not self.mentions[-1].context

    def _name(self, name: str) -> str:
        return next((each for each in self._names if outlets.same(each, name)), name)

    def _add(self, name: str, text: str) -> None:
        name = self._name(name)
        if name not in self._names:
            self._names.append(name)
        self.mentions.append(Mention(name, text))


def _items(block: Points | List) -> list[str]:
    if isinstance(block, List):
        return [str(each) for each in block.items]
    return [f"{each.label}: {each.text}" if each.label else str(each.text) for each in block.points]


def mention(found: Mention) -> PressMention:
    """Give a mention with the words that its text quotes."""
    quotes = tuple(each for each in quoted(found.text) if not outlets.same(each, found.outlet))
    outlet = Organization(name=found.outlet)
    return PressMention(outlet=outlet, text=found.text, quotes=quotes, context="\n\n".join(found.context))


def reads_back(one: PressMention, language: str, known: Collection[str]) -> bool:
    """Say whether the text of a mention by itself reads as that mention, so that it needs no label."""
    review = Review(language, known)
    left = review.part([Paragraph(text=one.text)])
    read = review.result()
    return (
        not left
        and len(read) == 1
        and read[0].outlet.name == one.outlet.name
        and read[0].text == one.text
        and not read[0].context
    )
