"""robots.txt (RFC 9309) with the lines `License` (RSL 1.0), `Content-Signal` and `Content-Usage`.

License is about the whole site and stands in no group. The signals are about the crawlers of a group, and newsfeed writes them
for all crawlers: into the group `User-agent: *` that a file has, since a second group of that name may not be read.
"""

from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.model import Usage
from newsfeed.rights import marked_blocks, signals
from newsfeed.rights.uses import build, is_address
from newsfeed.values.references import to_uri

LICENSE: Final = "license"
_SIGNALS: Final = {
    "content-signal": signals.read_content_signal,
    "content-usage": signals.read_content_usage,
}
_RULES: Final = frozenset(("allow", "disallow", *_SIGNALS))


@attrs.frozen
class Line:
    """A line of a robots.txt file.

    Attributes:
        number: its number, from 1.
        name: its name in lower case.
        value: its value without a comment.
        is_for_all: True if it is about all crawlers: in a group of them, or outside of groups.
    """

    number: int
    name: str
    value: str
    is_for_all: bool


def parse(text: str) -> Iterator[Line]:
    """Yield the lines that have a name and a value; blank lines and comments are left out."""
    is_for_all, is_open = True, False
    for number, raw_line in enumerate(text.splitlines(), 1):
        name, colon, value = raw_line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon or not name:
            continue
        if name == "user-agent":
            is_for_all = value == "*" or (is_open and is_for_all)
            is_open = True
        elif name in _RULES:
            is_open = False
        yield Line(number, name, value, is_for_all)


def exact_pattern(address: str) -> str:
    """Return the pattern that matches one address or path alone, and not all that begin like it (RFC 9309, 2.2.3)."""
    return f"{address.replace('*', '%2A').replace('$', '%24')}$"


def license_lines(usage: Usage) -> list[str]:
    """Return the line with the license of the site, or []."""
    return [f"License: {to_uri(usage.license_url)}"] if usage.license_url else []


def signal_lines(usage: Usage, *, content_usage: bool = False) -> list[str]:
    """Return the lines with the signals, for a group.

    Args:
        usage: what machines may do.
        content_usage: True to add Content-Usage of the IETF's drafts.
    """
    lines = [(signals.CONTENT_SIGNAL, signals.content_signal(usage))]
    if content_usage:
        lines.append((signals.CONTENT_USAGE, signals.content_usage(usage)))
    return [f"{name}: {value}" for name, value in lines if value]


def merge(text: str, usage: Usage, *, content_usage: bool = False) -> str:
    """Return a robots.txt file with the lines of a usage in a block of their own; everything else is kept.

    Args:
        text: the file as it is; "" for a new one.
        usage: what machines may do.
        content_usage: as for `signal_lines`.

    Raises:
        ValueError: the block of an earlier call is damaged, or the file has such lines outside of the block.
    """
    before, after = marked_blocks.without_block(text)
    text = before + after
    foreign = next((line for line in parse(text) if line.name == LICENSE or line.name in _SIGNALS), None)
    if foreign is not None:
        raise ValueError(
            f"line {foreign.number} says {foreign.name} already, outside of newsfeed's lines: remove it, or keep it "
            "and do without newsfeed's"
        )
    lines = license_lines(usage)
    if not (signal_texts := signal_lines(usage, content_usage=content_usage)):
        return _with_block(before, lines, after) if lines else text
    group = _last_agent_line(text)
    if group is None:
        if not before.strip() and not after.strip():
            return marked_blocks.marked([*lines, "", "User-agent: *", *signal_texts, "Allow: /"])
        # The block opens a group, so it must not swallow the rules that follow it.
        return _with_block(text, [*lines, "", "User-agent: *", *signal_texts, "Allow: /"], "")
    rows = text.splitlines(keepends=True)
    return _with_block("".join(rows[:group]), [*lines, *signal_texts], "".join(rows[group:]))


def _last_agent_line(text: str) -> int | None:
    """Return the number of the last `User-agent` line of the first group of all crawlers; None without such a group."""
    number = None
    for line in parse(text):
        if line.name == "user-agent" and line.is_for_all:
            number = line.number
        elif number is not None and line.name in _RULES:
            break
    return number


def _with_block(before: str, lines: list[str], after: str) -> str:
    separator = "" if not before or before.endswith("\n") else "\n"
    return f"{before}{separator}{marked_blocks.marked(lines)}{after}"


def read(text: str) -> Usage:
    """Return the usage that a robots.txt file states for all crawlers; the first line of a kind counts."""
    values: dict[str, object] = {}
    for line in parse(text):
        if line.name == LICENSE and is_address(line.value):
            values.setdefault("license_url", line.value)
        elif (reader := _SIGNALS.get(line.name)) and line.is_for_all:
            signalled = reader(line.value)[0]
            for field in ("search", "ai_input", "ai_train"):
                if (value := getattr(signalled, field)) is not None:
                    values.setdefault(field, value)
    return build(values, lambda _name, _reason: None)
