"""The press review: attribution of its text to outlets.

A paragraph is read sentence by sentence. A sentence in which `outlets` finds an outlet belongs to that outlet, and so
does a sentence that continues it ("The paper adds ..."). Any other sentence is the story's own: context of the mention
before it or, before the first mention, a block of the section. A point or paragraph labeled with an outlet's name
belongs to that outlet.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

import attrs

from newsfeed.attribution import outlets
from newsfeed.attribution.quotes import quoted_words, sentence_spans
from newsfeed.model import Block, List, Organization, Paragraph, Points, PressMention

_LABEL: Final = re.compile(r"([^:：]{1,60}?)\s?(?::\s+|：)(?=\S)", re.DOTALL)


@attrs.define
class MentionDraft:
    """A mention while it is read.

    Attributes:
        outlet: the outlet's name.
        text: the sentences attributed to the outlet.
        context: the story's own paragraphs after them.
    """

    outlet: str
    text: str
    context: list[str] = attrs.field(factory=list)

    def mention(self) -> PressMention:
        """Return the mention, with the quotations in its text."""
        quotes = tuple(words for words in quoted_words(self.text) if not outlets.is_same_outlet(words, self.outlet))
        return PressMention(
            outlet=Organization(name=self.outlet), text=self.text, quotes=quotes, context="\n\n".join(self.context)
        )


class PressReview:
    """The press review of a page, read part by part.

    Args:
        language: primary language subtag; selects the patterns of attribution.
        outlet_names: names that are outlets regardless of the patterns.
    """

    def __init__(self, language: str, outlet_names: Collection[str] = ()) -> None:
        self._language = language
        self._drafts: list[MentionDraft] = []
        self._outlet_names: list[str] = list(outlet_names)

    def add_part(self, blocks: list[Block]) -> list[Block]:
        """Read the blocks of one part of the page, and return those that belong to no mention."""
        drafts_before = len(self._drafts)
        unattributed: list[Block] = []
        for source_block in blocks:
            for block in self._read_block(source_block):
                if isinstance(block, Paragraph) and len(self._drafts) > drafts_before:
                    self._drafts[-1].context.append(str(block.text))
                else:
                    unattributed.append(block)
        return unattributed

    def mentions(self) -> tuple[PressMention, ...]:
        """Return the mentions in the order of the page."""
        return tuple(draft.mention() for draft in self._drafts)

    def _read_block(self, block: Block) -> Iterator[Block]:
        """Add the mentions of a block, and yield the blocks without an outlet."""
        if isinstance(block, Paragraph):
            yield from self._read_paragraph(str(block.text))
        elif isinstance(block, Points) and all(self._is_outlet_label(point.label) for point in block.points):
            for point in block.points:
                self._add_mention(point.label, str(point.text))
        elif isinstance(block, Points | List):
            items = _item_texts(block)
            if any(self._names_outlet(item) for item in items):
                for item in items:
                    yield from self._read_paragraph(item)
            else:
                yield block
        else:
            yield block

    def _is_outlet_label(self, label: str) -> bool:
        return bool(label) and outlets.label_names_outlet(label, self._outlet_names)

    def _names_outlet(self, text: str) -> bool:
        label = _LABEL.match(text)
        is_labeled = label is not None and outlets.is_label(label[1], self._language, self._outlet_names)
        return is_labeled or bool(outlets.find_outlets(text, self._language, self._outlet_names))

    def _read_paragraph(self, text: str) -> Iterator[Paragraph]:
        label = _LABEL.match(text)
        if label and outlets.is_label(label[1], self._language, self._outlet_names):
            self._add_mention(label[1], text[label.end() :])
            return
        for names, run in self._attributed_runs(text):
            if not names:
                yield Paragraph(text=run)
            for name in names:
                self._add_mention(name, run)

    def _attributed_runs(self, text: str) -> list[tuple[list[str], str]]:
        """Return the runs of sentences with the same outlets, each with the names of these."""
        runs: list[tuple[list[str], int, int]] = []
        for start, end in sentence_spans(text):
            sentence = text[start:end]
            outlet_names = outlets.find_outlets(sentence, self._language, self._outlet_names)
            names = [self._canonical_name(name) for name in outlet_names]
            run = runs[-1] if runs else None
            if not names and run and run[0] and outlets.continues_outlet(sentence, self._language):
                names = run[0]
            elif (
                not names and not run and self._is_mention_open() and outlets.continues_outlet(sentence, self._language)
            ):
                names = [self._drafts[-1].outlet]
            if run and names == run[0]:
                runs[-1] = (names, run[1], end)
            else:
                runs.append((names, start, end))
        return [(names, text[start:end].strip()) for names, start, end in runs]

    def _is_mention_open(self) -> bool:
        """Return whether a paragraph can continue the mention before it: nothing is written between them."""
        return bool(self._drafts) and not self._drafts[-1].context

    def _canonical_name(self, name: str) -> str:
        """Return the spelling of an outlet's name that was used first."""
        return next((known_name for known_name in self._outlet_names if outlets.is_same_outlet(known_name, name)), name)

    def _add_mention(self, name: str, text: str) -> None:
        name = self._canonical_name(name)
        if name not in self._outlet_names:
            self._outlet_names.append(name)
        self._drafts.append(MentionDraft(name, text))


def _item_texts(block: Points | List) -> list[str]:
    if isinstance(block, List):
        return [str(item) for item in block.items]
    return [f"{point.label}: {point.text}" if point.label else str(point.text) for point in block.points]


def reads_back(mention: PressMention, language: str, outlet_names: Collection[str]) -> bool:
    """Return whether the text of a mention reads as that mention without a label."""
    review = PressReview(language, outlet_names)
    unattributed = review.add_part([Paragraph(text=mention.text)])
    mentions = review.mentions()
    return (
        not unattributed
        and len(mentions) == 1
        and mentions[0].outlet.name == mention.outlet.name
        and mentions[0].text == mention.text
        and not mentions[0].context
    )
