"""Regular expressions that are compiled when they are first used: an import pays for none, and few programs use all."""

import re
from typing import Any, AnyStr, cast


class _Later:
    """Stands in for a pattern; each of its methods is looked up once."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Give a pattern as `re.compile` does, but compile it on its first use.

    Args:
        source: the regular expression.
        flags: of `re`.
    """
    return cast("re.Pattern[AnyStr]", _Later(source, flags))
