"""YAML sources: the front matter of a page, as static site generators write it.

Words, numbers and dates stay text as it is written (a headline may be `1984` or `No`): `coerce_fields` reads them where a
field has another type. Only true, false and null have a type of their own. Aliases are refused: without them, a document is
never larger than its source. Importing this module imports PyYAML: import it where it is used.
"""

import re
from typing import Final, NoReturn, Protocol, TypeAlias, TypedDict

import attrs
import yaml

from newsfeed.errors import LimitError, ReadError

YamlValue: TypeAlias = "str | bool | list[YamlValue] | dict[str, YamlValue] | None"
"""A value of a document."""

_MAX_LENGTH: Final = 64 * 1024
"""Number of characters of a document; front matter has some hundred."""

_MAX_DEPTH: Final = 32
_DEFAULT_TAGS: Final = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@attrs.frozen
class YamlMapping:
    """A document that is a mapping.

    Attributes:
        values: its values by key.
        lines: the line of each key, in the document that the source is a part of.
    """

    values: dict[str, YamlValue]
    lines: dict[str, int]


def parse_yaml(text: str, *, first_line: int = 1) -> YamlMapping:
    """Parse a YAML document that is a mapping; an empty document is an empty mapping.

    Args:
        text: a YAML document, possibly a part of another document.
        first_line: number of the text's first line within the whole document.

    Raises:
        ReadError: the text is not YAML, has an alias, a tag or a repeated key, or is not a mapping;
            with line and column.
        LimitError: it is too long or nested too deeply.
    """
    if len(text) > _MAX_LENGTH:
        raise LimitError("bytes", f"is over {_MAX_LENGTH} characters long", line=first_line)
    try:
        node = _Loader(text, first_line).get_single_node()
    except ReadError:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = f"is not YAML: {error.problem or error.context}"
        raise ReadError(reason, **_position(mark, first_line)) from None
    except (yaml.YAMLError, ValueError, ArithmeticError) as error:
        # PyYAML passes on errors of `chr` for an escape beyond Unicode ("\UFFFFFFFF").
        raise ReadError(f"is not YAML: {str(error).splitlines()[0][:100]}", line=first_line) from None
    return _Converter(first_line).document(node)


class _Loader(yaml.SafeLoader):
    """Parser of the nodes of a document; it refuses aliases, and gives no value a type but its own tag."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  (as PyYAML declares it)

    def __init__(self, text: str, first_line: int) -> None:
        super().__init__(text)
        self._first_line = first_line
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose a node, unless it is an alias or too deep in others."""
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        position = _position(event.start_mark, self._first_line)
        if isinstance(event, yaml.AliasEvent):
            reason = f"has the alias *{event.anchor}, which is not read: write the value in quotation marks"
            raise ReadError(reason, **position)
        if self._depth == _MAX_DEPTH:
            raise LimitError("depth", "is nested too deeply", **position)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


class _Converter:
    """Conversion of nodes to values."""

    def __init__(self, first_line: int) -> None:
        self._first_line = first_line
        self._lines: dict[str, int] = {}

    def document(self, node: yaml.Node | None) -> YamlMapping:
        """Convert the root node of a document."""
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return YamlMapping({}, {})
        if not isinstance(node, yaml.MappingNode):
            raise ReadError('is no mapping: write lines such as title: "..."', line=self._first_line)
        values = self._mapping(node, self._lines)
        return YamlMapping(values, self._lines)

    def _value(self, node: yaml.Node) -> YamlValue:
        if node.tag not in _DEFAULT_TAGS:
            self._refuse(f"has the tag {node.tag!r:.64}, which is not read: remove it", node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, {})
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item) for item in node.value]
        text: str = node.value
        is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return _WORDS.get(text, text) if is_plain else text

    def _mapping(self, node: yaml.MappingNode, lines: dict[str, int]) -> dict[str, YamlValue]:
        values: dict[str, YamlValue] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._refuse("has a key that is not a word", key_node)
            key = key_node.value
            if key in values:
                self._refuse(f"has the key {key!r:.64} twice: write it once", key_node)
            lines[key] = self._first_line + key_node.start_mark.line
            values[key] = self._value(value_node)
        return values

    def _refuse(self, reason: str, node: yaml.Node) -> NoReturn:
        raise ReadError(reason, **_position(node.start_mark, self._first_line))


class _Mark(Protocol):
    line: int
    column: int


class _Position(TypedDict):
    line: int
    column: int | None


def _position(mark: _Mark | None, first_line: int) -> _Position:
    """Return the position of a mark in the whole document."""
    return {"line": first_line + mark.line, "column": mark.column + 1} if mark else {"line": first_line, "column": None}
