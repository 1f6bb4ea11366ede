"""The outlets that a house or a caller lists, besides those that newsfeed knows."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from newsfeed.errors import ModelError
from newsfeed.knowledge.outlet import Outlet
from newsfeed.model import Organization
from newsfeed.values import iris, languages

OutletLike = str | Organization | Mapping[str, str] | Outlet
"""An outlet as a caller can list it: a name, an organization, or a table with `name`, `url` and `language`."""

_KEYS: Final = ("name", "url", "language")


def to_outlets(values: Iterable[OutletLike]) -> tuple[Outlet, ...]:
    """Convert listed outlets.

    Raises:
        ModelError: one of them has no name, an unknown key, or a wrong address or language; names it by its index.
    """
    if isinstance(values, str | Mapping | Organization | Outlet):
        raise ModelError("outlets", "is one outlet, must be a list: write [...] around it")
    return tuple(_outlet(value, f"outlets[{index}]") for index, value in enumerate(values))


def _outlet(value: object, field: str) -> Outlet:
    if isinstance(value, Outlet):
        return value
    if isinstance(value, Organization):
        return Outlet(value.name, value.url, is_listed=True)
    if isinstance(value, str):
        value = {"name": value}
    if not isinstance(value, Mapping):
        raise ModelError(field, f"is {type(value).__name__}, must be a name or a table with name, url and language")
    if unknown := [key for key in value if key not in _KEYS]:
        raise ModelError(field, f"has no key {unknown[0]!r:.64}; its keys are {', '.join(_KEYS)}")
    name = value.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ModelError(f"{field}.name", "must be the name of an outlet, not empty")
    url, language = value.get("url"), value.get("language")
    if url is not None:
        _check(iris.check_iri, url, f"{field}.url")
    if language is not None:
        _check(languages.check_language, language, f"{field}.language")
    return Outlet(" ".join(name.split()), url, language, is_listed=True)


def _check(check: Callable[[str], object], value: object, field: str) -> None:
    """Raise `ModelError` for a value that a check refuses."""
    if not isinstance(value, str):
        raise ModelError(field, f"is {type(value).__name__}, must be str")
    try:
        check(value)
    except ValueError as error:
        raise ModelError(field, str(error)) from None
