"""Stories as tables of Arrow, and back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

import pyarrow as pa
from pyarrow import types

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError, ReadError
from newsfeed.integrations.arrow.schemas import MORE, NATIVE, STORY_SCHEMA
from newsfeed.io.json import encode, parse
from newsfeed.model import Feed, Story
from newsfeed.plain_data import rows
from newsfeed.plain_data.plain import PlainObject, PlainValue
from newsfeed.plain_data.problems import suggestion

BATCH_SIZE = 1_000
"""Number of rows that are converted at once."""


# --- stories to tables -----------------------------------------------------------------------------------------------------


def to_table(stories: Feed | Iterable[Story]) -> pa.Table:
    """Return stories as a table with `STORY_SCHEMA`; the values of a feed itself are in no row.

    Raises:
        ArgumentError: something in it is no story.
        WriteError: a date has no year from 1 to 9999 in UTC.
    """
    return pa.Table.from_batches(list(iter_batches(stories)), STORY_SCHEMA)


def iter_batches(stories: Feed | Iterable[Story], size: int = BATCH_SIZE) -> Iterator[pa.RecordBatch]:
    """Yield stories as record batches of up to `size` rows; arguments and errors as for `to_table`."""
    batch: list[Story] = []
    for story in rows.checked_stories("to_table", stories):
        batch.append(story)
        if len(batch) == size:
            yield to_batch(batch)
            batch = []
    if batch:
        yield to_batch(batch)


def to_batch(stories: Iterable[Story]) -> pa.RecordBatch:
    """Return stories as one record batch with `STORY_SCHEMA`; errors as for `to_table`."""
    values = [rows.to_values(story) for story in stories]
    filled = set().union(*values)
    arrays = [
        pa.array([_cell(row.get(field.name), field.name) for row in values], field.type)
        if field.name in filled
        else pa.nulls(len(values), field.type)
        for field in STORY_SCHEMA
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=STORY_SCHEMA)


def _cell(value: object, name: str) -> object:
    """Return the cell of a column: a list of structs or JSON text for plain data."""
    if not isinstance(value, list | dict):
        return value
    native_type = NATIVE.get(name)
    if native_type is None:
        return encode(value).decode()
    if not types.is_struct(native_type.value_type):
        return value
    members = {field.name for field in native_type.value_type}
    return [_struct(cast("PlainObject", item), members) for item in value]


def _struct(item: PlainObject, members: set[str]) -> dict[str, PlainValue]:
    other_members = {name: value for name, value in item.items() if name not in members}
    struct = {name: value for name, value in item.items() if name in members}
    return {**struct, MORE: encode(other_members).decode()} if other_members else struct


# --- tables to stories -----------------------------------------------------------------------------------------------------


def from_table(table: pa.Table | pa.RecordBatch) -> tuple[Story, ...]:
    """Return the stories of a table with `STORY_SCHEMA`, some of its columns, or types that can be cast to its types.

    A nested column may also be JSON text, as in a table that a data frame of `newsfeed.to_rows` was converted to.

    Raises:
        ReadError: a column is unknown or has another type, or a row is wrong; the reason names it.
        ArgumentError: `table` is neither a table nor a record batch.
    """
    if not isinstance(table, pa.Table | pa.RecordBatch):
        raise ArgumentError(f"from_table() takes a pyarrow.Table or RecordBatch, not {type(table).__name__}")
    unknown = other_columns(table.schema)
    if unknown:
        remedy = f"leave it out{suggestion(unknown[0], STORY_SCHEMA.names)}"
        raise ReadError(f"the column {unknown[0]!r:.80} is not a field of a story: {remedy}")
    stories: list[Story] = []
    batches = table.to_batches() if isinstance(table, pa.Table) else [table]
    for batch in batches:
        for item in read_rows(batch):
            if isinstance(item, RowError):
                raise ReadError(f"row {len(stories)} ({item.id!r:.80}): {item.reason}")
            stories.append(item)
    return tuple(stories)


def other_columns(schema: pa.Schema) -> list[str]:
    """Return the names of the columns that `STORY_SCHEMA` does not have."""
    return [name for name in schema.names if name not in STORY_SCHEMA.names]


@frozen(kw_only=True)
class RowError:
    """A row that is no story.

    Attributes:
        id: the id in the row, or None.
        reason: what is wrong, one line.
    """

    id: str | None
    reason: str


def read_rows(batch: pa.RecordBatch) -> Iterator[Story | RowError]:
    """Yield the story of each row, or its error; columns that stories do not have are ignored.

    Raises:
        ReadError: a column has a type that cannot be cast to that of `STORY_SCHEMA`, or is there twice.
    """
    columns = _filled_columns(batch)
    ids = columns.get("id") or [None] * batch.num_rows
    for index in range(batch.num_rows):
        try:
            yield rows.from_values({name: values[index] for name, values in columns.items()})
        except ReadError as error:
            yield RowError(id=cast("str | None", ids[index]), reason=error.reason)


def check_columns(schema: pa.Schema) -> None:
    """Raise `ReadError` if a column that stories have is there twice, or has a type that is not read."""
    for name in STORY_SCHEMA.names:
        indices = schema.get_all_field_indices(name)
        if len(indices) > 1:
            raise ReadError(f"the column {name!r} is there {len(indices)} times: keep one")
        for index in indices:
            _target_type(name, schema.field(index).type)


def _filled_columns(batch: pa.RecordBatch) -> dict[str, list[object]]:
    """Return the values of the columns that have any."""
    check_columns(batch.schema)
    names = [name for name in batch.schema.names if name in STORY_SCHEMA.names]
    columns = [(name, batch.column(name)) for name in names]
    return {name: _values(column, name) for name, column in columns if column.null_count < len(column)}


def _target_type(name: str, data_type: pa.DataType) -> pa.DataType:
    """Return the type that a column is cast to. Arrow would cast more, such as a number to a date.

    Raises:
        ReadError: the column has a type that does not mean what the field does.
    """
    target = STORY_SCHEMA.field(name).type
    kind = rows.columns()[name]
    if types.is_null(data_type):
        return target
    if _is_text(data_type) and (types.is_string(target) or kind in ("date", "nested")):
        return pa.string()
    if kind == "date" and types.is_timestamp(data_type) and data_type.tz is None:
        raise ReadError(f"the column {name!r} has no time zone: cast it to {target}")
    is_number = kind == "number" and (types.is_integer(data_type) or types.is_floating(data_type))
    is_date = kind == "date" and types.is_timestamp(data_type)
    is_list = types.is_list(target) and _is_list_of(data_type, is_objects=types.is_struct(target.value_type))
    if not (is_number or is_date or is_list):
        raise ReadError(f"the column {name!r} is {data_type}, must be {target}")
    return target


def _is_list_of(data_type: pa.DataType, *, is_objects: bool) -> bool:
    """Return whether a type is a list of objects, or of text."""
    if not (types.is_list(data_type) or types.is_large_list(data_type)):
        return False
    items = data_type.value_type
    return types.is_null(items) or (types.is_struct(items) if is_objects else _is_text(items))


def _values(column: pa.Array, name: str) -> list[object]:
    """Return a column as values of Python, with lists of plain data for structs.

    No cast here can fail because of a value: a wrong value is for the reader of its row to refuse.
    """
    target = _target_type(name, column.type)
    if types.is_list(target) and types.is_struct(target.value_type):
        # Not cast: the reader checks the members, and a cast would drop those that it does not know.
        lists = cast("_Structs", column.to_pylist())
        return [None if items is None else [_from_struct(item) for item in items] for items in lists]
    if types.is_timestamp(column.type):
        # The zone of a column is not that of its dates: Spark passes that of its session.
        return _dates(column.cast(pa.timestamp(column.type.unit, "UTC")))
    is_number = types.is_integer(target)
    values: list[object] = (column if is_number or column.type == target else column.cast(target)).to_pylist()
    return values


def _dates(column: pa.Array) -> list[object]:
    """Return dates as datetimes; as text those that Python cannot hold, such as of the year 10000."""
    try:
        values: list[object] = column.to_pylist()
    except (ValueError, OverflowError):
        values = [_date_or_text(scalar) for scalar in column]
    return values


def _date_or_text(scalar: pa.Scalar) -> object:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return f"{scalar.cast(pa.int64()).as_py()} {scalar.type.unit} since 1970"


_Structs = Sequence[Sequence[Mapping[str, object] | None] | None]


def _is_text(data_type: pa.DataType) -> bool:
    """Return whether a type is one of text, also with a dictionary of its values."""
    if types.is_dictionary(data_type):
        return _is_text(data_type.value_type)
    return bool(types.is_string(data_type) or types.is_large_string(data_type) or types.is_string_view(data_type))


def _from_struct(struct: Mapping[str, object] | None) -> object:
    """Return plain data from a struct; a value that is not JSON is left for the reader to refuse."""
    if struct is None:
        return None
    item = {name: value for name, value in struct.items() if value is not None and name != MORE}
    more = struct.get(MORE)
    if not isinstance(more, str):
        return item
    try:
        parsed = parse(more.encode())
    except (ReadError, UnicodeEncodeError):
        return {**item, MORE: more}
    return {**item, **parsed} if isinstance(parsed, dict) else {**item, MORE: more}
