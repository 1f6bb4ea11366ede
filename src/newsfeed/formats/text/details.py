"""Details: what a page's TOML block says of entries that stand on the page itself.

A table of the block and an entry of the page are of one thing when their keys are equal: a topic's name, a question's
text, a mention's outlet. What the table says then takes the place of what the page says; tables without an entry on the
page are entries of their own.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from newsfeed.errors import ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.model import Correction, PressMention, Question, Topic
from newsfeed.plain_data.structure import unstructure

Entry = PressMention | Question | Topic | Correction

KEYS: Final[Mapping[str, Callable[[Any], str]]] = {
    "press": lambda mention: mention.outlet.name,
    "questions": lambda question: question.text,
    "prompts": lambda question: question.text,
    "topics": lambda topic: topic.name,
    "corrections": lambda correction: str(correction.text),
}
"""What the entries of each field are known by."""


def merge(
    field: str, page: tuple[Any, ...], block: tuple[Any, ...], raw: object
) -> tuple[tuple[Any, ...], list[Finding]]:
    """Put entries of a block and of the page together.

    Args:
        field: the field of `Story`.
        page: the entries on the page.
        block: the entries of the block.
        raw: what the TOML says; its tables' keys are what they set.

    Returns:
        the entries, those of the block that the page lacks last, and findings with the words that were replaced.

    Raises:
        ReadError: a mention has no text in either.
    """
    key = KEYS[field]
    merged, found, extra = list(page), [], []
    free: dict[str, list[int]] = {}
    for at, entry in enumerate(page):
        free.setdefault(key(entry), []).append(at)
    for entry, names in zip(block, _names(block, raw), strict=True):
        places = free.get(key(entry))
        if not places and field == "press" and "text" not in names:
            raise ReadError(f"the TOML block has no text for a mention of {key(entry)!r:.100}, and the page has none")
        if not places:
            extra.append(entry)
            continue
        at = places.pop(0)
        found += _replaced(f"story.{field}[{at}]", merged[at], entry, names)
        merged[at] = attrs.evolve(merged[at], **{name: getattr(entry, name) for name in names})
    return (*merged, *extra), found


def _names(block: tuple[Any, ...], raw: object) -> list[list[str]]:
    """Name the fields that each entry of a block sets."""
    tables = raw if isinstance(raw, list) else [raw]
    return [
        [name for name in table if name in attrs.fields_dict(type(entry))]
        if isinstance(table, dict)
        else list(unstructure(entry))
        for entry, table in zip(block, tables, strict=True)
    ]


def _replaced(path: str, old: Any, new: Any, names: list[str]) -> list[Finding]:
    found = []
    for name in names:
        was, now = getattr(old, name), getattr(new, name)
        words = " ".join(was) if isinstance(was, tuple) else str(was)
        if was and name not in ("outlet", "kind") and str(was) != str(now):
            message = (
                f"the block and the page both say it, and the block's is taken; the page has: {' '.join(words.split())}"
            )
            found.append(
                Finding(severity=Severity.INFO, code="text.block.replaces", message=message, path=f"{path}.{name}")
            )
    return found


def details(field: str, page: tuple[Any, ...], wanted: tuple[Any, ...]) -> list[dict[str, Any]] | None:
    """Give the tables that make the entries on a page the wanted ones; None where the page has other entries.

    Args:
        field: the field of `Story`.
        page: the entries as the page alone reads.
        wanted: the entries of the story.
    """
    key = KEYS[field]
    if [key(each) for each in page] != [key(each) for each in wanted]:
        return None
    needed = {key(each) for each, other in zip(page, wanted, strict=True) if each != other}
    return [_table(field, each, other) for each, other in zip(page, wanted, strict=True) if key(other) in needed]


def _table(field: str, page: Any, wanted: Any) -> dict[str, Any]:
    data = unstructure(wanted)
    by_key = {"press": "outlet", "topics": "name"}.get(field, "text")
    table = {by_key: data[by_key]}
    for attribute in attrs.fields(type(wanted)):
        name = attribute.name
        if name != by_key and getattr(page, name) != getattr(wanted, name):
            table[name] = data.get(name, _empty(getattr(wanted, name)))
    return table


def _empty(value: Any) -> Any:
    return [] if isinstance(value, tuple) else value
