"""`newsfeed examples`: the example stories, to try the other commands on."""

import click

from newsfeed.cli import documents
from newsfeed.cli.options import quiet_option
from newsfeed.cli.terminal import print_text
from newsfeed.errors import NewsfeedError
from newsfeed.io.folders import Folder
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
    with documents.locked_folders(output), Folder(output) as folder:
        targets = {path.relative_to(source).as_posix(): path.read_bytes() for path in paths}
        for target, data in targets.items():
            if not folder.exists(target):
                folder.stage(target, data)
            elif not folder.has_content(target, data):
                raise NewsfeedError(f"{folder.path / target} exists and differs: name another folder with --output")
        folder.commit()
        for target in targets:
            print_text(f"{printable(str(folder.path / target))}\n")
