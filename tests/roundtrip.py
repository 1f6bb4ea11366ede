"""What a round trip must give back: all that `losses` does not name; and what it names must be lost."""

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any, Final

import newsfeed
from newsfeed import Feed, Loss, Story
from newsfeed.plain_data.unstructure import unstructure

ANY: Final = object()
"""Stands in a list for an item that is named as a loss: nothing, or any one item, may be in its place."""

_STEP = re.compile(r"\.?([a-z_]+)|\[(\d+)\]")


def check(item: Feed | Story, name: str, **options: Any) -> None:
    """Write an item, read it, compare, and write what was read: the bytes are the same again.

    Args:
        item: a feed or story that the format can take.
        name: of the format.
        options: of its writer.
    """
    data = newsfeed.dumps(item, name, **options)
    feed = newsfeed.loads(data, name)
    losses = newsfeed.losses(item, name)
    if isinstance(item, Feed):
        assert difference(item, feed, losses) == ""
        assert kept(item, feed, losses) == []
        assert newsfeed.dumps(feed, name, **options) == data
    elif any(loss.path == "story" for loss in losses):
        assert feed.stories == ()
    else:
        assert difference(item, feed.stories[0], losses) == ""
        assert kept(item, feed.stories[0], losses) == []


def steps(path: str) -> list[str | int]:
    """Give the steps of `feed.stories[3].authors[0].email` below the feed or story itself."""
    found: list[str | int] = [name or int(index) for name, index in _STEP.findall(path)]
    return found[1:]


def difference(before: Feed | Story, after: Feed | Story, losses: Iterable[Loss]) -> str:
    """Give the first difference that no loss names, or ""."""
    old, new, named = _aligned(before, after, losses)
    for path in named:
        if path and isinstance(path[-1], str):
            _blank(old, path)
            _blank(new, path)
    for path in named:
        if path and isinstance(path[-1], int):
            _mark(old, path)
    return _compare(old, new, "")


def _aligned(
    before: Feed | Story, after: Feed | Story, losses: Iterable[Loss]
) -> tuple[dict[str, Any], dict[str, Any], list[list[str | int]]]:
    """Give both as plain data, without the stories that are left out as a whole, and the paths of the other losses."""
    old, new = unstructure(before), unstructure(after)
    named = [path for loss in losses if (path := steps(loss.path))]
    gone = {path[1] for path in named if len(path) == 2 and path[0] == "stories"}
    places = {index: index - sum(each < index for each in gone) for index in range(len(old.get("stories", ())))}
    if gone:
        old["stories"] = [story for index, story in enumerate(old["stories"]) if index not in gone]
    left = [path for path in named if not (path[0] == "stories" and path[1] in gone)]
    return old, new, [["stories", places[path[1]], *path[2:]] if path[0] == "stories" else path for path in left]  # type: ignore[index]


def kept(before: Feed | Story, after: Feed | Story, losses: Iterable[Loss]) -> list[str]:
    """Give the paths that are named as losses although they came back as they were."""
    old, new, named = _aligned(before, after, losses)
    blanked = deepcopy(old)  # two items that differ in nothing but what is lost are the same item twice
    for path in named:
        if isinstance(path[-1], str):
            _blank(blanked, path)
    return [
        ".".join(map(str, path)) for path in named if _is_kept(old if isinstance(path[-1], str) else blanked, new, path)
    ]


def _is_kept(old: Any, new: Any, path: list[str | int]) -> bool:
    *parents, last = path
    was, now = _at(old, parents), _at(new, parents)
    if isinstance(last, int):
        return isinstance(now, list) and isinstance(was, list) and now.count(was[last]) >= was.count(was[last])
    return isinstance(now, dict) and isinstance(was, dict) and now.get(last) == was.get(last)


def _at(value: Any, path: list[str | int]) -> Any:
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _blank(value: Any, path: list[str | int]) -> None:
    *parents, last = path
    owner = _at(value, parents)
    if isinstance(owner, dict):
        owner.pop(str(last), None)


def _mark(value: Any, path: list[str | int]) -> None:
    *parents, last = path
    owner = _at(value, parents)
    assert isinstance(owner, list)
    assert isinstance(last, int)
    owner[last] = ANY
    if parents[-1] == "categories":  # it may come back as a keyword
        holder = _at(value, parents[:-1])
        holder["keywords"] = [ANY, *(each for word in holder.get("keywords", ()) for each in (word, ANY))]


def _compare(old: Any, new: Any, path: str) -> str:
    if isinstance(old, dict) and isinstance(new, dict):
        return _objects(old, new, path)
    if isinstance(old, list) and isinstance(new, list):
        return _lists(old, new, path)
    return "" if old == new else f"{path}: {old!r:.300} came back as {new!r:.300}"


def _objects(old: dict[str, Any], new: dict[str, Any], path: str) -> str:
    for name in [*old, *(name for name in new if name not in old)]:
        was, now = old.get(name) or None, new.get(name) or None
        if isinstance(was, list) or isinstance(now, list):
            was, now = was or [], now or []
        if found := _compare(was, now, f"{path}.{name}"):
            return found
    return ""


def _lists(old: list[Any], new: list[Any], path: str) -> str:
    if ANY not in old:
        if len(old) != len(new):
            return f"{path}: {len(old)} came back as {len(new)}: {old!r:.300} {new!r:.300}"
        found = (_compare(was, now, f"{path}[{at}]") for at, (was, now) in enumerate(zip(old, new, strict=True)))
        return next(filter(None, found), "")
    return "" if _fits(old, new, path) else f"{path}: {old!r:.300} came back as {new!r:.300}"


def _fits(old: list[Any], new: list[Any], path: str) -> bool:
    if not old:
        return not new
    if old[0] is ANY:
        return _fits(old[1:], new, path) or bool(new and _fits(old[1:], new[1:], path))
    return bool(new) and not _compare(old[0], new[0], path) and _fits(old[1:], new[1:], path)
