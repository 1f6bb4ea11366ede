"""Tables on stdout, drawn by rich."""

import io
import sys
from collections.abc import Iterable, Sequence

from newsfeed.cli.terminal import print_text, shows_colors
from newsfeed.reports.printing import printable

_WIDTH = 240
"""Width of a table, in columns, if the output is not a terminal."""


def show(columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[str] = ()) -> None:
    """Print a table on stdout.

    Args:
        columns: the titles.
        rows: the cells of each row.
        numbers: the titles of the columns that are aligned to the right.
    """
    from rich import box  # slow to import, and seldom needed
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for title in columns:
        table.add_column(title, justify="right" if title in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    drawn = io.StringIO()
    in_color = sys.stdout is not None and shows_colors(sys.stdout)
    Console(file=drawn, width=_width(), force_terminal=in_color, no_color=not in_color).print(table)
    print_text("".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines()))


def _width() -> int:
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    import shutil  # slow to import, and seldom needed

    return shutil.get_terminal_size().columns if on_terminal else _WIDTH
