"""Findings for values that sanitizing HTML removes: one for each kind of element and attribute, with the values."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from newsfeed.findings import Severity
from newsfeed.io.html import Removal
from newsfeed.values import link_safety
from newsfeed.values.escaping import quoted

_MAX_VALUES: Final = 12
"""The number of values that one finding names."""

_MAX_LENGTH: Final = 200
"""The number of characters of a value that a finding shows."""

_MAX_FINDINGS: Final = 50
"""The number of findings for one value of the document."""

_CODE_ELEMENTS: Final = frozenset(("base", "link", "meta", "script", "style"))
"""Elements whose addresses are of use to programs only."""


class RemovalFinding(NamedTuple):
    """A finding about removed values, still without a location.

    Attributes:
        code: the code without its prefix `read.`.
        message: one line.
        severity: INFO if readers miss nothing.
    """

    code: str
    message: str
    severity: Severity


def removal_findings(removals: Iterable[Removal]) -> Iterator[RemovalFinding]:
    """Yield the findings for the values that sanitizing a piece of HTML removed."""
    groups: dict[tuple[str, str, str], list[Removal]] = {}
    for removal in removals:
        groups.setdefault((_code(removal), removal.element, removal.attribute), []).append(removal)
    for (code, _, _), group in list(groups.items())[:_MAX_FINDINGS]:
        yield RemovalFinding(code, _message(code, group), _severity(code, group[0]))


def _code(removal: Removal) -> str:
    if (
        removal.kind == "address"
        and not link_safety.is_safe_scheme(removal.value)
        and not _is_inline_image(removal.value)
    ):
        return "link.unsafe"
    return f"html.{removal.kind}"


def _is_inline_image(address: str) -> bool:
    """Return whether an address is an image itself, most often the placeholder of one that a script loads."""
    return address[:11].lower() == "data:image/"


def _severity(code: str, removal: Removal) -> Severity:
    is_secondary = (
        removal.element in _CODE_ELEMENTS or removal.attribute.endswith("srcset") or removal.attribute == "style"
    )
    return Severity.INFO if code == "html.embed" or is_secondary else Severity.WARNING


def _message(code: str, group: list[Removal]) -> str:
    values = ", ".join(map(_shown, group[:_MAX_VALUES]))
    if len(group) > _MAX_VALUES:
        values += f" and {len(group) - _MAX_VALUES} more"
    removal = group[0]
    tag = f"<{removal.element}>" if not removal.attribute else f"<{removal.element} {removal.attribute}>"
    if code == "html.embed":
        return f"the embed {tag} is replaced by a link: {values}"
    if code == "link.unsafe":
        return f"the link in {tag} has a scheme that is unsafe in a link; it is left out: {values}"
    if code == "html.address":
        return f"the address in {tag} is left out, since the HTML of a story cannot have it: {values}"
    if not removal.element:
        return f"text that browsers do not show either is left out: {values}"
    return f"the text in {tag} is left out, since the HTML of a story cannot have it: {values}"


def _shown(removal: Removal) -> str:
    value = quoted(removal.value, _MAX_LENGTH)
    is_other = removal.replacement and removal.replacement != removal.value
    return f"{value} by {quoted(removal.replacement, _MAX_LENGTH)}" if is_other else value
