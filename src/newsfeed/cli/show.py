"""`newsfeed losses`, `detect` and `formats`: asking without writing."""

from collections.abc import Sequence

import click

from newsfeed import api
from newsfeed.cli import stories, tables
from newsfeed.cli.inputs import Input, expand, go_through
from newsfeed.cli.lines import about, printable, put
from newsfeed.cli.options import FormatName, Wanted, reading_options
from newsfeed.errors import ReadError
from newsfeed.plugins import HEAD, registry


@click.command(epilog="\b\nExamples:\n  newsfeed losses page.txt --to rss\n  newsfeed losses story.json --to atom")
@click.argument("source", metavar="INPUT")
@click.option("--to", type=FormatName("writes"), required=True, help="The format to ask about.")
@click.option(
    "--from", "source_format", type=FormatName("reads"), help="The format of the input; without it, it is found out."
)
@reading_options
def losses(source: str, to: str, source_format: str | None, wanted: Wanted) -> int:
    """Name what a format could not carry of a document: a line for each field, with the reason."""
    given = Input(source)
    with about(given.name):
        document = stories.read(given, wanted, source_format)
    assert document is not None  # noqa: S101  (only files that came with a folder are passed over)
    lost = api.losses(document.item, to)
    for each in lost:
        put(printable(f"{each.path}: {each.reason}") + "\n")
    if not lost:
        put(f"{registry[to].title} carries all of it\n")
    return 0 if document.valid else 1


@click.command(
    epilog="\b\nExamples:\n  newsfeed detect unknown.xml\n  newsfeed detect downloads/*\n  curl ... | newsfeed detect -"
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
def detect(inputs: Sequence[str]) -> int:
    """Name the format of documents, by their first 4 KB."""
    sources = expand(inputs)

    def name(source: Input) -> None:
        head = source.start(HEAD)
        if not head.strip():
            raise ReadError("is empty; give a file that has a document")
        found = api.detect(head)
        put(f"{found}\n" if len(sources) == 1 else f"{printable(source.name)}: {found}\n")

    return 0 if go_through(sources, name, lambda source: source.name, doing="Reading") else 1


@click.command(epilog="\b\nExample:\n  newsfeed formats")
def formats() -> None:
    """List the formats, and what each can do."""
    rows = [
        (
            each.name,
            each.title,
            *("yes" if can else "-" for can in (each.reads, each.writes, each.validates)),
            each.media_type,
            " ".join(each.suffixes),
        )
        for each in registry
    ]
    tables.show(("Name", "Format", "Reads", "Writes", "Validates", "Media type", "Suffixes"), rows)
