"""Tables, drawn by rich."""

import io
import sys
from collections.abc import Iterable, Sequence

from newsfeed.cli.lines import coloured, printable, put

_WIDTH = 240
"""Columns where the output is no terminal and has no width of its own."""


def show(columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[str] = ()) -> None:
    """Print a table on stdout.

    Args:
        columns: their titles.
        rows: the cells of each row.
        numbers: the columns that are aligned to the right.
    """
    from rich import box  # rich is slow to import, and seldom needed
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for each in columns:
        table.add_column(each, justify="right" if each in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    drawn = io.StringIO()
    in_colour = sys.stdout is not None and coloured(sys.stdout)
    Console(file=drawn, width=_width(), force_terminal=in_colour, no_color=not in_colour).print(table)
    put("".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines()))


def _width() -> int:
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    import shutil  # dear to import, and seldom needed

    return shutil.get_terminal_size().columns if on_terminal else _WIDTH
