"""Regular expressions that are compiled on first use.

Compiling all patterns of newsfeed takes longer than importing its modules, and most programs use few of them.
"""

import re
from typing import Any, AnyStr, cast


class _LazyPattern:
    """Proxy of a pattern that compiles it on first access and then caches each method."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, method)
        return method


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern as `re.compile` does, but compile it on first use.

    Args:
        source: the regular expression, text or bytes.
        flags: flags of `re`, such as `re.DOTALL`.
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(source, flags))
