"""The manifest of a run: its settings, inputs, shards and counts. A shard that it does not list does not count.

It has no clock and no path of a machine, so that a run that was killed and resumed ends with the same bytes as any other.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import attrs
import msgspec

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ReadError
from newsfeed.io.json import parse
from newsfeed.plain_data import PlainObject

MANIFEST: Final = "manifest.json"
"""Name of the file in the folder of the output."""

KIND: Final = "bulk/1"
"""Version of the manifest's own form."""


@frozen(kw_only=True)
class Counts:
    """Numbers of a shard, or of a whole run.

    Attributes:
        stories: rows that were read, with those that are no stories.
        documents: documents that were written; of `files`, one holds the stories of a shard.
        left_out: stories that a format does not have, since readers must not get them; once for each format.
        unreadable: rows that are no stories.
        failed: stories that a format cannot represent; once for each format.
        losses: values that a format does not carry.
        errors, warnings, infos: findings about documents.
    """

    stories: int = 0
    documents: int = 0
    left_out: int = 0
    unreadable: int = 0
    failed: int = 0
    losses: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(**{name: value + getattr(other, name) for name, value in _members(self).items()})


@frozen(kw_only=True)
class InputEntry:
    """A file that was read.

    Attributes:
        name: its name, as the user or the folder names it.
        bytes: its size.
        sha256: the digest of its bytes, in hexadecimal.
        error: why it could not be read, or "".
        ignored_columns: the columns of a table that stories do not have.
        errors, warnings: findings of the reader, if it is a document.
    """

    name: str
    bytes: int
    sha256: str
    error: str = ""
    ignored_columns: tuple[str, ...] = ()
    errors: int = 0
    warnings: int = 0


@frozen(kw_only=True)
class OutputFile:
    """A file of a shard, or a folder of pages.

    Attributes:
        path: its path below the folder of the output; that of a folder ends with a slash.
        bytes: its size.
        sha256: the digest of its bytes; of a folder, that of the lines `<sha256>  <name>` of its files, sorted by name.
        documents: the number of documents in it.
    """

    path: str
    bytes: int
    sha256: str
    documents: int = 0


@frozen(kw_only=True)
class ShardEntry:
    """A shard that is finished.

    Attributes:
        number: its number, from 0.
        counts: what it has.
        files: its files.
    """

    number: int
    counts: Counts
    files: tuple[OutputFile, ...]


@frozen(kw_only=True)
class Manifest:
    """The state of a run.

    Attributes:
        settings: the settings, with the versions of the programs.
        inputs: the files that are read, in their order.
        complete: True if all shards are finished.
        shards: the finished shards, by number.
    """

    settings: PlainObject
    inputs: tuple[InputEntry, ...] = ()
    complete: bool = False
    shards: tuple[ShardEntry, ...] = ()

    @property
    def counts(self) -> Counts:
        """The sums of all finished shards."""
        return sum((shard.counts for shard in self.shards), Counts())

    def to_json(self) -> bytes:
        """Return the manifest as JSON, indented and the same for equal runs."""
        document = {
            "newsfeed": KIND,
            "complete": self.complete,
            "settings": self.settings,
            "inputs": [_members(entry) for entry in self.inputs],
            "counts": _members(self.counts),
            "shards": [
                {
                    "number": shard.number,
                    "counts": _members(shard.counts),
                    "files": [_members(file) for file in shard.files],
                }
                for shard in self.shards
            ],
        }
        return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _members(value: Counts | InputEntry | OutputFile) -> dict[str, int | str | tuple[str, ...]]:
    return {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}


def parse_manifest(data: bytes) -> Manifest:
    """Return a manifest from its JSON.

    Raises:
        ReadError: it is damaged, or of another version.
    """
    document = parse(data)
    if not isinstance(document, dict) or document.get("newsfeed") != KIND:
        raise ReadError(f"is no manifest of this version of newsfeed ({KIND})")
    try:
        shards = tuple(
            ShardEntry(
                number=shard["number"],
                counts=Counts(**shard["counts"]),
                files=tuple(OutputFile(**file) for file in shard["files"]),
            )
            for shard in document["shards"]
        )
        inputs = tuple(
            InputEntry(**{**entry, "ignored_columns": tuple(entry["ignored_columns"])}) for entry in document["inputs"]
        )
        return Manifest(
            settings=dict(document["settings"]), inputs=inputs, complete=bool(document["complete"]), shards=shards
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ReadError(f"is damaged: {type(error).__name__} {error}") from None


def differences(former: Manifest, present: Manifest) -> list[str]:
    """Return the settings and inputs that differ between two runs, one line each."""
    lines = [
        f"{name} was {_shown(former.settings, name)} and is {_shown(present.settings, name)}"
        for name in sorted(former.settings.keys() | present.settings.keys())
        if former.settings.get(name) != present.settings.get(name)
    ]
    return lines + list(_input_differences(former.inputs, present.inputs))


def _shown(settings: Mapping[str, object], name: str) -> str:
    value = settings.get(name)
    return "not set" if value is None else f"{value!r:.100}"


def _input_differences(former: Iterable[InputEntry], present: Iterable[InputEntry]) -> Iterable[str]:
    before = [(entry.name, entry.sha256) for entry in former]
    after = [(entry.name, entry.sha256) for entry in present]
    digests = dict(before)
    for name, digest in after:
        if name not in digests:
            yield f"the input {name} is new"
        elif digests[name] != digest:
            yield f"the input {name} has changed"
    for name in sorted(digests.keys() - dict(after).keys()):
        yield f"the input {name} is no longer there"
    if sorted(before) == sorted(after) and before != after:
        yield "the inputs have another order"
