"""Reading of profiles: the data files of the package, and a house's own file."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from newsfeed.errors import ArgumentError, NewsfeedError, ReadError, check_argument
from newsfeed.findings import Severity
from newsfeed.io import files
from newsfeed.io.limits import DEFAULT
from newsfeed.profiles.profile import Profile, ProfileRule, Value

DATA: Final = Path(__file__).with_name("data")
"""The folder of the package's profiles."""

_SUFFIX: Final = ".toml"
_TEXTS: Final = ("consumer", "source")
_KEYS: Final = frozenset(
    (
        *_TEXTS,
        "as_of",
        "formats",
        "statement",
        "tags",
        "namespaces",
        "marks",
        "plain_summary",
        "min_image_width",
        "rules",
    )
)
_RULE_KEYS: Final = ("severity", "leave_out")


@cache
def built_in() -> tuple[Profile, ...]:
    """Return the profiles of the package, sorted by name."""
    paths = sorted(path for path in DATA.iterdir() if path.suffix == _SUFFIX)
    return tuple(load_profile(path.read_bytes(), path.stem) for path in paths)


def find_profile(function: str, name: str) -> Profile:
    """Return a profile by its name, or read it from a file.

    Args:
        function: the name of the called function, for messages.
        name: the name of a profile of the package, or the path of a file that ends in `.toml`.

    Raises:
        ArgumentError: there is no such profile; the message lists the names. Or the file cannot be read.
    """
    check_argument(function, "profile", name, str, "the name of a profile, or the path of a .toml file")
    if name.endswith(_SUFFIX):
        return _own_profile(function, name)
    for profile in built_in():
        if profile.name == name:
            return profile
    names = ", ".join(profile.name for profile in built_in())
    raise ArgumentError(
        f"{function}(): there is no profile {name!r:.64}; the profiles are {names}, or the path of a .toml file"
    )


def _own_profile(function: str, path: str) -> Profile:
    try:
        return _loaded(path, Path(path).stat().st_mtime_ns)
    except (NewsfeedError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ArgumentError(f"{function}(): the profile {path!r:.200}: {reason}") from None


@lru_cache(maxsize=8)
def _loaded(path: str, _modified: int) -> Profile:
    """Read a file once until it is modified: a writer asks for its profile again with each story."""
    return load_profile(files.read(path, DEFAULT), Path(path).stem)


def check_profile_name(function: str, name: str | None, format_name: str) -> Profile | None:
    """Return the profile of an argument, if any.

    Args:
        function: the name of the called function, for messages.
        name: the name or path of the profile, or None.
        format_name: the name of the format that it is wanted for.

    Raises:
        ArgumentError: there is no such profile, or its consumer does not take this format.
    """
    if name is None:
        return None
    profile = find_profile(function, name)
    if format_name not in profile.formats:
        formats = ", ".join(profile.formats)
        raise ArgumentError(
            f"{function}(): {profile.consumer} does not take {format_name}; the profile is for {formats}"
        )
    return profile


def load_profile(data: bytes, name: str) -> Profile:
    """Read the file of a profile.

    Args:
        data: TOML in UTF-8, in the form that docs/guide/profiles.md describes.
        name: the name of the profile.

    Raises:
        ReadError: the data is something else; names the key.
    """
    from newsfeed.plain_data.toml import parse_toml  # imports cattrs

    try:
        table = parse_toml(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ReadError("is not in UTF-8, which TOML requires: save it as UTF-8") from None
    for key in sorted(table.keys() - _KEYS):
        raise ReadError(f"{key!r:.64} is no key of a profile; the keys are {', '.join(sorted(_KEYS))}")
    as_of = table.get("as_of")
    if type(as_of) is not date:
        raise ReadError("as_of must be the date of the requirements: write as_of = 2026-05-17")
    consumer, source = (_text(table, key) for key in _TEXTS)
    return Profile(
        name=name,
        consumer=consumer,
        source=source,
        as_of=as_of,
        formats=_strings(table.get("formats"), "formats"),
        rules=tuple(_rule(rule, values) for rule, values in _table(table.get("rules", {}), "rules").items()),
        statement=" ".join(str(table.get("statement", "")).split()),
        tags=frozenset(_strings(table["tags"], "tags")) if "tags" in table else None,
        namespaces={key: str(value) for key, value in _table(table.get("namespaces", {}), "namespaces").items()},
        marks={key: str(value) for key, value in _table(table.get("marks", {}), "marks").items()},
        plain_summary=_flag(table, "plain_summary"),
        min_image_width=_number(table.get("min_image_width", 0), "min_image_width"),
    )


def _rule(name: str, values: object) -> ProfileRule:
    from newsfeed.profiles.rules import RULES  # imports the body of stories

    rule = RULES.get(name)
    if rule is None:
        raise ReadError(f"there is no rule {name!r:.64}; the rules are {', '.join(sorted(RULES))}")
    where = f"rules.{name}"
    table = _table(values, where)
    parameters: dict[str, Value] = {}
    for key, value in table.items():
        if key in _RULE_KEYS:
            continue
        kind = rule.parameters.get(key)
        if kind is None:
            names = ", ".join((*_RULE_KEYS, *rule.parameters))
            raise ReadError(f"{where}.{key} is no parameter of the rule; it has {names}")
        check = _number if kind == "number" else _strings
        parameters[key] = check(value, f"{where}.{key}")
    try:
        severity = Severity(table.get("severity", "warning"))
    except ValueError:
        raise ReadError(f"{where}.severity must be error, warning or info") from None
    return ProfileRule(name=name, severity=severity, parameters=parameters, leave_out=_flag(table, "leave_out"))


def _table(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ReadError(f"{where} must be a table: write [{where}]")
    return value


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ReadError(f'{key} must be a text: write {key} = "..."')
    return value.strip()


def _strings(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ReadError(f'{where} must be a list of texts: write {where} = ["..."]')
    return tuple(value)


def _number(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ReadError(f"{where} must be a whole number")
    return value


def _flag(table: Mapping[str, Any], key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise ReadError(f"{key} must be true or false")
    return value
