"""Combination of a page's entries with the tables for them in its front matter.

A table and an entry of the page belong together if their keys are equal: a topic's name, a question's text, a mention's
outlet, a correction's text. The fields of the table then replace those of the entry. Tables without an entry on the
page are entries of their own.
"""

from collections.abc import Collection, Sequence
from typing import Final

import attrs

from newsfeed.errors import ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.model import Correction, PressMention, Question, Topic
from newsfeed.plain_data.plain import PlainObject
from newsfeed.plain_data.unstructure import unstructure

Entry = PressMention | Question | Topic | Correction

ENTRY_FIELDS: Final = ("press", "questions", "prompts", "topics", "corrections")
"""The fields of `Story` that are lists of entries."""

_KEY_FIELDS: Final = {"press": "outlet", "topics": "name"}
"""The field with the key of an entry; `text` for the other lists."""

_NEVER_REPORTED: Final = ("outlet", "kind")
"""Fields that a table may replace without a finding: the page has them only as read from its text."""


def entry_key(entry: Entry) -> str:
    """Return the key that an entry has on the page and in the front matter."""
    if isinstance(entry, PressMention):
        return entry.outlet.name
    return entry.name if isinstance(entry, Topic) else str(entry.text)


# --- reading ----------------------------------------------------------------------------------------------------------


def merge_entries(
    field: str, page_entries: Sequence[Entry], tables: Sequence[Entry], source: object
) -> tuple[tuple[Entry, ...], list[Finding]]:
    """Combine the entries of a page with those of its front matter.

    Args:
        field: the field of `Story`.
        page_entries: the entries on the page.
        tables: the entries of the front matter.
        source: the TOML value that `tables` was read from; it tells the fields that each table sets.

    Returns:
        the entries, with those that only the front matter has at the end; and a finding for each text of the page that
        was replaced.

    Raises:
        ReadError: a mention has no text, neither on the page nor in the front matter.
    """
    merged, findings, additional = list(page_entries), [], []
    indices_by_key: dict[str, list[int]] = {}
    for index, entry in enumerate(page_entries):
        indices_by_key.setdefault(entry_key(entry), []).append(index)
    for table, names in zip(tables, _field_names(tables, source), strict=True):
        key = entry_key(table)
        indices = indices_by_key.get(key)
        if indices:
            index = indices.pop(0)
            findings += _replacement_findings(f"story.{field}[{index}]", merged[index], table, names)
            merged[index] = attrs.evolve(merged[index], **{name: getattr(table, name) for name in names})
        elif field == "press" and "text" not in names:
            reason = f'has no text for a mention of {key!r:.100}, and neither has the page: write text = "..."'
            raise ReadError(f"the TOML block {reason}")
        else:
            additional.append(table)
    return (*merged, *additional), findings


def _field_names(tables: Sequence[Entry], source: object) -> list[list[str]]:
    """Return the names of the fields that each table sets."""
    sources = source if isinstance(source, list) else [source]
    return [
        [name for name in table_source if name in attrs.fields_dict(type(table))]
        if isinstance(table_source, dict)
        else list(unstructure(table))
        for table, table_source in zip(tables, sources, strict=True)
    ]


def _replacement_findings(path: str, entry: Entry, table: Entry, names: Sequence[str]) -> list[Finding]:
    findings = []
    for name in names:
        words = _plain_text(entry, name)
        if not getattr(entry, name) or name in _NEVER_REPORTED or words == _plain_text(table, name):
            continue
        message = (
            "the TOML block and the page differ here, and the block is used: remove one of them; the page has: "
            f"{' '.join(words.split())}"
        )
        findings.append(
            Finding(severity=Severity.INFO, code="text.block.replaces", message=message, path=f"{path}.{name}")
        )
    return findings


def _plain_text(entry: Entry, name: str) -> str:
    """Return a field as plain text, without the markup that a page does not have."""
    value = getattr(entry, name)
    if isinstance(entry, Question) and name == "answer":
        return entry.answer_text
    return "\n".join(value) if isinstance(value, tuple) else str(value)


# --- writing ----------------------------------------------------------------------------------------------------------


def tables_for(
    field: str, page_entries: Sequence[Entry], entries: Sequence[Entry], listed_keys: Collection[str] = ()
) -> list[PlainObject] | None:
    """Return the tables that turn the entries of a page into those of the story.

    Args:
        field: the field of `Story`.
        page_entries: the entries as the page alone reads.
        entries: the entries of the story.
        listed_keys: keys of entries that need a table even if the page has all of their fields.

    Returns:
        plain data for the front matter; None if the keys of the entries differ, so that tables cannot help.
    """
    if list(map(entry_key, page_entries)) != list(map(entry_key, entries)):
        return None
    pairs = list(zip(page_entries, entries, strict=True))
    # Tables match entries of the same key in their order, so each of these needs one.
    keys = {entry_key(entry) for page_entry, entry in pairs if page_entry != entry}.union(listed_keys)
    return [_table(field, page_entry, entry) for page_entry, entry in pairs if entry_key(entry) in keys]


def _table(field: str, page_entry: Entry, entry: Entry) -> PlainObject:
    data = unstructure(entry)
    key_field = _KEY_FIELDS.get(field, "text")
    table = {key_field: data[key_field]}
    for attribute in attrs.fields(type(entry)):
        name = attribute.name
        value = getattr(entry, name)
        if name != key_field and getattr(page_entry, name) != value:
            # Plain data leaves defaults out; here they have to replace the page's value.
            table[name] = data.get(name, [] if isinstance(value, tuple) else value)
    return table
