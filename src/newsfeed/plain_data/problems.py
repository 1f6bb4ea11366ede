"""Problems of plain data, with their paths, out of the nested errors of cattrs."""

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import attrs
import cattrs

from newsfeed.errors import ModelError
from newsfeed.io.json import pointer as join_pointer

Path = tuple[str | int, ...]
"""Keys and indices from the document to a value."""

CATTRS_ERRORS: Final = (cattrs.BaseValidationError, cattrs.ForbiddenExtraKeysError)

_MAX_SUGGESTIONS: Final = 16
"""Number of unknown keys of one object that get a suggestion: finding the nearest name is slow."""
_ITEM_INDEX: Final = re.compile(r"^\[\d+\] ")


class Problem(NamedTuple):
    """A wrong value in plain data.

    Attributes:
        pointer: a JSON pointer (RFC 6901) to the value, or to the object that lacks a required field.
        message: the problem with the value, and the values that are allowed.
    """

    pointer: str
    message: str


def problems_in(error: BaseException) -> list[Problem]:
    """Return the problems that an error of a structure hook reports."""
    return [Problem(join_pointer(path), message) for path, message in located_messages(error, ())]


def located_messages(error: BaseException, path: Path) -> list[tuple[Path, str]]:
    """Return the path and message of each problem in an error of cattrs, nested like the data that caused it.

    Args:
        error: raised by a structure hook.
        path: path of the value that the hook was called with.
    """
    if isinstance(error, cattrs.BaseValidationError):
        return [
            located
            for nested_error in error.exceptions
            for located in located_messages(nested_error, path + noted_step(nested_error))
        ]
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        field_names = [field.name for field in attrs.fields(error.cl)]
        return [
            ((*path, key), "is not a known field" + (suggestion(key, field_names) if index < _MAX_SUGGESTIONS else ""))
            for index, key in enumerate(sorted(error.extra_fields))
        ]
    if isinstance(error, KeyError):
        return [(path[:-1], f"lacks the required `{error.args[0]}`")]
    if isinstance(error, ModelError):
        # Without a note, the class's own checks raised it, after those of its fields: the error names the field.
        step = () if noted_step(error) else (error.field.partition(".")[2],)
        return [((*path, *step), _ITEM_INDEX.sub("", error.reason))]
    return [(path, str(error))]


def noted_step(error: BaseException) -> Path:
    """Return the field name or index that cattrs noted on an error, as a path of one step; () without a note."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, cattrs.AttributeValidationNote):
            return (note.name,)
        if isinstance(note, cattrs.IterableValidationNote):
            return (note.index,)
    return ()


def add_step(error: Exception, step: int | str) -> Exception:
    """Return the error with a note of the index or key that it occurred at."""
    error.__notes__ = [*getattr(error, "__notes__", ()), cattrs.IterableValidationNote(str(step), step, None)]
    return error


def suggestion(name: str, candidates: Iterable[str]) -> str:
    """Return "; did you mean ...?" with the candidate most like a name, or "" if none is similar."""
    matches = difflib.get_close_matches(name[:64], list(candidates), 1, 0.5)
    return f"; did you mean `{matches[0]}`?" if matches else ""


def summarize(problems: Sequence[Problem]) -> str:
    """Return problems as one line: the first with its path (`$.questions[2].answer`), and the number of the others."""
    if not problems:
        return ""
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    pointer, message = problems[0]
    return f"{_dotted_path(pointer)}: {message}{more}"


def _dotted_path(pointer: str) -> str:
    parts = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
    return "$" + join_steps(int(part) if part.isascii() and part.isdigit() else part for part in parts)


def join_steps(path: Iterable[str | int]) -> str:
    """Return the steps of a path as they follow a name: `.questions[2].answer`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
