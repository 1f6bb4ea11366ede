"""Reader of the lists of headings in `data/headings`: one file per language, one heading per line, below its part."""

import pkgutil
from typing import Final

LANGUAGES: Final = ("en", "ar", "de", "es", "fr", "he", "it", "ja", "nl", "pt")
"""The languages with a file (ISO 639-1)."""


def spellings_by_part(language: str) -> dict[str, tuple[str, ...]]:
    """Return the headings of each part of an explainer, the usual one first.

    Args:
        language: one of `LANGUAGES`.
    """
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
