"""Stories, documents and findings as tables of Apache Arrow, for Parquet and for engines that work on many stories at once.

`to_table` and `from_table` convert stories; `render_batch` and `read_batch` are pure functions from record batch to record
batch, which Ray Data, Spark and Dask call in their workers. Needs pyarrow: `pip install 'newsfeed-kit[arrow]'`.
"""

from importlib.util import find_spec

from newsfeed.errors import UnsupportedError

if find_spec("pyarrow") is None:
    raise UnsupportedError("tables need pyarrow, which is not installed: pip install 'newsfeed-kit[arrow]'")

from newsfeed.integrations.arrow.reading import read_batch
from newsfeed.integrations.arrow.rendering import RenderOptions, render_batch
from newsfeed.integrations.arrow.schemas import DOCUMENT_SCHEMA, READ_SCHEMA, RESULT_SCHEMA, STORY_SCHEMA
from newsfeed.integrations.arrow.tables import from_table, iter_batches, to_batch, to_table

__all__ = [
    "DOCUMENT_SCHEMA",
    "READ_SCHEMA",
    "RESULT_SCHEMA",
    "STORY_SCHEMA",
    "RenderOptions",
    "from_table",
    "iter_batches",
    "read_batch",
    "render_batch",
    "to_batch",
    "to_table",
]
