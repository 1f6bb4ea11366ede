"""Parsing of the document: its values, one by one, and the lines of its tables."""

import contextlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from newsfeed.errors import ModelError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.io.limits import Limits
from newsfeed.io.xml import check_size
from newsfeed.model import Feed, Subscription
from newsfeed.plain_data.coercion import coerce_fields
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plain_data.structure import structure
from newsfeed.plain_data.toml import parse_toml

_TABLE: Final = re.compile(r"^[ \t]*\[\[[ \t]*subscriptions[ \t]*\]\]", re.MULTILINE)
_KEY: Final = re.compile(r"^[ \t]*+\[{0,2}[ \t]*+([A-Za-z0-9_-]+)", re.MULTILINE)
_NAME: Final = "subscriptions"


@attrs.frozen
class Problem:
    """A wrong value.

    Attributes:
        kind: last part of the finding's code.
        path: `subscriptions[3].url`, or the name of a field of the feed.
        message: one line.
        line: number of the line of its key or table; 1 if it is not known.
        severity: of the finding.
    """

    kind: str
    path: str
    message: str
    line: int = 1
    severity: Severity = Severity.ERROR

    def finding(self, prefix: str) -> Finding:
        """Return the problem as a finding; its code begins with the prefix."""
        code = f"{prefix}.{self.kind}"
        return Finding(severity=self.severity, code=code, message=self.message, path=self.path, line=self.line)


@attrs.frozen
class Document:
    """A list that was read.

    Attributes:
        feed: everything that is right in it.
        problems: everything else.
    """

    feed: Feed
    problems: tuple[Problem, ...]


def read_document(data: bytes, limits: Limits) -> Document:
    """Read a document.

    Raises:
        ReadError: the document is not TOML in UTF-8; with line and column.
        LimitError: it exceeds a limit.
    """
    check_size(data, limits)
    text = _decoded(data)
    values = parse_toml(text)
    tables = values.pop(_NAME, [])
    problems: list[Problem] = []
    key_lines = _key_lines(text)
    feed = _feed(values, key_lines, problems)
    if not isinstance(tables, list):
        problems.append(
            Problem(
                "type", _NAME, "must be a list of tables: write [[subscriptions]] above each", key_lines.get(_NAME, 1)
            )
        )
        tables = []
    subscriptions = list(_subscriptions(tables, _table_lines(text, len(tables)), problems))
    return Document(attrs.evolve(feed, subscriptions=tuple(subscriptions)), tuple(problems))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError("is not in UTF-8, which TOML requires: save it as UTF-8", line=line) from None


def _table_lines(text: str, count: int) -> list[int]:
    """Return the line of each table; none if they cannot be told, such as those of a list in one line."""
    lines = [line for line, _ in _matches(_TABLE, text)]
    return lines if len(lines) == count else []


def _key_lines(text: str) -> dict[str, int]:
    """Return the line of the first occurrence of each key."""
    lines: dict[str, int] = {}
    for line, match in _matches(_KEY, text):
        lines.setdefault(match[1], line)
    return lines


def _matches(expression: "re.Pattern[str]", text: str) -> "Iterator[tuple[int, re.Match[str]]]":
    """Yield the matches in a text, each with the number of its line."""
    line, end = 1, 0
    for match in expression.finditer(text):
        line += text.count("\n", end, match.start())
        end = match.start()
        yield line, match


def _feed(values: Mapping[str, Any], lines: Mapping[str, int], problems: list[Problem]) -> Feed:
    """Return the feed without its subscriptions; a value that is wrong is left out."""
    fields: FieldValues = {}
    for name, value in values.items():
        if name in ("stories", "outlets"):
            problems.append(
                Problem("left_out", name, f"a list of subscriptions has no {name}: remove them", lines.get(name, 1))
            )
            continue
        try:
            coerced = coerce_fields({name: value}, Feed)
            Feed(**coerced)
        except ModelError as error:
            problems.append(Problem("value", name, f"{_field_path(error.field)} {error.reason}", lines.get(name, 1)))
        else:
            fields |= coerced
    return Feed(**fields)


def _subscriptions(tables: list[Any], lines: list[int], problems: list[Problem]) -> Iterator[Subscription]:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for index, table in enumerate(tables):
        path, line = f"{_NAME}[{index}]", lines[index] if lines else 1
        try:
            subscription = _subscription(table)
        except ModelError as error:
            message = f"{_field_path(error.field).replace(f'{_NAME}[0]', path)} {error.reason}"
            problems.append(Problem("value", path, message, line))
            continue
        key = subscription.feed_url, subscription.folders
        if key in seen:
            message = f"{subscription.feed_url} is listed in this folder already: list it once"
            problems.append(Problem("repeated", path, message, line, Severity.WARNING))
        seen.add(key)
        yield subscription


def _subscription(table: object) -> Subscription:
    with contextlib.suppress(ReadError):
        return structure(table, Subscription)  # the usual case, several times as fast
    subscriptions: tuple[Subscription] = coerce_fields({_NAME: [table]}, Feed)[_NAME]
    return subscriptions[0]


def _field_path(field: str) -> str:
    return field.removeprefix("Feed.")
