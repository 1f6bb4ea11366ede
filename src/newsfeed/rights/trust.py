"""trust.txt (JournalList, 2024-04): lines `variable=value` with the relations of a publisher, and if data may be trained on."""

from collections.abc import Iterator
from typing import Final

from newsfeed.model import Usage
from newsfeed.rights.uses import build, is_address, permission
from newsfeed.values.emails import check_email

TRAINING: Final = "datatrainingallowed"
CONTACT: Final = "contact"
OURS: Final = frozenset((TRAINING, CONTACT))
"""The variables that a usage has."""

VARIABLES: Final = frozenset(
    (*OURS, "member", "belongto", "control", "controlledby", "social", "vendor", "customer", "disclosure")
)
"""All variables of the specification."""


def lines(usage: Usage) -> list[str]:
    """Return the lines that state a usage; [] if it has neither a permission of training nor a contact."""
    allowed = permission(usage, "ai_train")
    training = [] if allowed is None else [f"{TRAINING}={'yes' if allowed else 'no'}"]
    email = [f"{CONTACT}={usage.contact_email}"] if usage.contact_email else []
    page = [f"{CONTACT}={usage.contact_url}"] if usage.contact_url else []
    return [*page, *email, *training]


def pairs(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the number of each line that is neither blank nor a comment, its variable and its value."""
    for number, line in enumerate(text.splitlines(), 1):
        content = line.strip()
        if content and not content.startswith("#"):
            name, _, value = content.partition("=")
            yield number, name.strip().lower(), value.strip()


def read(text: str) -> Usage:
    """Return the usage in a trust.txt file; lines that it has no field for, or that are repeated, do not count."""
    values: dict[str, object] = {}
    for _, name, value in pairs(text):
        if name == TRAINING and value.lower() in ("yes", "no"):
            values.setdefault("ai_train", value.lower() == "yes")
        elif name == CONTACT and (field := contact_field(value)):
            values.setdefault(field, value.removeprefix("mailto:"))
    return build(values, lambda _name, _reason: None)


def contact_field(value: str) -> str | None:
    """Return the field that a contact belongs to: an e-mail address or a page; None for anything else."""
    try:
        check_email(value.removeprefix("mailto:"))
    except ValueError:
        return "contact_url" if is_address(value) else None
    return "contact_email"
