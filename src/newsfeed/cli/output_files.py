"""Output files of a build: replaced if their bytes differ, and removed once a later build no longer makes them."""

import os
from collections.abc import Mapping
from hmac import compare_digest
from pathlib import Path
from typing import Final

import attrs

import newsfeed
from newsfeed.cli import cache_key
from newsfeed.cli.terminal import print_note
from newsfeed.errors import LimitError, OutputError
from newsfeed.io.files import readable
from newsfeed.io.folders import Folder

MANIFEST: Final = "manifest.json"


@attrs.define
class Tally:
    """Number of files that were written, left alone because their bytes are the same, and removed.

    Attributes:
        written: the number of files whose bytes are new.
        unchanged: the number of those that were left alone.
        pruned: the number of those that were removed.
        changed: the paths of the files that were written, below the output folder.
    """

    written: int = 0
    unchanged: int = 0
    pruned: int = 0
    changed: set[str] = attrs.field(factory=set)

    def __str__(self) -> str:
        counts = f"written {self.written}, unchanged {self.unchanged}"
        return f"{counts}, pruned {self.pruned}" if self.pruned else counts


def stage_if_changed(folder: Folder, path: str, data: bytes, tally: Tally) -> None:
    """Stage a file unless it already has these bytes, so that it keeps its modification time for web servers and rsync.

    Args:
        folder: the output folder.
        path: the path of the file below it.
        data: its bytes.
        tally: counts the file.

    Raises:
        OSError: the file cannot be written.
        OutputError: the file or a folder above it is a link, or the file is a pipe or device.
    """
    if folder.has_content(path, data):
        tally.unchanged += 1
        return
    folder.stage(path, data)
    tally.written += 1
    tally.changed.add(path)


@attrs.frozen
class Manifest:
    """The files that builds wrote, by output folder: the name of each and a digest of its bytes.

    Attributes:
        cache: the folder of the manifest.
        outputs: names and digests, by the real path of the folder.
        program: the digest of the program that wrote the files and found them valid; "" if it is unknown.
    """

    cache: str
    outputs: dict[str, dict[str, str]]
    program: str = ""

    @classmethod
    def load(cls, cache: str) -> "Manifest":
        """Read the manifest of a cache folder; ignore one that is damaged, sealed with another key or of another version.

        Raises:
            OSError: it cannot be read.
            OutputError: it is a link.
        """
        import json  # needed with a cache only

        try:
            with Folder(cache) as folder:
                data = folder.read(MANIFEST)
            if data is None:
                return cls(cache, {})
            document = json.loads(data)
            return cls(cache, _validated_outputs(document), str(document.get("program", "")))
        except (ValueError, RecursionError, LimitError) as error:
            reason = str(error) if isinstance(error, _UnusableError) else "is damaged"
            path = readable(str(Path(cache, MANIFEST)))
            print_note(f"{path}: {reason}; starting afresh, so nothing is pruned this time")
            return cls(cache, {})

    def validated(self, output: str) -> dict[str, str]:
        """Return the digests of the files in a folder that this very program has found valid, by their paths."""
        from newsfeed.cli.render_store import program_digest  # imports cattrs

        return self.outputs.get(os.path.realpath(output), {}) if self.program == program_digest() else {}

    def update(self, output: str, contents: Mapping[str, bytes | None], tally: Tally) -> None:
        """Remove the files that an earlier build wrote into a folder and this one does not, and record those of this one.

        Args:
            output: the folder.
            contents: bytes by path below the folder; None for a file with errors, which was not written and keeps its old
                bytes.
            tally: counts the removed files.

        Raises:
            OSError: a file cannot be removed, or the manifest cannot be written.
            OutputError: the manifest is a link.
        """
        import json

        from newsfeed.cli.render_store import program_digest

        root = os.path.realpath(output)
        former = self.outputs.get(root, {})
        with Folder(output) as folder:
            for path in sorted(former.keys() - contents.keys()):
                tally.pruned += _prune(folder, path, former[path])
        unwritten = {name: former[name] for name, data in contents.items() if data is None and name in former}
        self.outputs[root] = unwritten | {name: digest(data) for name, data in contents.items() if data is not None}
        document = {"version": newsfeed.__version__, "program": program_digest(), "outputs": self.outputs}
        text = json.dumps(
            {**document, "seal": _seal(document)}, indent=1, sort_keys=True
        )  # ASCII: other paths are escaped
        with Folder(self.cache) as folder:
            folder.write(MANIFEST, f"{text}\n".encode())


class _UnusableError(ValueError):
    """A manifest that cannot be used; the message gives the reason."""


def _validated_outputs(document: object) -> dict[str, dict[str, str]]:
    if not isinstance(document, dict) or not isinstance(document.get("outputs"), dict):
        raise _UnusableError("is not a manifest")
    seal = document.pop("seal", None)
    if not isinstance(seal, str) or not seal.isascii() or not compare_digest(seal, _seal(document)):
        raise _UnusableError(cache_key.UNSEALED)
    if document.get("version") != newsfeed.__version__:
        raise _UnusableError("was written by another version of newsfeed")
    outputs: dict[str, dict[str, str]] = document["outputs"]
    if not all(isinstance(entries, dict) and all(map(_is_entry, entries.items())) for entries in outputs.values()):
        raise _UnusableError("is not a manifest")
    return outputs


def _is_entry(entry: tuple[str, object]) -> bool:
    """Return whether the entry names a file below the folder; nothing else is ever removed."""
    path, file_digest = entry
    is_plain = all(name not in ("", ".", "..") and Path(name).name == name for name in path.split("/"))
    return is_plain and "\0" not in path and isinstance(file_digest, str)


def _seal(document: Mapping[str, object]) -> str:
    """Return the seal of a manifest without one."""
    import json

    return cache_key.seal(json.dumps(document, sort_keys=True).encode(), MANIFEST).hex()


def _prune(folder: Folder, path: str, written_digest: str) -> bool:
    """Remove a file, unless it was changed or is reached through a link."""
    try:
        data = folder.read(path)
        if data is None:
            return False
        if digest(data) == written_digest:
            folder.remove(path)
            return True
        reason = "it was changed since it was built"
    except IsADirectoryError:
        return False
    except (OutputError, LimitError, FileExistsError) as error:
        reason = str(error)
    print_note(f"{readable(str(folder.path / path))}: not pruned, because {reason}")
    return False


def digest(data: bytes) -> str:
    """Return the digest of a file's bytes in the manifest."""
    from hashlib import blake2b

    return blake2b(data, digest_size=16).hexdigest()
