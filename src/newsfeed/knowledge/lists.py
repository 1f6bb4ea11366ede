"""Reader of the plain lists in `data`: one entry per line, with `#` comments."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

_VARIANTS: Final = str.maketrans(
    {"’": "'", "׳": "'", "״": '"', "־": "-", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ـ": None}
    | dict.fromkeys(map(chr, range(0x64B, 0x653)))
)
DATA: Final = Path(__file__).with_name("data")
"""The folder of the data files."""


def read_list(name: str) -> Iterator[str]:
    """Yield the entries of a data file, or nothing if there is no such file.

    Args:
        name: path below `data` without its suffix, such as "people/titles_en".
    """
    path = DATA / f"{name}.txt"
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def read_folder(name: str) -> Iterator[str]:
    """Yield the entries of all data files in a folder below `data`."""
    for path in sorted(resource.name for resource in (DATA / name).iterdir()):
        if path.endswith(".txt"):
            yield from read_list(f"{name}/{path.removesuffix('.txt')}")


@cache
def read_set(name: str) -> frozenset[str]:
    """Return the entries of a data file, casefolded and with straight apostrophes."""
    return frozenset(fold(entry) for entry in read_list(name))


def fold(text: str) -> str:
    """Return a text in the form for comparisons.

    It is casefolded, with straight apostrophes, one form of the Hebrew hyphen and marks, and Arabic without vowel signs,
    lengthening strokes and the seats of the hamza.
    """
    return text.casefold().translate(_VARIANTS)
