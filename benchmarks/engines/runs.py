"""The same function on each engine in local mode: stories of Parquet files in, ids and digests of their documents out."""

import functools
import hashlib
import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import pyarrow as pa
from pyarrow import parquet

from newsfeed.integrations.arrow import RESULT_SCHEMA, RenderOptions, render_batch

COLUMNS: Final = ("id", "format", "sha256")
"""The columns of a result that are compared."""
BATCH_ROWS: Final = 1_000
CORES: Final = os.cpu_count() or 1


@attrs.frozen(kw_only=True)
class Outcome:
    """The result of an engine, with its times.

    Attributes:
        versions: the version of the engine.
        start: seconds until it was ready.
        seconds: seconds from the files to the digests.
        rows: the number of documents.
        digest: the digest of all ids, formats and digests, sorted.
    """

    versions: str
    start: float
    seconds: float
    rows: int
    digest: str


def render_function(formats: Sequence[str], *, validate: bool) -> Callable[[Any], Any]:
    """Return the function that all engines call: `render_batch` with its arguments."""
    return functools.partial(render_batch, formats=formats, options=RenderOptions(validate=validate))


def digest_of(tables: Iterable[Any]) -> tuple[int, str]:
    """Return the number of rows, and the digest of their sorted ids, formats and digests."""
    rows = sorted(
        itertools.chain.from_iterable(
            zip(*(table[name].to_pylist() for name in COLUMNS), strict=True) for table in tables
        )
    )
    if any(digest is None for _, _, digest in rows):
        raise ValueError("a story has no document")
    digest = hashlib.sha256()
    for row in rows:
        digest.update("\t".join(row).encode() + b"\n")
    return len(rows), digest.hexdigest()


# --- engines ---------------------------------------------------------------------------------------------------------------


def run_loop(paths: Sequence[Path], function: Callable[[Any], Any]) -> Outcome:
    """Run the function in this process, one record batch after the other."""
    begin = time.perf_counter()
    tables = []
    for path in paths:
        with parquet.ParquetFile(path) as file:
            batches = (function(batch).select(COLUMNS) for batch in file.iter_batches(batch_size=BATCH_ROWS))
            tables.append(pa.Table.from_batches(batches))
    rows, digest = digest_of(tables)
    return Outcome(
        versions=f"pyarrow {pa.__version__}", start=0, seconds=time.perf_counter() - begin, rows=rows, digest=digest
    )


def run_ray(paths: Sequence[Path], function: Callable[[Any], Any]) -> Outcome:
    """Run the function in Ray Data, by `map_batches`."""
    import ray

    begin = time.perf_counter()
    ray.init(num_cpus=CORES, include_dashboard=False, log_to_driver=False, logging_level="error")
    ray.data.DataContext.get_current().enable_progress_bars = False
    ready = time.perf_counter()
    try:
        stories = ray.data.read_parquet([str(path) for path in paths])
        documents = stories.map_batches(function, batch_format="pyarrow", batch_size=BATCH_ROWS)
        tables = ray.get(documents.select_columns(list(COLUMNS)).to_arrow_refs())
        rows, digest = digest_of(tables)
        seconds = time.perf_counter() - ready
    finally:
        ray.shutdown()
    return Outcome(versions=f"ray {ray.__version__}", start=ready - begin, seconds=seconds, rows=rows, digest=digest)


def run_spark(paths: Sequence[Path], function: Callable[[Any], Any]) -> Outcome:
    """Run the function in Spark, by `mapInArrow`."""
    import pyspark
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    def render(batches: Iterator[Any]) -> Iterator[Any]:
        return map(function, batches)

    begin = time.perf_counter()
    spark = (
        SparkSession.builder.master(f"local[{CORES}]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH_ROWS))
        .config("spark.sql.files.maxPartitionBytes", "4m")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    ready = time.perf_counter()
    try:
        stories = spark.read.parquet(*map(str, paths))
        documents = stories.mapInArrow(render, from_arrow_schema(RESULT_SCHEMA))
        rows, digest = digest_of([documents.select(*COLUMNS).toArrow()])
        seconds = time.perf_counter() - ready
    finally:
        spark.stop()
    return Outcome(
        versions=f"pyspark {pyspark.__version__}", start=ready - begin, seconds=seconds, rows=rows, digest=digest
    )


def run_dask(paths: Sequence[Path], function: Callable[[Any], Any]) -> Outcome:
    """Run the function in Dask, on a bag of row groups with its scheduler of processes."""
    import dask
    from dask import bag

    begin = time.perf_counter()
    groups = [(str(path), group) for path in paths for group in range(parquet.read_metadata(path).num_row_groups)]
    documents = bag.from_sequence(groups, partition_size=1).map(functools.partial(_render_group, function))
    tables = documents.compute(scheduler="processes", num_workers=CORES)
    rows, digest = digest_of(tables)
    return Outcome(
        versions=f"dask {dask.__version__}", start=0, seconds=time.perf_counter() - begin, rows=rows, digest=digest
    )


def _render_group(function: Callable[[Any], Any], group: tuple[str, int]) -> Any:
    """Return the digests of the stories of a row group."""
    path, number = group
    with parquet.ParquetFile(path) as file:
        batches = file.iter_batches(batch_size=BATCH_ROWS, row_groups=[number])
        return pa.Table.from_batches([function(batch).select(COLUMNS) for batch in batches])


ENGINES: Final[dict[str, Callable[[Sequence[Path], Callable[[Any], Any]], Outcome]]] = {
    "one process": run_loop,
    "Ray Data": run_ray,
    "PySpark": run_spark,
    "Dask": run_dask,
}
