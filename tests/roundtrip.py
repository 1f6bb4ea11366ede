"""Round trips: everything that `losses` does not report must come back, and everything that it reports must be lost.

Values are compared as plain data (see `newsfeed.to_dict`). A path is the list of its steps from the feed or story.
"""

import re
from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from typing import Any, Final, Literal, TypedDict, Unpack

import attrs
import pytest

import newsfeed
from newsfeed import Feed, Headings, Loss, Media, Story
from newsfeed.arguments import LossOptions
from newsfeed.plain_data.unstructure import unstructure

PlainData = Any
Path = list[str | int]


class WriterOptions(TypedDict, total=False):
    """Options of `dumps` that affect the bytes."""

    headings: Headings | None
    mode: Literal["uri", "qcode"]
    body: Literal["none", "text", "full"]
    version: str | None


ANY: Final = object()
"""Placeholder in a list for an item reported as lost: it matches nothing, or any one item."""

_STEP = re.compile(r"\.?([a-z_]+)|\[(\d+)\]")


def check(item: Feed | Story, name: str, **options: Unpack[WriterOptions]) -> None:
    """Write an item, read it back and compare; for a feed, also require that writing the result produces the same bytes.

    Args:
        item: a feed or story that the format can write.
        name: the name of the format.
        options: options of the writer.
    """
    as_of = after_embargoes(item)
    loss_options: LossOptions = {"body": options["body"]} if "body" in options else {}
    losses = newsfeed.losses(item, name, as_of=as_of, **loss_options)
    if any(loss.path == "story" for loss in losses):
        with pytest.raises(newsfeed.WriteError):
            newsfeed.dumps(item, name, as_of=as_of, **options)
        return
    data = newsfeed.dumps(item, name, as_of=as_of, **options)
    feed = newsfeed.loads(data, name)
    if isinstance(item, Feed):
        assert difference(item, feed, losses) == ""
        assert unchanged_losses(item, feed, losses) == []
        assert newsfeed.dumps(feed, name, as_of=as_of, **options) == data
    else:
        assert difference(item, feed.stories[0], losses) == ""
        assert unchanged_losses(item, feed.stories[0], losses) == []


def after_embargoes(item: Feed | Story) -> datetime | None:
    """Return the moment at which the last embargo of an item ends, or None if it has none."""
    stories = item.stories if isinstance(item, Feed) else (item,)
    return max((story.embargo for story in stories if story.embargo), default=None)


def steps(path: str) -> Path:
    """Return the steps of a path such as `feed.stories[3].authors[0].email`, without the leading `feed` or `story`."""
    matches = _STEP.findall(path)
    return [name or int(index) for name, index in matches][1:]


def difference(before: Feed | Story, after: Feed | Story, losses: Iterable[Loss]) -> str:
    """Describe the first difference that is not reported as a loss; "" if there is none."""
    old, new, paths = _align(before, after, losses)
    for path in paths:
        if path and isinstance(path[-1], str):
            _remove_key(old, path)
            _remove_key(new, path)
    for path in paths:
        if path and isinstance(path[-1], int):
            _replace_with_any(old, path)
    return _compare(old, new, "")


def unchanged_losses(before: Feed | Story, after: Feed | Story, losses: Iterable[Loss]) -> list[str]:
    """Return the paths of reported losses that came back unchanged."""
    old, new, paths = _align(before, after, losses)
    # Two items that differ only in lost fields are equal after reading, so items are compared without lost fields.
    reduced = deepcopy(old)
    for path in paths:
        if isinstance(path[-1], str):
            _remove_key(reduced, path)
    return [
        ".".join(map(str, path))
        for path in paths
        if _is_unchanged(old if isinstance(path[-1], str) else reduced, new, path)
    ]


def _align(
    before: Feed | Story, after: Feed | Story, losses: Iterable[Loss]
) -> tuple[dict[str, PlainData], dict[str, PlainData], list[Path]]:
    """Return both items as plain data without the stories that were lost as a whole, and the paths of the other losses."""
    old, new = _plain_data(before), _plain_data(after)
    paths = [path for loss in losses if (path := steps(loss.path))]
    lost_stories = {path[1] for path in paths if len(path) == 2 and path[0] == "stories"}
    new_index = {
        index: index - sum(lost_index < index for lost_index in lost_stories)  # type: ignore[operator]
        for index in range(len(old.get("stories", ())))
    }
    if lost_stories:
        old["stories"] = [story for index, story in enumerate(old["stories"]) if index not in lost_stories]
    remaining_paths = [
        ["stories", new_index[path[1]], *path[2:]] if path[0] == "stories" else path  # type: ignore[index]
        for path in paths
        if not (path[0] == "stories" and path[1] in lost_stories)
    ]
    return old, new, remaining_paths


def _plain_data(item: Feed | Story) -> dict[str, PlainData]:
    """Return an item as plain data, with the medium of all media, and without prefixes."""
    data = unstructure(item)
    _set_medium(data, item)
    plain: dict[str, PlainData] = _without_prefixes(data)
    return plain


def _set_medium(data: PlainData, value: object) -> None:
    """Set the medium of all media, which plain data omits if it follows from a type that may be lost."""
    if isinstance(value, Media):
        data["medium"] = value.medium
    if isinstance(data, list) and isinstance(value, tuple):
        for item_data, item in zip(data, value, strict=True):
            _set_medium(item_data, item)
    elif isinstance(data, dict) and attrs.has(type(value)):
        for name in data.keys() & attrs.fields_dict(type(value)).keys():
            _set_medium(data[name], getattr(value, name))


def _without_prefixes(value: PlainData) -> PlainData:
    """Return plain data without the prefixes of extensions, which have no meaning."""
    if isinstance(value, dict):
        is_extension = "prefix" in value and "name" in value
        return {key: _without_prefixes(item) for key, item in value.items() if not (is_extension and key == "prefix")}
    return [_without_prefixes(item) for item in value] if isinstance(value, list) else value


def _is_unchanged(old: PlainData, new: PlainData, path: Path) -> bool:
    *parent_path, step = path
    old_parent, new_parent = _get(old, parent_path), _get(new, parent_path)
    if isinstance(step, int):
        if not isinstance(old_parent, list) or not isinstance(new_parent, list):
            return False
        item = old_parent[step]
        return new_parent.count(item) >= old_parent.count(item)
    if not isinstance(old_parent, dict) or not isinstance(new_parent, dict):
        return False
    return bool(new_parent.get(step) == old_parent.get(step))


def _get(value: PlainData, path: Path) -> PlainData:
    """Return the value at a path, or None."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _remove_key(value: PlainData, path: Path) -> None:
    *parent_path, step = path
    parent = _get(value, parent_path)
    if isinstance(parent, dict):
        parent.pop(str(step), None)


def _replace_with_any(value: PlainData, path: Path) -> None:
    *parent_path, step = path
    parent = _get(value, parent_path)
    assert isinstance(parent, list)
    assert isinstance(step, int)
    parent[step] = ANY
    if parent_path[-1] == "categories":  # A lost category may come back as a keyword.
        owner = _get(value, parent_path[:-1])
        keywords = [ANY]
        for keyword in owner.get("keywords", ()):
            keywords += [keyword, ANY]
        owner["keywords"] = keywords


def _compare(old: PlainData, new: PlainData, path: str) -> str:
    if new is None and _is_lost(old):
        return ""
    if isinstance(old, dict) and isinstance(new, dict):
        return _compare_objects(old, new, path)
    if isinstance(old, list) and isinstance(new, list):
        return _compare_lists(old, new, path)
    return "" if old == new else f"{path}: {old!r:.300} came back as {new!r:.300}"


def _is_lost(value: PlainData) -> bool:
    """Return whether an object or list has nothing but what was reported as lost."""
    if isinstance(value, dict | list):
        return all(_is_lost(item) for item in (value.values() if isinstance(value, dict) else value))
    return value is ANY


def _compare_objects(old: dict[str, PlainData], new: dict[str, PlainData], path: str) -> str:
    for name in [*old, *(name for name in new if name not in old)]:
        old_value, new_value = old.get(name) or None, new.get(name) or None
        if isinstance(old_value, list) or isinstance(new_value, list):
            old_value, new_value = old_value or [], new_value or []
        if difference := _compare(old_value, new_value, f"{path}.{name}"):
            return difference
    return ""


def _compare_lists(old: list[PlainData], new: list[PlainData], path: str) -> str:
    if ANY not in old:
        if len(old) != len(new):
            return f"{path}: {len(old)} items came back as {len(new)}: {old!r:.300} {new!r:.300}"
        pairs = enumerate(zip(old, new, strict=True))
        differences = (_compare(old_item, new_item, f"{path}[{index}]") for index, (old_item, new_item) in pairs)
        return next(filter(None, differences), "")
    return "" if _matches(old, new, path) else f"{path}: {old!r:.300} came back as {new!r:.300}"


def _matches(old: list[PlainData], new: list[PlainData], path: str) -> bool:
    """Return whether two lists are equal if each `ANY` in the old one matches nothing or any one item."""
    if not old:
        return not new
    if old[0] is ANY:
        return _matches(old[1:], new, path) or bool(new and _matches(old[1:], new[1:], path))
    return bool(new) and not _compare(old[0], new[0], path) and _matches(old[1:], new[1:], path)
