"""Reader of `llms.txt` (llmstxt.org): the title, the description, facts about the feed, and a story for each link."""

import re
from typing import Final

from newsfeed.errors import ModelError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.markdown.facts import nested, read_fact
from newsfeed.formats.markdown.index import STORIES
from newsfeed.model import Feed, Story
from newsfeed.pages.commonmark.block_tree import Node, parse_blocks
from newsfeed.pages.commonmark.blocks import LISTS
from newsfeed.pages.decoding import Line
from newsfeed.pages.inline_reader import InlineReader
from newsfeed.pages.inline_syntax import resolve_escapes
from newsfeed.plain_data.coercion import coerce_fields
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plugins import ReadContext
from newsfeed.values import iris, link_safety, references

_ITEM: Final = re.compile(
    r"\[(?P<text>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)\]"
    r"\((?:<(?P<quoted>[^<>\n]*)>|(?P<url>(?:[^()\\\s<>]|\\.|\([^()\s]*\))+))(?:[ \n]+\"(?P<title>(?:[^\"\\]|\\.)*)\")?\)"
    r"(?:[ \n]*(?::|[–—-](?=[ \n]))[ \n]*(?P<notes>.*))?",
    re.DOTALL,
)
_SCHEME: Final = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*:")
_STORIES: Final = (STORIES.lower(), "optional")
"""Headings of sections that say nothing about their stories."""


def read_index(lines: list[Line], reading: ReadContext) -> Feed:
    """Read a list of stories; text that belongs to no field is reported.

    Raises:
        ReadError: a fact about the feed has a wrong value.
    """
    return _IndexReader(reading).read(lines)


class _IndexReader:
    def __init__(self, reading: ReadContext) -> None:
        self._reading = reading
        self._inline = InlineReader(reading.report, reading.base)
        self._facts: FieldValues = {}
        self._stories: list[Story] = []

    def read(self, lines: list[Line]) -> Feed:
        """Read the blocks of the list."""
        self._inline.at(lines)
        title, has_section = "", False
        for index, node in enumerate(parse_blocks(lines)):
            if node.kind == "heading":
                text = self._plain(node.source)
                if index == 0 and node.tag == "h1":
                    title = text
                else:
                    has_section = True
                    self._check_heading(node, text)
            elif has_section:
                self._read_block(node)
            else:
                self._read_preamble(node)
        if not title:
            self._note(Severity.ERROR, "title.missing", "llms.txt begins with its title: write `# Title` first", 1)
        try:
            fields = coerce_fields(nested(self._facts), Feed)
            return Feed(title=title, stories=tuple(self._stories), **fields)
        except ModelError as error:
            raise ReadError(str(error)) from None

    def _plain(self, source: str) -> str:
        return self._inline.plain(source) if source else ""

    def _check_heading(self, node: Node, text: str) -> None:
        if node.tag != "h2":
            message = (
                f'the heading "{text:.200}" is of level {node.tag[1]}: llms.txt has one title and sections with `##`'
            )
            self._note(Severity.WARNING, "heading.level", message, node.line)
        elif text.lower() not in _STORIES:
            self._unread(f"## {text}", node.line)

    def _read_preamble(self, node: Node) -> None:
        """Read the description, and the list about the feed."""
        if node.kind == "blockquote" and "description" not in self._facts and len(sources := list(node.sources())) == 1:
            self._facts["description"] = self._plain(sources[0])
        elif node.kind in LISTS:
            for item in node.children:
                self._read_fact(item)
        else:
            self._unread(" ".join(node.sources()), node.line)

    def _read_fact(self, item: Node) -> None:
        sources = list(item.sources())
        fact = read_fact(sources[0], self._inline) if len(sources) == 1 else None
        if fact is None or fact[0] in self._facts:
            self._unread(" ".join(sources), item.line)
        else:
            self._facts[fact[0]] = fact[1]

    def _read_block(self, node: Node) -> None:
        if node.kind in LISTS:
            for item in node.children:
                for source in item.sources():
                    self._read_item(source, item.line)
        else:
            self._unread(" ".join(node.sources()), node.line)

    def _read_item(self, source: str, line: int) -> None:
        match = _ITEM.fullmatch(source)
        target = resolve_escapes(match["quoted"] or match["url"] or "") if match else ""
        if match is None or not target.isprintable() or not target.strip():
            message = f"the item is not a link, and is left out: write `- [headline](address): summary`; it is: {source[:200]}"
            self._note(Severity.WARNING, "item.link", message, line)
            return
        url: str | None = references.resolve(self._reading.base, target)
        if not url or not iris.is_iri(url):
            url = None
        if _SCHEME.match(target) and (url is None or not link_safety.is_safe_scheme(url)):
            message = f'the link "{target[:200]}" is not safe, and is left out with its text: {source[:200]}'
            self._note(Severity.WARNING, "link.unsafe", message, line)
            return
        if url is None:
            message = f'the link "{target[:200]}" is relative: name the address of the list (base), or write all of it'
            self._note(Severity.INFO, "link.relative", message, line)
        text = match["text"]
        headline = "" if resolve_escapes(text) == target else self._plain(text)
        if match["title"]:
            self._unread(match["title"], line)
        notes = (match["notes"] or "").replace("\\\n", " ").strip()
        self._stories.append(Story(id=url or target, url=url, headline=headline, summary=self._plain(notes)))

    def _unread(self, words: str, line: int) -> None:
        beginning = " ".join(words.split(maxsplit=200)[:200])[
            :200
        ]  # Millions of words as a list would fill the memory.
        message = f"no field of a feed or story has this text, and it is left out: {beginning}"
        self._note(Severity.INFO, "text.left_out", message, line)

    def _note(self, severity: Severity, code: str, message: str, line: int) -> None:
        self._reading.report.add(Finding(severity=severity, code=f"markdown.{code}", message=message, line=line))
