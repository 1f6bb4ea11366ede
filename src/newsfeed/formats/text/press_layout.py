"""Layout of the press review: the mentions that the reader would find in it, and those that the front matter has to add.

A mention is an item, `- Outlet: text`, so no rule of attribution is needed for its text. Its context is a paragraph of its
own, and stays on the page if the reader finds no outlet in it.
"""

from collections.abc import Collection, Sequence

import attrs

from newsfeed.classes.computed import CachedProperty
from newsfeed.formats.text.item_layout import item_lines
from newsfeed.formats.text.line_guard import LineGuard
from newsfeed.model import Block, Organization, Paragraph, Point, Points, PressMention, Section, Story
from newsfeed.model.rich_text import Text, from_markup, split_paragraphs
from newsfeed.pages.entry_tables import tables_for
from newsfeed.pages.inline_writer import UnwritableError
from newsfeed.pages.page_reader import PageContext, press_review
from newsfeed.plain_data.plain import PlainObject


@attrs.frozen
class _Plan:
    """The division of the mentions between the page and its front matter.

    Attributes:
        contexts: for each mention whether its context is on the page.
        tables: the tables that complete the mentions, for the front matter.
    """

    contexts: list[bool]
    tables: list[PlainObject]


class PressLayout:
    """Layout of the press review of one story.

    Args:
        story: the story.
        language: primary language subtag of its text.
        guard: guards the lines.

    Attributes:
        tables: the tables with what the page does not have of the mentions.
    """

    def __init__(self, story: Story, language: str, guard: LineGuard) -> None:
        self.tables: list[PlainObject] = []
        self._guard = guard
        self._mentions = story.press
        self._publisher = story.publisher
        self._language = language

    def check_section(self, section: Section) -> None:
        """Check that no mention would be read from the blocks of a section of kind press.

        Raises:
            UnwritableError: the section would be read in another way.
        """
        review = press_review(self._language, self._outlets(self._mentions))
        if review.add_part(list(section.blocks)) != list(section.blocks) or review.mentions():
            raise UnwritableError("a section would be read as mentions of outlets")

    def lines(self) -> list[str]:
        """Return the mentions; set `tables` to the parts of them that are not on the page.

        Raises:
            UnwritableError: an outlet would be read under another name, or a mention has no text.
        """
        plan = self._plan
        self.tables = plan.tables
        lines: list[str] = []
        for mention, has_context in zip(self._mentions, plan.contexts, strict=True):
            lines += [""] if lines else []
            lines += item_lines(self._guard, "-", mention.text, label=mention.outlet.name)
            if has_context:
                lines += ["", *self._guard.text(mention.context)]
        return lines

    @CachedProperty
    def _plan(self) -> _Plan:
        """The division of the mentions; raises UnwritableError if an outlet would be read under another name."""
        contexts = [bool(mention.context) for mention in self._mentions]
        if not any(contexts):
            # A label that names an outlet does so whatever else is known.
            page_mentions = self._read(self._mentions, (), contexts)
            return self._safe_plan() if page_mentions is None else _Plan(contexts, self._tables(page_mentions))
        listed_mentions = [mention for mention in self._mentions if not _is_text_only(mention)]
        # A table makes its outlet known, and that can change how a context is read.
        for _ in range(2):
            page_mentions = self._read(self._mentions, self._outlets(listed_mentions), contexts)
            if page_mentions is None:
                break
            tables = self._tables(page_mentions)
            names = {_outlet_name(table) for table in tables}
            if names == {mention.outlet.name for mention in listed_mentions}:
                return _Plan(contexts, tables)
            listed_mentions = [mention for mention in self._mentions if mention.outlet.name in names]
        return self._safe_plan()

    def _safe_plan(self) -> _Plan:
        """Return a plan that holds whatever outlets are known: all labels are listed, and no context is in doubt."""
        outlets = self._outlets(self._mentions)
        contexts = [
            bool(mention.context) and self._read([mention], outlets, [True]) is not None for mention in self._mentions
        ]
        page_mentions = self._read(self._mentions, outlets, contexts)
        if page_mentions is None:
            raise UnwritableError("an outlet would be read under another name")
        unknown_names = {
            mention.outlet.name for mention in self._mentions if self._read([mention], (), [False]) is None
        }
        return _Plan(contexts, self._tables(page_mentions, unknown_names))

    def _tables(self, page_mentions: Sequence[PressMention], listed_names: Collection[str] = ()) -> list[PlainObject]:
        """Return the tables for the fields that the page does not have, and for the given outlets."""
        if not listed_names and all(map(_is_complete, page_mentions, self._mentions)):
            return []
        # The page has no more of an outlet than its name.
        plain_mentions = [
            attrs.evolve(mention, outlet=Organization(name=mention.outlet.name)) for mention in page_mentions
        ]
        return tables_for("press", plain_mentions, self._mentions, listed_names) or []

    def _outlets(self, mentions: Sequence[PressMention]) -> tuple[str, ...]:
        """Return the outlets that a reader knows of the front matter if it has tables for some mentions."""
        fields = {"press": mentions, "publisher": self._publisher}
        return PageContext.from_fields(fields, has_summary=False).outlets

    def _read(
        self, mentions: Sequence[PressMention], outlets: tuple[str, ...], contexts: Sequence[bool]
    ) -> Sequence[PressMention] | None:
        """Return mentions as a reader would find them; None if it would not find the same outlets and contexts."""
        blocks: list[Block] = []
        points: list[Point] = []
        for mention, has_context in zip(mentions, contexts, strict=True):
            points.append(Point(label=mention.outlet.name, text=mention.text))
            if has_context:
                blocks += [Points(points=points), *_paragraphs(mention.context)]
                points = []
        blocks += [Points(points=points)] if points else []
        review = press_review(self._language, outlets)
        if review.add_part(blocks) or len(page_mentions := review.mentions()) != len(mentions):
            return None
        for mention, page_mention, has_context in zip(mentions, page_mentions, contexts, strict=True):
            context = str(mention.context) if has_context else ""
            if page_mention.outlet.name != mention.outlet.name or str(page_mention.context) != context:
                return None
        return page_mentions


def _is_text_only(mention: PressMention) -> bool:
    """Return whether a mention has nothing but the name of its outlet, text, quotes and context."""
    outlet = mention.outlet
    has_more = mention.url is not None or mention.published is not None or mention.language is not None
    return not has_more and outlet == Organization(name=outlet.name)


def _is_complete(page_mention: PressMention, mention: PressMention) -> bool:
    """Return whether the page has all fields of a mention."""
    return (
        page_mention.text == mention.text
        and page_mention.quotes == mention.quotes
        and page_mention.context == mention.context
        and _is_text_only(mention)
    )


def _paragraphs(text: Text) -> list[Paragraph]:
    parts = text.split("\n\n") if isinstance(text, str) else list(map(from_markup, split_paragraphs(text)))
    return [Paragraph(text=part) for part in ([text] if "" in parts else parts)]


def _outlet_name(table: PlainObject) -> object:
    outlet = table["outlet"]
    return outlet["name"] if isinstance(outlet, dict) else outlet
