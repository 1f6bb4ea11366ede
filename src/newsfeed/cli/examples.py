"""`newsfeed examples`: the example stories, to try the other commands on."""

from pathlib import Path

import click

from newsfeed.cli import documents
from newsfeed.cli.options import quiet_option
from newsfeed.cli.terminal import print_text
from newsfeed.errors import NewsfeedError
from newsfeed.reports.printing import printable

_FILES = ("stories", "feeds", "feed.toml", "subscriptions.toml")


@click.command(epilog="\b\nExample:\n  newsfeed examples && newsfeed build examples/stories --feed examples/feed.toml")
@click.option(
    "-o", "--output", metavar="FOLDER", default="examples", show_default=True, help="The folder to copy them to."
)
@quiet_option
def examples(output: str) -> None:
    """Copy the example stories, feeds, feed.toml and subscriptions.toml into a folder, without overwriting other files."""
    from newsfeed.validation.schemas import bundled_folder  # imports msgspec

    source = bundled_folder("examples", "examples")
    paths = sorted(path for name in _FILES for path in [source / name, *(source / name).glob("*")] if path.is_file())
    for path in paths:
        target = Path(output, path.relative_to(source))
        data = path.read_bytes()
        if target.exists() and target.read_bytes() != data:
            raise NewsfeedError(f"{target} exists and differs: name another folder with --output")
        if not target.exists():
            documents.make_folder(target.parent)
            documents.replace(target, data)
        print_text(f"{printable(str(target))}\n")
