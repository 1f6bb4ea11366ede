"""A run: inputs to shards, one after the other, with a manifest that is written after each."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from newsfeed.bulk.addresses import InputFile, OutputFolder, find_inputs
from newsfeed.bulk.manifest import MANIFEST, InputEntry, Manifest, OutputFile, ShardEntry, differences, parse_manifest
from newsfeed.bulk.reading import Part, describe_input, iter_parts, iter_shards
from newsfeed.bulk.settings import BulkSettings, Progress, check_settings, describe
from newsfeed.bulk.shards import ShardTask, folder_digest
from newsfeed.bulk.workers import make_shards
from newsfeed.errors import ArgumentError, ReadError, WriteError

_SHARD: Final = re.compile(r"\.?shard-\d{5,}\.")
"""The beginning of the name of a file or folder of a shard, and of its temporary file."""


def run(
    inputs: Iterable[str],
    output: str,
    settings: BulkSettings,
    *,
    jobs: int = 1,
    restart: bool = False,
    progress: Progress | None = None,
) -> Manifest:
    """Write the documents of all stories, shard by shard, or go on with a run that was interrupted.

    The manifest in the output lists the finished shards. If it is there, shards whose files have their digests are kept, and
    the others are made; the result has the same bytes as that of one run. Memory is bounded by the sizes of the shards.

    Args:
        inputs: addresses of Parquet files, files of JSON Lines or documents, of folders of them, or globs.
        output: the address of the folder to write to.
        settings: everything else that the bytes depend on.
        jobs: the number of processes.
        restart: True to remove the shards of another run in the output first; False to refuse then.
        progress: is called after each shard.

    Returns:
        the manifest of the finished run. Inputs that could not be read are in it, with their errors.

    Raises:
        FileNotFoundError: an address names nothing.
        OSError: the output cannot be written.
        WriteError: the output has shards of other inputs or settings, or a worker process was killed.
        ArgumentError, UnknownFormatError, UnsupportedError: a setting or an address is wrong.
    """
    check_settings(settings)
    if jobs < 1:
        raise ArgumentError(f"jobs is {jobs}, must be 1 or more")
    input_files = find_inputs(inputs)
    folder = OutputFolder(output)
    manifest = Manifest(settings=describe(settings), inputs=tuple(map(describe_input, input_files)))
    former = _manifest_to_resume(folder, manifest, restart=restart)
    kept = () if former is None else tuple(shard for shard in former.shards if _is_there(folder, shard))
    if former is not None and former.complete and len(kept) == len(former.shards):
        return former
    return _Run(input_files, folder, settings, manifest).finish(kept, jobs, progress)


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


# --- what is there already -------------------------------------------------------------------------------------------------


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


# --- making the rest -------------------------------------------------------------------------------------------------------


class _Run:
    """A run in progress.

    Args:
        inputs: the files to read.
        folder: the folder to write to.
        settings: the settings.
        manifest: the manifest of the run, without shards.
    """

    def __init__(
        self, inputs: Sequence[InputFile], folder: OutputFolder, settings: BulkSettings, manifest: Manifest
    ) -> None:
        self._inputs = inputs
        self._folder = folder
        self._settings = settings
        self._manifest = manifest
        self._entries = list(manifest.inputs)
        self._made: dict[int, ShardEntry] = {}

    def finish(self, kept: Iterable[ShardEntry], jobs: int, progress: Progress | None) -> Manifest:
        """Make the shards that are missing, and return the complete manifest."""
        self._made = {shard.number: shard for shard in kept}
        # Written before any shard, so that no file of an unknown run is ever taken for one of this.
        done = self._save(complete=False).counts.stories
        if progress is not None:
            progress(done, None)
        for shard in make_shards(self._tasks(frozenset(self._made)), jobs):
            for path, content in shard.contents.items():
                self._folder.write(path, content)
            self._made[shard.entry.number] = shard.entry
            self._save(complete=False)
            done += shard.entry.counts.stories
            if progress is not None:
                progress(done, None)
        return self._save(complete=True)

    def _tasks(self, kept: frozenset[int]) -> Iterator[ShardTask]:
        for number, parts in enumerate(iter_shards(self._parts(), self._settings.shard_size)):
            if number not in kept:
                yield ShardTask(number=number, parts=parts, settings=self._settings)

    def _parts(self) -> Iterator[Part]:
        for index, file in enumerate(self._inputs):
            if not self._entries[index].error:
                yield from iter_parts(file, self._settings, self._note(index), self._entries[index])

    def _note(self, index: int) -> "_EntryNote":
        return _EntryNote(self._entries, index)

    def _save(self, *, complete: bool) -> Manifest:
        """Write the manifest with all shards that are finished."""
        shards = tuple(shard for _, shard in sorted(self._made.items()))
        inputs = tuple(self._entries) if complete else self._manifest.inputs
        manifest = attrs.evolve(self._manifest, complete=complete, inputs=inputs, shards=shards)
        self._folder.write(MANIFEST, manifest.to_json())
        return manifest


class _EntryNote:
    """Replacement of an input's entry, once there is more to know about it."""

    def __init__(self, entries: list[InputEntry], index: int) -> None:
        self._entries = entries
        self._index = index

    def __call__(self, entry: InputEntry) -> None:
        self._entries[self._index] = entry
