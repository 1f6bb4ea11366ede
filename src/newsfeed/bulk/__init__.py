"""Documents of millions of stories: tables of stories in, tables of documents, findings and losses out, shard by shard.

`open_run` does it, with bounded memory, and goes on after a kill; `newsfeed bulk` is its command. Needs pyarrow and fsspec:
`pip install 'newsfeed-kit[bulk]'`.
"""

from importlib.util import find_spec

from newsfeed.errors import UnsupportedError

if find_spec("fsspec") is None or find_spec("pyarrow") is None:
    raise UnsupportedError("bulk runs need fsspec and pyarrow: pip install 'newsfeed-kit[bulk]'")

from newsfeed.bulk.manifest import Counts, InputEntry, Manifest, OutputFile, ShardEntry
from newsfeed.bulk.run import Run, open_run, read_manifest
from newsfeed.bulk.settings import BulkSettings

__all__ = [
    "BulkSettings",
    "Counts",
    "InputEntry",
    "Manifest",
    "OutputFile",
    "Run",
    "ShardEntry",
    "open_run",
    "read_manifest",
]
