"""Reader of a page that declares `markup: commonmark`: its headings, lists, block quotes and paragraphs become fields."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import attrs

from newsfeed.attribution.quotes import quoted_words
from newsfeed.model import Correction, Organization, PressMention, Question, Section, SectionKind, Topic
from newsfeed.model.rich_text import Text
from newsfeed.pages import topics as topic_kinds
from newsfeed.pages.commonmark.block_tree import Node, parse_blocks
from newsfeed.pages.commonmark.blocks import (
    LISTS,
    BlockReader,
    read_date,
    read_quote,
    split_date,
    split_label,
    split_link,
)
from newsfeed.pages.decoding import Line
from newsfeed.pages.entry_reader import read_topic
from newsfeed.pages.heading_keys import find_part, heading_key, parts_by_heading_key
from newsfeed.pages.heading_lines import QUESTION_MARKS
from newsfeed.pages.inline_reader import InlineReader
from newsfeed.pages.page_language import choose_headings
from newsfeed.pages.page_reader import PageContent, PageContext
from newsfeed.plugins import ReadContext

_SECTION_KINDS: Final[Mapping[str, SectionKind]] = {
    "analysis": "analysis",
    "background": "background",
    "press": "press",
    "other": "other",
}
_TOPIC: Final = re.compile(r"\*\*(?P<name>(?:[^*\\]|\\.)+)\*\*(?::[ \n](?P<text>.*))?", re.DOTALL)


@attrs.define
class _Draft:
    """A section that is being read."""

    kind: SectionKind
    heading: str = ""
    nodes: list[Node] = attrs.field(factory=list)


class CommonMarkReader:
    """Reader of the text of one page.

    Args:
        context: fields of the story that are known already.
        reading: the headings to use, the base of relative links, and the report for findings.
    """

    def __init__(self, context: PageContext, reading: ReadContext) -> None:
        self._context = context
        self._reading = reading
        self._inline = InlineReader(reading.report, reading.base)
        self._blocks = BlockReader(self._inline)
        self._content = PageContent()
        self._drafts: list[_Draft] = []
        self._summary: list[str] = []
        self._mentions: list[tuple[PressMention, list[str]]] = []
        self._topics: list[list[str]] = []
        self._answers: list[tuple[Question, list[Node]]] = []
        self._part = ""
        # True if the last section is one of the press part that is being read, before its mentions.
        self._has_press_section = False
        self._language = "en"
        self._readers: Mapping[str, Callable[[Node], None]] = {
            "": self._read_lead,
            "summary": self._read_summary,
            "press": self._read_press,
            "prompts": self._read_prompts,
            "questions": self._read_questions,
            "topics": self._read_topics,
            "corrections": self._read_corrections,
        }

    def read(self, lines: list[Line]) -> PageContent:
        """Return the fields in the lines of a page."""
        context = self._context
        self._inline.at(lines)
        self._language, headings = choose_headings(lines, self._reading.headings, context.language)
        table = parts_by_heading_key(headings)
        nodes = parse_blocks(lines)
        if nodes and nodes[0].tag == "h1":
            nodes = self._without_headline(nodes, table)
        for node in nodes:
            if node.kind == "heading":
                self._read_heading(node, table)
            elif node.kind == "hr":
                self._begin_section("other")
            else:
                self._readers.get(self._part, self._add_to_section)(node)
        self._finish()
        return self._content

    def _without_headline(self, nodes: list[Node], table: Mapping[str, str]) -> list[Node]:
        """Take the first heading of the page as the headline, unless it begins a part or the story has another headline."""
        headline = self._plain(nodes[0].source)
        if self._context.headline is None and not find_part(headline, table):
            self._content.headline = headline
        elif heading_key(headline) != heading_key(self._context.headline or ""):
            return nodes
        return nodes[1:]

    def _plain(self, source: str) -> str:
        return self._inline.plain(source) if source else ""

    def _finish(self) -> None:
        for draft in self._drafts:
            if draft.kind != "other" or draft.heading or draft.nodes:
                blocks = self._blocks.blocks(draft.nodes)
                self._content.sections.append(Section(kind=draft.kind, heading=draft.heading, blocks=blocks))
        for question, nodes in self._answers:
            self._content.questions.append(attrs.evolve(question, answer=self._blocks.blocks(nodes)))
        mentions = [attrs.evolve(mention, context=self._blocks.text(sources)) for mention, sources in self._mentions]
        self._content.press = tuple(mentions)
        self._content.summary = self._blocks.text(self._summary)
        self._content.topics += map(self._topic, self._topics)

    # --- headings ---

    def _read_heading(self, node: Node, table: Mapping[str, str]) -> None:
        level, text = int(node.tag[1]), self._plain(node.source)
        part = find_part(text, table) if level < 3 else None
        if part in ("analysis", "background"):
            self._begin_section(part)
        elif part:
            self._part = part
            self._has_press_section = False
        elif level > 2 and self._part == "questions" and text:
            self._begin_question(node.source)
        elif level > 2 and self._part == "prompts" and text:
            self._content.prompts.append(self._question(node.source))
        elif level > 2 and self._part == "topics" and text:
            self._topics.append([node.source])
        elif level > 2 and self._part in _SECTION_KINDS:
            self._begin_subsection(text)
        else:
            self._begin_section("other", text)

    def _begin_section(self, kind: str, heading: str = "") -> None:
        self._part = kind
        self._drafts.append(_Draft(_SECTION_KINDS[kind], heading))

    def _begin_subsection(self, heading: str) -> None:
        """Give the section its heading, or begin another one of its kind."""
        draft = self._drafts[-1] if self._drafts else None
        if self._part != "press" and draft and not draft.heading and not draft.nodes:
            draft.heading = heading
        elif self._part == "press":
            self._begin_section("press", heading)
            self._has_press_section = True
        else:
            self._begin_section(self._part, heading)

    # --- text ---

    def _add_to_section(self, node: Node) -> None:
        self._drafts[-1].nodes.append(node)

    def _read_lead(self, node: Node) -> None:
        if node.kind == "paragraph" and not self._context.has_summary:
            self._read_summary(node)
        else:
            self._begin_section("other")
            self._add_to_section(node)

    def _read_summary(self, node: Node) -> None:
        self._summary += node.sources()

    def _read_press(self, node: Node) -> None:
        mention = self._mention(node) if node.kind == "blockquote" else None
        if mention:
            self._mentions.append((mention, []))
            self._has_press_section = False
        elif self._has_press_section:
            self._add_to_section(node)
        elif node.kind == "paragraph" and self._mentions:
            self._mentions[-1][1].append(node.source)
        else:
            self._begin_section("press")
            self._has_press_section = True
            self._add_to_section(node)

    def _mention(self, node: Node) -> PressMention | None:
        """Return a block quote with an attribution as a press mention."""
        quoted = read_quote(node)
        if not quoted.attribution:
            return None
        source, published = split_date(quoted.attribution)
        link = split_link(source)
        name, text = self._plain(link.source), self._blocks.text(quoted.sources)
        if not name:
            return None
        words = [words for words in quoted_words(str(text)) if heading_key(words) != heading_key(name)]
        return PressMention(outlet=Organization(name=name), text=text, quotes=words, url=link.url, published=published)

    # --- lists ---

    def _read_prompts(self, node: Node) -> None:
        self._content.prompts += [self._question(source) for source in node.sources()]

    def _question(self, source: str) -> Question:
        link = split_link(source)
        return Question(text=self._plain(link.source or source), url=link.url if link.source else None)

    def _begin_question(self, source: str) -> None:
        self._answers.append((self._question(source), []))

    def _read_questions(self, node: Node) -> None:
        """Add a block to the answer; without a heading above, the block is a question or a list of them."""
        if self._answers:
            self._answers[-1][1].append(node)
            return
        for source in node.sources():
            if self._answers and not source.endswith(QUESTION_MARKS):
                self._answers[-1][1].append(Node("paragraph", "p", source))
            else:
                self._begin_question(source)

    def _read_topics(self, node: Node) -> None:
        if node.kind in LISTS:
            self._topics += [sources for item in node.children if (sources := list(item.sources()))]
        elif node.kind == "paragraph" and self._topics and not _TOPIC.match(node.source):
            self._topics[-1].append(node.source)
        else:
            self._topics += [[source] for source in node.sources()]

    def _topic(self, sources: Sequence[str]) -> Topic:
        match = _TOPIC.fullmatch(sources[0])
        if match is None:
            return read_topic([[source] for source in sources], self._language, self._inline.plain).topic
        link = split_link(match["name"])
        name = self._plain(link.source or match["name"])
        texts = [match["text"], *sources[1:]] if match["text"] else sources[1:]
        description = "\n\n".join(map(self._plain, texts))
        kind = topic_kinds.kind_of(name, description, self._language)
        return Topic(name=name, kind=kind, description=description, url=link.url if link.source else None)

    def _read_corrections(self, node: Node) -> None:
        items = [list(item.sources()) for item in node.children] if node.kind in LISTS else [list(node.sources())]
        self._content.corrections += [self._correction(item) for item in items if item]

    def _correction(self, sources: Sequence[str]) -> Correction:
        labeled = split_label(sources[0])
        published = read_date(labeled[0]) if labeled else None
        if labeled is None or published is None:
            return Correction(text=self._text(sources))
        return Correction(text=self._text([labeled[1], *sources[1:]]), published=published)

    def _text(self, sources: Sequence[str]) -> Text:
        return self._blocks.text(filter(None, sources))
