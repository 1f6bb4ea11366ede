"""Forms of regular verbs, as far as press reviews use them: the third person, participles and gerunds."""

from collections.abc import Callable, Iterator
from typing import Final

_VOWELS: Final = "aeiou"


def forms(entry: str, language: str) -> Iterator[str]:
    """Yield the forms of a verb.

    Args:
        entry: an infinitive, conjugated by the rules of the language, or all forms with "/" between ("say/says/said").
        language: primary subtag; a language without rules yields the entry itself.
    """
    if "/" in entry or language not in _RULES:
        yield from entry.split("/")
    else:
        yield from _RULES[language](entry)


def _english(verb: str) -> Iterator[str]:
    yield verb
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        stem = verb[:-1]
        yield from (f"{stem}ies", f"{stem}ied", f"{verb}ing")
    elif verb.endswith("e"):
        yield from (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    else:
        plural = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
        yield from (f"{verb}{plural}", f"{verb}ed", f"{verb}ing")


def _french(verb: str) -> Iterator[str]:
    yield verb
    if verb.endswith("er"):
        stem = verb[:-2]
        soft = f"{stem}e" if stem.endswith("g") else f"{stem[:-1]}ç" if stem.endswith("c") else stem
        yield from (f"{stem}e", f"{stem}ent", f"{soft}ait", f"{soft}aient", f"{soft}a", f"{stem}èrent")
        yield from (f"{stem}é", f"{stem}ée", f"{stem}és", f"{stem}ées", f"{soft}ant", f"{stem}era")
    elif verb.endswith("ir"):
        stem = verb[:-2]
        yield from (f"{stem}it", f"{stem}issent", f"{stem}issait", f"{stem}i", f"{stem}irent", f"{stem}issant")


def _spanish(verb: str) -> Iterator[str]:
    yield verb
    stem = verb[:-2]
    if verb.endswith("ar"):
        yield from (
            f"{stem}a",
            f"{stem}an",
            f"{stem}ó",
            f"{stem}aron",
            f"{stem}aba",
            f"{stem}aban",
            f"{stem}ado",
            f"{stem}ando",
        )
        yield f"{stem}ada"
    else:
        yield from (
            f"{stem}e",
            f"{stem}en",
            f"{stem}ió",
            f"{stem}ieron",
            f"{stem}ía",
            f"{stem}ían",
            f"{stem}ido",
            f"{stem}iendo",
        )
        yield f"{stem}ida"


def _italian(verb: str) -> Iterator[str]:
    yield verb
    stem = verb[:-3]
    if verb.endswith("are"):
        yield from (
            f"{stem}a",
            f"{stem}ano",
            f"{stem}ò",
            f"{stem}arono",
            f"{stem}ava",
            f"{stem}avano",
            f"{stem}ato",
            f"{stem}ata",
            f"{stem}ando",
        )
    else:
        yield from (f"{stem}e", f"{stem}ono", f"{stem}eva", f"{stem}evano", f"{stem}uto", f"{stem}endo")
        yield from (f"{stem}isce", f"{stem}iscono", f"{stem}iva", f"{stem}ivano", f"{stem}ito", f"{stem}ì")


def _portuguese(verb: str) -> Iterator[str]:
    yield verb
    stem = verb[:-2]
    if verb.endswith("ar"):
        yield from (
            f"{stem}a",
            f"{stem}am",
            f"{stem}ou",
            f"{stem}aram",
            f"{stem}ava",
            f"{stem}avam",
            f"{stem}ado",
            f"{stem}ando",
        )
        yield f"{stem}ada"
    else:
        yield from (
            f"{stem}e",
            f"{stem}em",
            f"{stem}eu",
            f"{stem}iu",
            f"{stem}eram",
            f"{stem}iram",
            f"{stem}ia",
            f"{stem}ido",
            f"{stem}indo",
            f"{stem}endo",
        )


_RULES: Final[dict[str, Callable[[str], Iterator[str]]]] = {
    "en": _english,
    "fr": _french,
    "es": _spanish,
    "it": _italian,
    "pt": _portuguese,
}
