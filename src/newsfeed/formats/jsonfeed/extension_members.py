"""Extension members of other programs (JSON Feed 1.1, Extensions), kept as `Extension` in a namespace that stands for them.

The local name is that of the member, such as `_blue_shed`, and the content is its value as JSON.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from newsfeed.errors import ModelError, ReadError
from newsfeed.findings import Loss
from newsfeed.formats.jsonfeed import newsfeed_extension
from newsfeed.io.json import encode, parse
from newsfeed.model import Extension
from newsfeed.model.extension_safety import Note, Removed, safe_json
from newsfeed.reading.json.json_types import JsonObject, JsonValue
from newsfeed.reading.json.object_reader import ObjectReader
from newsfeed.values.namespaces import JSONFEED, split_name

_NAME: Final = re.compile(r"_[^\W\d_][\w.-]*")


def read_members(source: ObjectReader) -> tuple[Extension, ...]:
    """Read the extension members of an object in their order; the reader reports those that the model cannot hold."""

    def note(code: str, message: str) -> None:
        """Report each value that is left out of a member."""
        source.note(code, message)

    return tuple(filter(None, (_extension(name, value, note) for name, value in source.members.items())))


def kept_names(source: ObjectReader) -> list[str]:
    """Return the names of the members that `read_members` reads."""
    return [name for name, value in source.members.items() if _extension(name, value)]


def _extension(name: str, value: JsonValue, note: Note = lambda _code, _message: None) -> Extension | None:
    if name == newsfeed_extension.MEMBER or not _NAME.fullmatch(name):
        return None
    safe = safe_json(value, name, note)
    if isinstance(safe, Removed):
        return None
    try:
        return Extension(name=f"{{{JSONFEED}}}{name}", content=(encode(safe).decode(),))
    except ModelError:
        return None


def written_members(extensions: Iterable[Extension]) -> JsonObject:
    """Return the members that extensions stand for."""
    members: JsonObject = {}
    for item in extensions:
        if _is_writable(item) and (name := split_name(item.name)[1]) not in members:
            members[name] = parse(str(item.content[0]).encode())
    return members


def losses(extensions: Iterable[Extension], path: str) -> Iterator[Loss]:
    """Yield a loss for each extension that is no extension member, or is read back differently."""
    names: set[str] = set()
    for index, item in enumerate(extensions):
        namespace, name = split_name(item.name)
        if namespace != JSONFEED:
            yield Loss(f"{path}[{index}]", "elements of XML vocabularies cannot be written as JSON")
        elif not _is_writable(item):
            yield Loss(
                f"{path}[{index}]", f"{name} is not a name that begins with _ and a letter, with a value in JSON"
            )
        elif name in names:
            yield Loss(f"{path}[{index}]", f"an object has each member once, and {name} is written already")
        names.add(name)


def _is_writable(item: Extension) -> bool:
    """Return whether an extension has the name of a member, and its value as the reader returns it."""
    namespace, name = split_name(item.name)
    if namespace != JSONFEED or name == newsfeed_extension.MEMBER or not _NAME.fullmatch(name):
        return False
    if item.attributes or len(item.content) != 1 or not isinstance(item.content[0], str):
        return False
    try:
        return encode(parse(item.content[0].encode())).decode() == item.content[0]
    except ReadError:
        return False
