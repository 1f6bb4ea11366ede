"""Members that no field holds, kept as `Extension` in a namespace that stands for them.

The local name is that of the member in ninjs 3, and the content is its value as JSON. Of an array, only the entries without a
field are kept; they are written behind the others.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from newsfeed.errors import ModelError, ReadError
from newsfeed.findings import Loss
from newsfeed.io.json import encode, parse
from newsfeed.model import Extension
from newsfeed.model.extension_safety import Note, Removed, safe_json
from newsfeed.reading.json.json_types import JsonObject, JsonValue
from newsfeed.values.namespaces import NINJS, split_name

NO_ELEMENTS: Final = "elements of other vocabularies cannot be written in ninjs"


def to_extension(name: str, value: JsonValue, note: Note) -> Extension | None:
    """Return the extension that keeps a member; None if its name is not a name of XML, or its value has illegal characters.

    Args:
        name: the name of the member.
        value: its value.
        note: reports what is left out of the value, since it would run.
    """
    safe = safe_json(value, name, note)
    if isinstance(safe, Removed):
        return None
    try:
        return Extension(name=f"{{{NINJS}}}{name}", content=(encode(safe).decode(),))
    except ModelError:
        return None


def member_of(item: Extension) -> tuple[str, JsonValue] | None:
    """Return the member that an extension keeps; None if it is of another vocabulary, or not as the reader returns it."""
    namespace, name = split_name(item.name)
    if namespace != NINJS or item.attributes or len(item.content) != 1 or not isinstance(item.content[0], str):
        return None
    try:
        value: JsonValue = parse(item.content[0].encode())
    except ReadError:
        return None
    return (name, value) if encode(value).decode() == item.content[0] else None


def add_members(members: JsonObject, extensions: Iterable[Extension]) -> JsonObject:
    """Add the members that extensions keep: entries to arrays, members to objects, and values that are not there yet.

    Args:
        members: the object without its extensions, which is changed.
        extensions: those of the object of the model.

    Returns:
        the object.
    """
    names: set[str] = set()
    for item in extensions:
        member = member_of(item)
        if member is not None and member[0] not in names and _is_free(members, *member):
            names.add(member[0])
            _add(members, *member)
    return members


def _is_free(members: JsonObject, name: str, value: JsonValue) -> bool:
    present = members.get(name)
    if isinstance(present, dict) and isinstance(value, dict):
        return present.keys().isdisjoint(value)
    return name not in members or (isinstance(present, list) and isinstance(value, list))


def _add(members: JsonObject, name: str, value: JsonValue) -> None:
    present = members.get(name)
    if isinstance(present, list) and isinstance(value, list):
        members[name] = [*present, *value]
    elif isinstance(present, dict) and isinstance(value, dict):
        members[name] = present | value
    else:
        members[name] = value


def losses(extensions: Iterable[Extension], path: str, members: JsonObject) -> Iterator[Loss]:
    """Yield a loss for each extension that is no member of ninjs, or has no place beside the members of the fields.

    Args:
        extensions: those of an object of the model.
        path: their path.
        members: the object that is written, without its extensions.
    """
    names: set[str] = set()
    for index, item in enumerate(extensions):
        member = member_of(item)
        if member is None:
            is_ninjs = split_name(item.name)[0] == NINJS
            yield Loss(f"{path}[{index}]", "its content is not a value in JSON" if is_ninjs else NO_ELEMENTS)
        elif member[0] in names or not _is_free(members, *member):
            yield Loss(f"{path}[{index}]", f"an object has each member once, and {member[0]} is written already")
        else:
            names.add(member[0])
