"""Reader of the lists of headings in `data/headings`: one file per language, one heading per line, below its part.

The sections `[ai.SOURCE]` have the notice about stories of a digital source in place of headings.
"""

import pkgutil
from functools import cache
from typing import Final

LANGUAGES: Final = ("en", "ar", "de", "es", "fr", "he", "it", "ja", "nl", "pt")
"""The languages with a file (ISO 639-1)."""


_NOTICE: Final = "ai."
"""The beginning of the names of the sections with a notice."""


def spellings_by_part(language: str) -> dict[str, tuple[str, ...]]:
    """Return the headings of each part of an explainer, the usual one first.

    Args:
        language: one of `LANGUAGES`.
    """
    return {name: lines for name, lines in _sections(language).items() if not name.startswith(_NOTICE)}


def notices_by_source(language: str) -> dict[str, str]:
    """Return the sentence that tells readers of a model's part in a story, by the term of the digital source.

    Args:
        language: one of `LANGUAGES`.
    """
    sections = _sections(language).items()
    return {name.removeprefix(_NOTICE): lines[0] for name, lines in sections if name.startswith(_NOTICE)}


@cache
def _sections(language: str) -> dict[str, tuple[str, ...]]:
    """Return the lines of each section of the file of a language."""
    # importlib.resources takes longer to import than all of newsfeed.
    source = pkgutil.get_data("newsfeed.knowledge", f"data/headings/{language}.txt") or b""
    spellings: dict[str, list[str]] = {}
    part: list[str] = []
    for line in source.decode().splitlines():
        if line.startswith("["):
            part = spellings.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            part.append(line)
    return {name: tuple(headings) for name, headings in spellings.items()}
