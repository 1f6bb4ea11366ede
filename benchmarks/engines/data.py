"""A table of many stories, made of the example stories: the same bytes each time, in files that engines read side by side."""

from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

import newsfeed
from newsfeed.integrations.arrow import to_batch

EXAMPLES: Final = Path(__file__).resolve().parents[2] / "examples" / "stories"
FILE_ROWS: Final = 25_000
"""Number of rows in a file."""
GROUP_ROWS: Final = 5_000
"""Number of rows in a row group, the smallest part that an engine reads."""


def write_stories(folder: Path, count: int) -> list[Path]:
    """Write a table of `count` stories, unless it is there, and return its files.

    Args:
        folder: the folder for all tables.
        count: the number of stories. Each is an example story with a number in its id, address and headline.
    """
    target = folder / f"stories-{count}"
    finished = target / "finished"
    if not finished.exists():
        target.mkdir(parents=True, exist_ok=True)
        base = to_batch(newsfeed.load_story(path) for path in sorted(EXAMPLES.iterdir()))
        for start in range(0, count, FILE_ROWS):
            rows = _rows(base, start, min(FILE_ROWS, count - start))
            parquet.write_table(rows, target / f"part-{start // FILE_ROWS:04d}.parquet", row_group_size=GROUP_ROWS)
        finished.touch()
    return sorted(target.glob("*.parquet"))


def _rows(base: Any, start: int, count: int) -> Any:
    """Return numbered copies of the example stories, one after the other."""
    numbers = pa.array(range(start, start + count))
    table = pa.Table.from_batches([base]).take(
        pa.array([number % base.num_rows for number in range(start, start + count)])
    )
    text = pc.cast(numbers, pa.string())
    for name, separator in (("id", "/"), ("url", "/"), ("headline", " ")):
        index = table.schema.get_field_index(name)
        numbered = pc.binary_join_element_wise(table.column(name), text, separator)
        table = table.set_column(index, table.schema.field(name), numbered)
    return table.combine_chunks()
