"""Plain data as the model, strictly: one spelling of each value, and every problem with its path.

Importing this module imports cattrs, which `import newsfeed` avoids: import it where it is used.
"""

from functools import cache
from typing import TypeVar

from newsfeed.errors import ReadError
from newsfeed.plain_data.hooks import StructureHooks
from newsfeed.plain_data.problems import CATTRS_ERRORS, Problem, problems_in, summarize

T = TypeVar("T")


def structure(data: object, cls: type[T]) -> T:
    """Build a value of the model from plain data, strictly.

    A number in a string, an unknown key, null and a date without a time zone are refused.

    Args:
        data: plain data as `unstructure` returns it, or parsed JSON.
        cls: the class of the model to build.

    Raises:
        ReadError: the data is wrong; the reason has the path of the first problem (`$.questions[2].answer`) and the
            number of the others.
    """
    try:
        return _fast_hooks().converter.structure(data, cls)
    except (ValueError, TypeError, LookupError, RecursionError, *CATTRS_ERRORS) as error:
        raise ReadError(summarize(find_problems(data, cls)) or str(error)) from None


def find_problems(data: object, cls: type) -> list[Problem]:
    """Return every problem that keeps plain data from being structured as a class of the model."""
    try:
        _detailed_hooks().converter.structure(data, cls)
    except RecursionError:
        return [Problem("", "is nested too deeply")]
    except Exception as error:  # noqa: BLE001  (cattrs raises any exception of a hook, alone or in groups)
        return problems_in(error)
    return []


@cache
def _fast_hooks() -> StructureHooks:
    return StructureHooks(detailed=False)


@cache
def _detailed_hooks() -> StructureHooks:
    return StructureHooks(detailed=True)
