"""`newsfeed convert`: from one format to another."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath, PurePosixPath

import attrs
import click

from newsfeed.cli import documents
from newsfeed.cli.inputs import expand, process_each
from newsfeed.cli.options import (
    WritingOptions,
    from_option,
    keep_going_option,
    quiet_option,
    reading_options,
    to_option,
    with_suffix,
    writing_options,
)
from newsfeed.cli.terminal import TROUBLE, Failure, print_bytes
from newsfeed.errors import LossError, NewsfeedError, UnknownFormatError
from newsfeed.io.folders import Folder
from newsfeed.plugins import Format, registry
from newsfeed.site.documents import ReadingOptions
from newsfeed.site.inputs import STDIN, Input


@click.command(
    epilog="\b\nExamples:\n  newsfeed convert page.txt --to jsonld > story.jsonld\n"
    "  newsfeed convert stories/ --to newsml --output wire/\n"
    "  newsfeed convert list.opml --output list.subscriptions.toml\n"
    "  newsfeed convert - --from text --to rss --set headline='Night trains return' < page.txt"
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@to_option(help="The format to write; without it, that of the suffix of the output.")
@from_option("reads", "the inputs")
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER|-",
    default=STDIN,
    help="Where to write; - is stdout; several inputs need a folder.",
)
@click.option("--strict", is_flag=True, help="Fail if the format cannot carry something, and name it.")
@keep_going_option
@writing_options
@quiet_option
@reading_options
def convert(  # noqa: PLR0913  (click passes one for each option, by name)
    inputs: Sequence[str],
    to: str | None,
    source_format: str | None,
    output: str,
    *,
    strict: bool,
    keep_going: bool,
    writing: WritingOptions,
    reading: ReadingOptions,
) -> int:
    """Read documents in one format and write them in another.

    INPUT is a file, a folder with everything below it, or - for stdin.
    """
    sources = expand(inputs, leave_out=output)
    many = len(sources) > 1 or sources[0].folder is not None
    if many and (output == STDIN or os.path.isfile(output)):  # noqa: PTH113
        raise click.UsageError("several inputs need a folder; name one with --output")
    target_format = _target_format(to, output)
    into_folder = output != STDIN and (many or output.endswith(("/", os.sep)) or os.path.isdir(output))  # noqa: PTH112
    targets = _targets(sources, output, target_format) if into_folder else {sources[0]: _target(output)}
    conversion = Conversion(
        to=target_format, source_format=source_format, strict=strict, writing=writing, reading=reading, targets=targets
    )
    if not into_folder:
        return _exit_code(_convert(sources, conversion), conversion)
    with documents.locked_folders(output), Folder(output) as conversion.folder:
        succeeded = _convert(sources, conversion)
        if documents.may_write(succeeded, keep_going):
            conversion.folder.commit()
    return _exit_code(succeeded, conversion)


def _convert(sources: Sequence[Input], conversion: "Conversion") -> bool:
    return process_each(sources, conversion, lambda source: source.name, doing="Converting")


def _exit_code(succeeded: bool, conversion: "Conversion") -> int:
    if not succeeded:
        return TROUBLE
    return 0 if conversion.valid else 1


@attrs.define(kw_only=True)
class Conversion:
    """The conversion of each input.

    Attributes:
        to: the format to write.
        source_format: the name of the format to read, or None to detect it.
        strict: True if a loss is an error.
        writing: how stories are written.
        reading: how stories are read.
        targets: the file to write for each input, or its path below the folder; None is stdout.
        folder: the folder to write to, or None.
        valid: False once a reader reported an error, or `strict` refused a loss.
    """

    to: Format
    source_format: str | None
    strict: bool
    writing: WritingOptions
    reading: ReadingOptions
    targets: Mapping[Input, PurePath | None]
    folder: Folder | None = None
    valid: bool = True

    def __call__(self, source: Input) -> None:
        """Convert one input.

        Raises:
            OSError, NewsfeedError: it cannot be read or written.
        """
        document = documents.read(source, self.reading, self.source_format)
        if document is None:
            return
        self.valid &= document.valid
        try:
            data = documents.render(
                document.content,
                self.to,
                self.reading.headings,
                as_of=self.writing.as_of,
                strict=self.strict,
                body=self.writing.body,
                profile=self.writing.profile,
            )
        except LossError as error:
            Failure(error, source.name).show()
            self.valid = False
            return
        target = self.targets[source]
        if target is None:
            print_bytes(data)
            return
        file = Path(target) if self.folder is None else self.folder.path / target
        if source.path != STDIN and file.is_file() and file.samefile(source.path):
            raise NewsfeedError("would be overwritten by its own conversion: name another --output")
        if self.folder is None:
            documents.make_folder(file.parent)
            documents.replace(file, data)
        else:
            self.folder.stage(target.as_posix(), data)


def _target_format(name: str | None, output: str) -> Format:
    """Return the named format, or the one of the suffix of the output."""
    if name is not None:
        return registry[name]
    try:
        return registry.for_path(output)
    except UnknownFormatError:
        raise click.UsageError("name the format with --to, or an output with the suffix of a format") from None


def _target(output: str) -> Path | None:
    """Return the file to write; None for stdout."""
    return None if output == STDIN else Path(output)


def _targets(sources: Sequence[Input], output: str, to: Format) -> dict[Input, PurePath | None]:
    """Return the path below the output folder for each input."""
    targets: dict[Input, PurePath | None] = {source: _relative_target(source, to) for source in sources}
    source_of: dict[PurePath | None, Input] = {}
    for source, target in targets.items():
        if (earlier := source_of.setdefault(target, source)) is not source:
            raise click.UsageError(
                f"{earlier.name} and {source.name} would both become {Path(output, str(target))}; convert them one by one"
            )
    return targets


def _relative_target(source: Input, to: Format) -> PurePosixPath:
    """Return the path below the output folder: the input's path below its own, with the suffix of the new format."""
    if source.path == STDIN:
        return PurePosixPath(f"stdin{to.suffixes[0]}")
    parent = Path(source.path).parent.relative_to(source.folder) if source.folder else Path()
    return PurePosixPath(*parent.parts, with_suffix(source.path, to))
