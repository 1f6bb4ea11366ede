"""Writer of the table of limits in SECURITY.md (`make reference`): each limit, its default and what it is of."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

import newsfeed
from newsfeed.http import Settings
from newsfeed.http.validator import CheckLimits, ValidatorSettings
from newsfeed.hubs.client import Client
from newsfeed.values.dates import MAX_DATE_LENGTH

PAGE: Final = Path(__file__).resolve().parents[1] / "SECURITY.md"
BEGIN: Final = "<!-- limits: begin -->\n"
END: Final = "<!-- limits: end -->\n"

_CLASSES: Final[tuple[tuple[str, type, tuple[str, ...]], ...]] = (
    ("`Limits`", newsfeed.Limits, ()),
    (
        "`CheckLimits`, validator page",
        CheckLimits,
        ("max_bytes", "seconds", "memory", "findings", "stories", "source_bytes"),
    ),
    ("`ValidatorSettings`", ValidatorSettings, ("workers",)),
    ("`Settings`, served pages", Settings, ("body_limit", "sitemap_stories")),
    ("`hubs.Client`", Client, ("timeout", "total", "max_bytes", "max_redirects")),
)
"""The classes, with the fields to list; none for all."""

_SIZES: Final = frozenset(("bytes", "max_bytes", "memory", "source_bytes", "body_limit"))


def table() -> str:
    """Return the table."""
    return "\n".join(["| limit | default | of what |", "|---|---|---|", *_rows()]) + "\n"


def _rows() -> Iterator[str]:
    for title, cls, names in _CLASSES:
        meanings = _meanings(cls)
        for field in attrs.fields(cls):
            if field.name in names or not names:
                yield f"| {title}: `{field.name}` | {_shown(field.name, field.default)} | {meanings[field.name]} |"
    yield f"| `MAX_DATE_LENGTH` | {MAX_DATE_LENGTH} | characters of a date |"


def _meanings(cls: type) -> dict[str, str]:
    """Return the first sentence of each attribute in the docstring of a class."""
    _, _, attributes = (cls.__doc__ or "").partition("Attributes:")
    attributes, _, _ = attributes.partition("Raises:")
    entries = re.findall(r"^        (\w+): (.*(?:\n {12}.*)*)", attributes, re.MULTILINE)
    return {name: re.split(r"[.;](?:\s|$)", " ".join(text.split()))[0] for name, text in entries}


def _shown(name: str, value: Any) -> str:
    if name in _SIZES:
        return f"{value >> 20} MiB" if value >= 1 << 20 else f"{value >> 10} KiB"
    return f"{value:,g}" if isinstance(value, float) else f"{value:,}"


def page() -> str:
    """Return the page with the present table."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
