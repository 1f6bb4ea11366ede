"""Inline markup in the lines of a page: each tag is one private character of the text, until the text becomes rich text.

So a reader of marked-up pages can hand over lines with their markup, and all code that splits and joins lines works on
them as on plain text. The characters are those of planes 15 and 16, which Unicode leaves to private use; recognition of
headings, bullets and sentences ignores them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, get_args

import attrs

from newsfeed.errors import ModelError
from newsfeed.model import Markup, Question
from newsfeed.model.rich_text import RichText, Text
from newsfeed.pages.decoding import Line
from newsfeed.pages.inline_syntax import resolve_escapes
from newsfeed.pages.line_syntax import PRIVATE_CHARACTERS
from newsfeed.values.escaping import escape, unescape

_FIRST: Final = 0xF0000
_PLANE: Final = 0x10000
_PER_PLANE: Final = 0xFFFE
"""The last two code points of a plane are no characters."""

_LIMIT: Final = 2 * _PER_PLANE
_TAG: Final = re.compile(f"[{PRIVATE_CHARACTERS}]")
_TAG_OR_BREAK: Final = re.compile(rf"[{PRIVATE_CHARACTERS}]|\\?\n+")
_NAME: Final = re.compile(r"</?([a-z]+)")
_LINK: Final = re.compile(r'<a [^>]*?href="([^"]*)"')
_EMPTY_ELEMENT: Final = re.compile(r"<(?!br/)([a-z]++)[^<>]*+></\1>")
_MAX_TAGS_IN_NAME: Final = 8
_GUARD: Final = "<>"
"""A tag of nothing, which keeps a character at the end of a line from having a meaning there."""


def without_private_characters(text: str) -> str:
    """Return a text without the characters that stand for tags."""
    return text if text.isascii() else _TAG.sub("", text)


class InlineTags:
    """The tags of one page, and the characters that stand for them."""

    def __init__(self) -> None:
        self._characters: dict[str, str] = {}
        self._tags: list[str] = []
        self._entry: list[list[str]] = []

    def character(self, tag: str) -> str:
        """Return the character for a tag of inline XHTML, such as `<em>`, `</em>` or `<br/>`.

        A page with over 130,000 different tags has no characters left: "" leaves a tag out.
        """
        if tag not in self._characters and len(self._tags) < _LIMIT:
            plane, offset = divmod(len(self._tags), _PER_PLANE)
            self._characters[tag] = chr(_FIRST + plane * _PLANE + offset)
            self._tags.append(tag)
        return self._characters.get(tag, "")

    def guard(self) -> str:
        """Return a character that stands for nothing."""
        return self.character(_GUARD)

    def link(self, text: str) -> str | None:
        """Return the target of the first link in a text, or None."""
        targets = (match[1] for tag in self._tags_in(text) if (match := _LINK.match(tag)))
        return next(map(unescape, targets), None)

    def leading_element(self, text: str, name: str) -> tuple[str, str] | None:
        """Return the content of an element that a text begins with, and the text after it; None for another beginning."""
        if not text or (self._tag(text[0]) or "").partition(" ")[0].strip("<>") != name:
            return None
        end = text.find(self.character(f"</{name}>"))
        return (text[1:end], text[end + 1 :]) if end > 0 else None

    def at(self, lines: Sequence[Line]) -> "InlineTags":
        """Return the tags themselves: they have no findings."""
        del lines
        return self

    def without_links(self, entry: list[list[str]]) -> list[list[str]]:
        """Return the lines of an entry without tags."""
        self._entry = entry
        return [list(map(without_private_characters, group)) for group in entry]

    def link_of(self, name: str) -> str | None:
        """Return the target of a link in the last entry with a name as its text, or None."""
        for line in (line for group in self._entry for line in group):
            for match in _TAG.finditer(line):
                target = self.link(match[0])
                following = line[match.end() : match.end() + len(name) + _MAX_TAGS_IN_NAME]
                if target and without_private_characters(following).startswith(name):
                    return target
        return None

    def text(self, source: str) -> Text:
        """Return a source text with the tags that its characters stand for; a kept line end becomes `<br/>`."""
        if "\n" not in source and (source.isascii() or _TAG.search(source) is None):
            return resolve_escapes(source)
        markup = self._balanced(source)
        while (shorter := _EMPTY_ELEMENT.sub("", markup)) != markup:
            markup = shorter
        try:
            return RichText(markup) if "<" in markup else unescape(markup)
        except ModelError:
            return self.plain(source)

    def plain(self, source: str) -> str:
        """Return a source text without tags."""
        return resolve_escapes(without_private_characters(source).replace("\\\n", "\n"))

    def convert(self, value: Any) -> Any:
        """Return an object of the model, or several, with the tags of its texts; fields for plain text lose theirs."""
        return self._convert(value, is_rich=False)

    def _convert(self, value: Any, *, is_rich: bool) -> Any:
        if isinstance(value, str):
            return self.text(value) if is_rich else self.plain(value)
        if isinstance(value, list | tuple):
            return type(value)(self._convert(item, is_rich=is_rich) for item in value)
        # Markup is HTML already: resolving its references once more would make tags of text.
        if not attrs.has(type(value)) or isinstance(value, RichText | Markup):
            return value
        cls: type = type(value)
        changes = {
            name: self._convert(getattr(value, name), is_rich=is_rich_field)
            for name, is_rich_field in _rich_fields(cls).items()
        }
        if isinstance(value, Question) and value.url is None:
            changes["url"] = self.link(value.text)
        return attrs.evolve(value, **changes)

    def _tags_in(self, text: str) -> Iterator[str]:
        for match in _TAG.finditer(text):
            if (tag := self._tag(match[0])) is not None:
                yield tag

    def _tag(self, character: str) -> str | None:
        if ord(character) < _FIRST:
            return None
        plane, offset = divmod(ord(character) - _FIRST, _PLANE)
        index = plane * _PER_PLANE + offset
        return self._tags[index] if index < len(self._tags) else None

    def _balanced(self, text: str) -> str:
        """Return a text as markup with every element closed, within each of its paragraphs."""
        pieces: list[str] = []
        opened: list[str] = []
        end = 0
        for match in _TAG_OR_BREAK.finditer(text):
            pieces.append(escape(resolve_escapes(text[end : match.start()])))
            end = match.end()
            if match[0][-1] != "\n":
                pieces.append(_tag_markup(self._tag(match[0]) or "", opened))
            elif match[0].endswith("\n\n"):
                pieces += [*map(_closing, reversed(opened)), "\n\n", *opened]
            else:
                pieces.append("<br/>")
        return "".join([*pieces, escape(resolve_escapes(text[end:])), *map(_closing, reversed(opened))])


def _tag_markup(tag: str, opened: list[str]) -> str:
    """Return the markup of a tag where some elements are open; a closing tag closes those inside its element, too."""
    if tag in ("", _GUARD):
        return ""
    if tag.endswith("/>"):
        return tag
    if not tag.startswith("</"):
        opened.append(tag)
        return tag
    names = [_name(opening) for opening in opened]
    if _name(tag) not in names:
        return ""
    closed = ""
    while (opening := opened.pop()) and _name(opening) != _name(tag):
        closed += _closing(opening)
    return closed + tag


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1] if match else ""


def _closing(opening: str) -> str:
    return f"</{_name(opening)}>"


@cache
def _rich_fields(cls: type) -> dict[str, bool]:
    """Return the fields of a class that hold text or objects; True for those that can hold rich text."""
    return {field.name: RichText in _types_in(field.type) for field in attrs.fields(cls) if _holds_text(field.type)}


def _types_in(annotation: Any) -> set[Any]:
    arguments = get_args(annotation)
    return {annotation} if not arguments else {leaf for argument in arguments for leaf in _types_in(argument)}


def _holds_text(annotation: Any) -> bool:
    return any(leaf is str or attrs.has(leaf) for leaf in _types_in(annotation) if isinstance(leaf, type))
