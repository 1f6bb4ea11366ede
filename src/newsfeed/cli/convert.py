"""`newsfeed convert`: from one format to another."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs
import click

from newsfeed.cli import stories
from newsfeed.cli.inputs import STDIN, Input, expand, go_through
from newsfeed.cli.lines import put_bytes
from newsfeed.cli.options import FormatName, Wanted, reading_options, suffixed
from newsfeed.errors import NewsfeedError
from newsfeed.plugins import Format, registry


@click.command(
    epilog="\b\nExamples:\n  newsfeed convert page.txt --to jsonld > story.jsonld\n"
    "  newsfeed convert stories/ --to newsml --output wire/\n"
    "  newsfeed convert - --from text --to rss --set headline='Night trains return' < page.txt"
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--to", type=FormatName("writes"), required=True, help="The format to write.")
@click.option(
    "--from", "source_format", type=FormatName("reads"), help="The format of the inputs; without it, it is found out."
)
@click.option(
    "--output", metavar="FILE|FOLDER|-", default=STDIN, help="Where it goes; - is stdout; of several inputs, a folder."
)
@click.option("--strict", is_flag=True, help="Fail where the format cannot carry something, and name it.")
@reading_options
def convert(
    inputs: Sequence[str], to: str, source_format: str | None, output: str, *, strict: bool, wanted: Wanted
) -> int:
    """Read documents in one format and write them in another.

    INPUT is a file, a folder, which is gone through, or - for stdin.
    """
    sources = expand(inputs, leave_out=output)
    many = len(sources) > 1 or sources[0].folder is not None
    if many and (output == STDIN or os.path.isfile(output)):  # noqa: PTH113
        raise click.UsageError("several inputs go to a folder; name one with --output")
    conversion = Conversion(
        to=registry[to],
        source=source_format,
        strict=strict,
        wanted=wanted,
        targets=_targets(sources, output, registry[to], many),
    )
    return (
        0 if go_through(sources, conversion, lambda source: source.name, doing="Converting") & conversion.valid else 1
    )


@attrs.define(kw_only=True)
class Conversion:
    """What is done with each input.

    Attributes:
        to: the format to write.
        source: the name of the format to read; None finds it out.
        strict: whether a loss is an error.
        wanted: how stories are read.
        targets: where each input goes; None is stdout.
        valid: whether every reader could take all of its document.
    """

    to: Format
    source: str | None
    strict: bool
    wanted: Wanted
    targets: Mapping[Input, Path | None]
    valid: bool = True

    def __call__(self, source: Input) -> None:
        """Convert one input.

        Raises:
            OSError, NewsfeedError: it cannot be read, or not be written.
        """
        document = stories.read(source, self.wanted, self.source)
        if document is None:
            return
        self.valid &= document.valid
        data = stories.as_bytes(document.item, self.to, self.wanted, strict=self.strict)
        target = self.targets[source]
        if target is None:
            put_bytes(data)
            return
        if source.path != STDIN and target.is_file() and target.samefile(source.path):
            raise NewsfeedError("would be replaced by what is made of it; name another --output")
        stories.make_folder(target.parent)
        stories.replace(target, data)


def _targets(sources: Sequence[Input], output: str, to: Format, many: bool) -> dict[Input, Path | None]:
    if output == STDIN:
        return dict.fromkeys(sources)
    if not many and not output.endswith(("/", os.sep)) and not os.path.isdir(output):  # noqa: PTH112
        return {sources[0]: Path(output)}
    targets: dict[Input, Path | None] = {each: Path(output, _relative(each, to)) for each in sources}
    taken: dict[Path | None, Input] = {}
    for source, target in targets.items():
        if (other := taken.setdefault(target, source)) is not source:
            raise click.UsageError(
                f"{other.name} and {source.name} would both become {target}; convert them one by one"
            )
    return targets


def _relative(source: Input, to: Format) -> Path:
    """Give the place of an input's file in the folder: as it lay in its own, with the suffix of its new format."""
    if source.path == STDIN:
        return Path(f"stdin{to.suffixes[0]}")
    below = Path(source.path).parent.relative_to(source.folder) if source.folder else Path()
    return below / suffixed(source.path, to)
