"""A run: inputs to shards, one after the other, with a manifest that is written after each."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from newsfeed.bulk.addresses import InputFile, OutputFolder, find_inputs
from newsfeed.bulk.manifest import MANIFEST, InputEntry, Manifest, OutputFile, ShardEntry, differences, parse_manifest
from newsfeed.bulk.reading import Part, count_rows, describe_input, iter_parts, iter_shards, opening_error
from newsfeed.bulk.settings import BulkSettings, check_settings, describe
from newsfeed.bulk.shards import ShardTask, folder_digest
from newsfeed.bulk.workers import make_shards
from newsfeed.errors import ArgumentError, ReadError, WriteError

_SHARD: Final = re.compile(r"\.?shard-\d{5,}\.")
"""The beginning of the name of a file or folder of a shard, and of its temporary file."""


def open_run(
    inputs: Iterable[str], output: str, settings: BulkSettings, *, restart: bool = False, keep_going: bool = True
) -> "Run":
    """Prepare a run, or go on with one that was interrupted; `run.iter_shards(jobs)` does the work.

    The manifest in the output lists the finished shards. If it is there, shards whose files have their digests are kept, and
    the others are made; the result has the same bytes as that of one run. Memory is bounded by the size of the shards.

    Args:
        inputs: addresses of Parquet files, files of JSON Lines or documents, of folders of them, or globs.
        output: the address of the folder to write to.
        settings: everything else that the bytes depend on.
        restart: True to remove the shards of another run in the output first; False to refuse then.
        keep_going: False to refuse inputs of which one cannot be opened.

    Raises:
        FileNotFoundError: an address names nothing.
        ReadError: an input cannot be opened, and `keep_going` is False.
        OutputError: another run writes into the output, or a file in it is a link.
        OSError: the output cannot be read or written.
        WriteError: the output has shards of other inputs or settings.
        ArgumentError, UnknownFormatError, UnsupportedError: a setting or an address is wrong.
    """
    check_settings(settings)
    folder = OutputFolder(output)
    input_files = find_inputs(inputs, leave_out=folder)
    manifest = Manifest(settings=describe(settings), inputs=tuple(map(describe_input, input_files)))
    if not keep_going:
        for file, entry in zip(input_files, manifest.inputs, strict=True):
            if reason := entry.error or opening_error(file):
                raise ReadError(f"{entry.name}: {reason}; nothing is written: correct it, or pass --keep-going")
    with folder.locked():
        former = _manifest_to_resume(folder, manifest, restart=restart)
        content = folder.read(MANIFEST)
    if former is not None:
        shards = tuple(shard for shard in former.shards if _is_there(folder, shard))
        complete = former.complete and len(shards) == len(former.shards)
        manifest = former if complete else attrs.evolve(manifest, shards=shards)
    return Run(input_files, folder, settings, manifest, content)


def read_manifest(output: str) -> Manifest | None:
    """Return the manifest in a folder; None if there is none.

    Raises:
        ReadError: it is damaged, or of another version.
        OSError: it cannot be read.
    """
    return _former_manifest(OutputFolder(output))


def _former_manifest(folder: OutputFolder) -> Manifest | None:
    content = folder.read(MANIFEST)
    return None if content is None else parse_manifest(content)


# --- an earlier run ----------------------------------------------------------------------------------------------------------


def _manifest_to_resume(folder: OutputFolder, manifest: Manifest, *, restart: bool) -> Manifest | None:
    """Return the manifest of an earlier run of the same inputs and settings; None to start anew.

    Raises:
        WriteError: there is one of another run, or a damaged one, and `restart` is False.
    """
    if restart:
        folder.remove(MANIFEST)
        for name in filter(_SHARD.match, folder.names("")):
            folder.remove(name)
        return None
    try:
        former = _former_manifest(folder)
    except ReadError as error:
        remedy = "pass --restart to start anew, or name another output"
        raise WriteError("", f"{folder.address}/{MANIFEST} {error.reason}: {remedy}") from None
    changes = [] if former is None else differences(former, manifest)
    if changes:
        more = f" (and {len(changes) - 1} more)" if len(changes) > 1 else ""
        remedy = "pass --restart to remove it and start anew, or name another output"
        raise WriteError("", f"{folder.address} has the output of another run: {changes[0]}{more}: {remedy}")
    return former


def _is_there(folder: OutputFolder, shard: ShardEntry) -> bool:
    return all(_is_intact(folder, file) for file in shard.files)


def _is_intact(folder: OutputFolder, file: OutputFile) -> bool:
    """Return whether a file, or a folder of pages, has the bytes that the manifest says."""
    if not file.path.endswith("/"):
        content = folder.read(file.path)
        return content is not None and hashlib.sha256(content).hexdigest() == file.sha256
    digests: dict[str, str] = {}
    for name in folder.names(file.path):
        content = folder.read(f"{file.path}{name}")
        digests[name] = hashlib.sha256(content or b"").hexdigest()
    return folder_digest(digests) == file.sha256


# --- missing shards --------------------------------------------------------------------------------------------------------


class Run:
    """A run that can be done: see `open_run`.

    Args:
        inputs: the files to read.
        folder: the folder to write to.
        settings: the settings.
        manifest: the manifest, with the shards that need not be made again.
        content: the bytes of the manifest in the folder, or None.

    Attributes:
        manifest: the manifest as it is now; complete when all shards are made. Inputs that could not be read are in it, with
            their errors.
    """

    def __init__(
        self,
        inputs: Sequence[InputFile],
        folder: OutputFolder,
        settings: BulkSettings,
        manifest: Manifest,
        content: bytes | None,
    ) -> None:
        self.manifest: Manifest = manifest
        self._inputs = inputs
        self._folder = folder
        self._settings = settings
        self._content = content
        self._entries = list(manifest.inputs)

    @property
    def total(self) -> int | None:
        """The number of stories of all inputs; None if only reading them would tell."""
        return self.manifest.counts.stories if self.manifest.complete else count_rows(self._inputs)

    def iter_shards(self, jobs: int = 1) -> Iterator[ShardEntry]:
        """Make the shards that are missing, and yield the entry of each when it is written.

        Args:
            jobs: the number of processes.

        Raises:
            OSError: the output cannot be written.
            OutputError: another run writes into the output, or a file in it is a link.
            WriteError: a worker process was killed, or another run has written into the output since `open_run`.
            ArgumentError: `jobs` is below 1.
        """
        if jobs < 1:
            raise ArgumentError(f"jobs is {jobs}, must be 1 or more")
        if self.manifest.complete:
            return
        with self._folder.locked():
            if self._folder.read(MANIFEST) != self._content:
                raise WriteError("", f"{self._folder.address} was written by another run: run the same command again")
            yield from self._make_shards(jobs)

    def _make_shards(self, jobs: int) -> Iterator[ShardEntry]:
        self._save()  # Before any shard, so that no file of an unknown run is ever taken for one of this.
        for shard in make_shards(self._tasks(), jobs):
            for path, content in shard.contents.items():
                self._folder.write(path, content)
            shards = {entry.number: entry for entry in (*self.manifest.shards, shard.entry)}
            self.manifest = attrs.evolve(self.manifest, shards=tuple(entry for _, entry in sorted(shards.items())))
            self._save()
            yield shard.entry
        self.manifest = attrs.evolve(self.manifest, complete=True, inputs=tuple(self._entries))
        self._save()

    def _tasks(self) -> Iterator[ShardTask]:
        finished = {shard.number for shard in self.manifest.shards}
        for number, parts in enumerate(iter_shards(self._parts(), self._settings.shard_size)):
            if number not in finished:
                yield ShardTask(number=number, parts=parts, settings=self._settings)

    def _parts(self) -> Iterator[Part]:
        for index, file in enumerate(self._inputs):
            if not self._entries[index].error:
                yield from iter_parts(file, self._settings, self._note(index), self._entries[index])

    def _note(self, index: int) -> "_EntryNote":
        return _EntryNote(self._entries, index)

    def _save(self) -> None:
        """Write the manifest."""
        content = self.manifest.to_json()
        self._folder.write(MANIFEST, content)
        self._content = content


class _EntryNote:
    """Replacement of an input's entry, once there is more to know about it."""

    def __init__(self, entries: list[InputEntry], index: int) -> None:
        self._entries = entries
        self._index = index

    def __call__(self, entry: InputEntry) -> None:
        self._entries[self._index] = entry
