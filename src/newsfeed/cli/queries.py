"""`newsfeed losses`, `detect` and `formats`: questions that write no file."""

from collections.abc import Sequence

import click

from newsfeed import api
from newsfeed.arguments import LossOptions
from newsfeed.cli import documents, tables
from newsfeed.cli.inputs import expand, process_each
from newsfeed.cli.options import (
    WritingOptions,
    from_option,
    quiet_option,
    reading_options,
    to_option,
    writing_options,
)
from newsfeed.cli.terminal import TROUBLE, print_text
from newsfeed.errors import ReadError
from newsfeed.plugins import registry
from newsfeed.reports.printing import printable
from newsfeed.site.documents import ReadingOptions
from newsfeed.site.inputs import Input


@click.command(epilog="\b\nExamples:\n  newsfeed losses page.txt --to rss\n  newsfeed losses story.json --to atom")
@click.argument("source", metavar="INPUT")
@to_option(required=True, help="The format to ask about.")
@from_option("reads", "the input")
@writing_options
@quiet_option
@reading_options
def losses(source: str, to: str, source_format: str | None, *, writing: WritingOptions, reading: ReadingOptions) -> int:
    """List the values that a format could not carry: a line for each field, with the reason."""
    document = documents.read_one(source, reading, source_format)
    options: LossOptions = {}
    if writing.body is not None and "body" in registry[to].options:
        options["body"] = writing.body
    if writing.profile is not None:
        options["profile"] = writing.profile
    lost = api.losses(document.content, to, as_of=writing.as_of, **options)
    for loss in lost:
        print_text(printable(f"{loss.path}: {loss.reason}") + "\n")
    if not lost:
        print_text(f"{registry[to].title} carries all of it\n")
    return 0 if document.valid else 1


@click.command(
    epilog="\b\nExamples:\n  newsfeed detect unknown.xml\n  newsfeed detect downloads/*\n  curl ... | newsfeed detect -"
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@quiet_option
def detect(inputs: Sequence[str]) -> int:
    """Name the format of documents, by their first bytes."""
    sources = expand(inputs)

    def print_format(source: Input) -> None:
        head = source.read_head(registry.head)
        if not head.strip():
            raise ReadError("is empty: name a file that has a document")
        name = api.detect(head)
        print_text(f"{name}\n" if len(sources) == 1 else f"{printable(source.name)}: {name}\n")

    return 0 if process_each(sources, print_format, lambda source: source.name, doing="Reading") else TROUBLE


@click.command(epilog="\b\nExample:\n  newsfeed formats")
def formats() -> None:
    """List the formats and their abilities."""
    rows = [
        (
            listed.name,
            listed.title,
            *("yes" if able else "-" for able in (listed.reads, listed.writes, listed.validates)),
            listed.media_type,
            " ".join(listed.suffixes),
        )
        for listed in registry
    ]
    tables.show(("Name", "Format", "Reads", "Writes", "Validates", "Media type", "Suffixes"), rows)
