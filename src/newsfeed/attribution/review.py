"""The press review: its text becomes mentions of outlets.

Each clause of a paragraph belongs to the outlets that say it, as `paragraph` finds them. A clause that no outlet says is
the story's own: context of the mention before it or, before the first mention, a block of the section. A point or
paragraph labeled with an outlet's name belongs to that outlet as a whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from newsfeed.attribution.clauses import Clause
from newsfeed.attribution.grammar import grammar
from newsfeed.attribution.paragraph import Attributor
from newsfeed.attribution.quotes import quoted_words
from newsfeed.knowledge.directory import bundled
from newsfeed.knowledge.lexicon import lexicon
from newsfeed.knowledge.lists import fold
from newsfeed.knowledge.outlet import Outlet
from newsfeed.model import Block, List, Organization, Paragraph, Points, PressMention
from newsfeed.model.rich_text import Text, from_markup, join_paragraphs, slice_text, to_markup
from newsfeed.values.escaping import escape

_LABEL: Final = re.compile(r"([^:：]{1,60}?)\s?(?::\s+|：)(?=\S)", re.DOTALL)
_MAX_LABEL_WORDS: Final = 8


@attrs.define
class MentionDraft:
    """A mention while it is read.

    Attributes:
        outlet: the outlet's name.
        text: the clauses attributed to the outlet.
        is_shared: the clauses are attributed to other outlets as well.
        context: the story's own paragraphs after them.
    """

    outlet: str
    text: Text
    is_shared: bool = False
    context: list[Text] = attrs.field(factory=list)


class PressReview:
    """The press review of a page, read part by part.

    Args:
        language: primary language subtag; selects the grammar of attribution.
        outlets: outlets of the house, besides those that are known.

    Attributes:
        unclear: the quotations that belong to no mention or could belong to several, without their marks.
    """

    def __init__(self, language: str, outlets: Iterable[Outlet] = ()) -> None:
        self._outlets = {_key(outlet.name): outlet for outlet in outlets}
        self._directory = bundled().extended(self._outlets.values())
        self._attributor = Attributor(language, self._directory)
        self._language = language
        self._drafts: list[MentionDraft] = []
        self._spellings: dict[str, str] = {}
        self.unclear: list[str] = []

    def add_part(self, blocks: list[Block]) -> list[Block]:
        """Read the blocks of one part of the page, and return those that belong to no mention."""
        drafts_before = len(self._drafts)
        unattributed: list[Block] = []
        for source_block in blocks:
            for block in self._read_block(source_block):
                if isinstance(block, Paragraph) and len(self._drafts) > drafts_before:
                    self._drafts[-1].context.append(block.text)
                else:
                    unattributed.append(block)
        return unattributed

    def mentions(self) -> tuple[PressMention, ...]:
        """Return the mentions in the order of the page."""
        return tuple(map(self._mention, self._drafts))

    def _mention(self, draft: MentionDraft) -> PressMention:
        words = [quotation for quotation in quoted_words(str(draft.text)) if _key(quotation) != _key(draft.outlet)]
        listed = self._outlets.get(_key(draft.outlet))
        return PressMention(
            outlet=Organization(name=draft.outlet, url=listed.url if listed else None),
            text=draft.text,
            quotes=() if draft.is_shared else tuple(words),
            context=join_paragraphs([to_markup(text) for text in draft.context]),
        )

    # --- blocks ---

    def _read_block(self, block: Block) -> Iterator[Block]:
        """Add the mentions of a block, and yield the blocks without an outlet."""
        if isinstance(block, Paragraph):
            yield from self._read_paragraph(block.text)
        elif isinstance(block, Points | List):
            yield from self._read_list(block)
        else:
            yield block

    def _read_list(self, block: Points | List) -> Iterator[Block]:
        labels = [point.label for point in block.points] if isinstance(block, Points) else []
        items = _item_texts(block)
        if not any(map(self.is_label, labels)) and not any(map(self._names_outlet, items)):
            self._report_quotations(items)
            yield block
            return
        for index, item in enumerate(items):
            if isinstance(block, Points) and self.is_label(labels[index]):
                self._add_mentions((labels[index],), block.points[index].text)
            else:
                yield from self._read_paragraph(item)

    def is_label(self, label: str) -> bool:
        """Return whether the label of a point is an outlet's name: a name of nothing else that is known."""
        words = label.split()
        if not 0 < len(words) <= _MAX_LABEL_WORDS:
            return False
        if _key(label) in self._outlets or self._directory.lookup(label) is not None:
            return True
        words_of_language, names = grammar(self._language), lexicon(self._language)
        folded = [fold(word) for word in words]
        if fold(label) in names.bodies or any(
            word in names.body_words or word in names.agents or word in names.titles or word in names.generic_labels
            for word in folded
        ):
            return False
        if folded[0] in names.first_names and len(words) > 1 and not names.outlet_words.intersection(folded):
            return False
        links = words_of_language.linkers | words_of_language.articles | words_of_language.joiners
        return all(not word[:1].islower() or fold(word) in links for word in words)

    def _names_outlet(self, text: Text) -> bool:
        return any(clause.outlets for clause in self._attributor.clauses(str(text)))

    def _read_paragraph(self, source: Text) -> Iterator[Paragraph]:
        text = str(source)
        label = _LABEL.match(text)
        clauses = self._attributor.clauses(text, self._open_owners())
        if label and self._is_only_label(label[1], clauses):
            self._add_mentions((label[1],), slice_text(source, label.end(), len(text)))
            return
        for clause in clauses:
            clause_text = _trimmed(source, text, clause)
            if clause.outlets:
                self._add_mentions(clause.outlets, clause_text)
            elif clause_text:
                self._report_quotations([clause_text])
                yield Paragraph(text=clause_text)

    def _is_only_label(self, label: str, clauses: Sequence[Clause]) -> bool:
        """Return whether the text before a colon is an outlet's name, and no other outlet owns a part of the text."""
        owners = {_key(name) for clause in clauses for name in clause.outlets}
        is_known = _key(label) in self._outlets or self._directory.lookup(label) is not None
        return owners <= {_key(label)} and (is_known or owners == {_key(label)})

    def _open_owners(self) -> tuple[str, ...]:
        """Return the outlets of the mention before a paragraph, if nothing is written between them."""
        if not self._drafts or self._drafts[-1].context or self._drafts[-1].is_shared:
            return ()
        return (self._drafts[-1].outlet,)

    def _add_mentions(self, names: Sequence[str], text: Text) -> None:
        if len(names) > 1:
            self._report_quotations([text])
        for name in names:
            spelling = self._spellings.setdefault(_key(name), name)
            self._drafts.append(MentionDraft(spelling, text, is_shared=len(names) > 1))

    def _report_quotations(self, texts: Iterable[Text]) -> None:
        for text in texts:
            self.unclear += quoted_words(str(text))


def _trimmed(source: Text, text: str, clause: Clause) -> Text:
    """Return the text of a clause, without white space at its ends.

    Args:
        source: the paragraph.
        text: its plain text.
        clause: the clause, by offsets of the plain text.
    """
    words = text[clause.start : clause.end]
    start = clause.start + len(words) - len(words.lstrip())
    return slice_text(source, start, start + len(words.strip()))


def _key(name: str) -> str:
    """Return the form that the spellings of an outlet's name share: without case and English article."""
    return fold(name).removeprefix("the ")


def _item_texts(block: Points | List) -> list[Text]:
    if isinstance(block, List):
        return list(block.items)
    return [_with_label(point.label, point.text) if point.label else point.text for point in block.points]


def _with_label(label: str, text: Text) -> Text:
    return from_markup(f"{escape(label)}: {to_markup(text)}")
