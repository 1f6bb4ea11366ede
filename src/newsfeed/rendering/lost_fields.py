"""Losses by table: the fields of the model that a format has no place for, found in all objects of a story or feed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from newsfeed import model
from newsfeed.findings import Loss
from newsfeed.model.nesting import fields_to

LostFields = Mapping[type, Mapping[str, str]]
"""For each class the fields that a format cannot carry, with the reason of the loss."""

NEWSROOM_FIELDS: Final[Mapping[type, tuple[str, ...]]] = {
    model.Story: (
        "kind",
        "item_class",
        "genre",
        "slugline",
        "urgency",
        "dateline",
        "byline",
        "creditline",
        "source_name",
        "places",
        "ed_note",
        "signals",
        "services",
        "audiences",
        "alt_ids",
        "alternative_headlines",
        "access",
        "expires",
        "translation_of",
        "translations",
        "section_path",
        "updates",
        "coverage_start",
        "coverage_end",
        "speakable",
        "ai",
        "usage",
    ),
    model.Feed: ("usage", "subscriptions"),
    model.Media: ("poster", "uploaded", "renditions"),
    model.Person: ("job_title", "role", "id", "extensions"),
    model.Organization: ("role", "id", "policies", "extensions"),
    model.Correction: ("kind", "subject"),
    model.Category: ("extensions",),
    model.Topic: ("extensions",),
    model.Question: ("extensions",),
    model.Link: ("extensions",),
    model.Rights: ("extensions",),
}
"""The fields that few formats have a place for; a format names those that it carries (see `table_of`)."""


_CLASSES: Final = frozenset(model.MODEL)


def table_of(fields: Mapping[type, Iterable[str]], reason: str, **carried: Iterable[str]) -> LostFields:
    """Return a table with one reason for all fields.

    Args:
        fields: the fields by class, such as `NEWSROOM_FIELDS`.
        reason: the reason of each loss.
        **carried: the fields that the format carries, by the name of the class.
    """
    return {
        cls: {name: reason for name in names if name not in carried.get(cls.__name__, ())}
        for cls, names in fields.items()
    }


def lost_fields(value: Any, path: str, table: LostFields) -> Iterator[Loss]:
    """Yield a loss for each filled field of a table, in an object and the objects within it.

    The stories of a feed are left out, since a format is asked for their losses one by one.

    Args:
        value: an object of the model, or a tuple.
        path: path of the value.
        table: the fields that the format cannot carry.
    """
    yield from _lost_fields(value, path, table, frozenset(table))


def _lost_fields(value: Any, path: str, table: LostFields, targets: frozenset[type]) -> Iterator[Loss]:
    """Yield the losses of a value; only fields that can lead to a class of the table are looked at."""
    if type(value) is tuple:
        for index, item in enumerate(value):
            yield from _lost_fields(item, f"{path}[{index}]", table, targets)
        return
    cls: type = type(value)
    if cls not in _CLASSES:
        return
    reasons = table.get(cls)
    nested_fields = fields_to(cls, targets)
    if reasons is None:  # most classes
        for name in nested_fields:
            if (nested := getattr(value, name)) and name != "stories":
                yield from _lost_fields(nested, f"{path}.{name}", table, targets)
        return
    for field in attrs.fields(cls):
        name = field.name
        if (name not in reasons and name not in nested_fields) or name == "stories":
            continue
        field_value = getattr(value, name)
        if not field_value or field_value == field.default:
            continue
        if name in reasons:
            yield Loss(f"{path}.{name}", reasons[name])
        else:
            yield from _lost_fields(field_value, f"{path}.{name}", table, targets)


def differing_paths(before: Any, after: Any, path: str) -> Iterator[str]:
    """Yield the path of each value that differs; objects and tuples of one length are compared value by value.

    Args:
        before: the value that is written.
        after: the value that is read back.
        path: the path of the value.
    """
    if before == after:
        return
    cls: type = type(before)
    if cls is type(after) and cls in _CLASSES:
        for field in attrs.fields(cls):
            yield from differing_paths(getattr(before, field.name), getattr(after, field.name), f"{path}.{field.name}")
    elif isinstance(before, tuple) and len(before) == len(after or ()):
        for index, (item, read_item) in enumerate(zip(before, after or (), strict=True)):
            yield from differing_paths(item, read_item, f"{path}[{index}]")
    else:
        yield path


def outermost_losses(losses: Iterable[Loss]) -> Iterable[Loss]:
    """Return losses without those of values within another lost value."""
    losses = list(losses)
    lost = {loss.path for loss in losses}
    return losses if len(lost) < 2 else [loss for loss in losses if lost.isdisjoint(_outer_paths(loss.path))]


def _outer_paths(path: str) -> Iterator[str]:
    """Yield the paths of the values around a value, from the nearest on."""
    for index in range(len(path) - 1, 0, -1):
        if path[index] in ".[":
            yield path[:index]
