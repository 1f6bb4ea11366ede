"""The classes of profiles."""

from collections.abc import Mapping
from datetime import date

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.findings import Severity

Value = int | float | str | tuple[str, ...]
"""The value of a parameter of a rule."""


@frozen(kw_only=True)
class ProfileRule:
    """A rule of a profile.

    Attributes:
        name: the name of the rule, such as `title_length`. Its findings have the code `profile.` and this name.
        severity: the weight of its findings.
        parameters: its limits and other values, by name.
        leave_out: True if the consumer refuses a story that breaks the rule, so that a document for it does not have the story.
    """

    name: str
    severity: Severity
    parameters: Mapping[str, Value] = attrs.field(factory=dict)
    leave_out: bool = False


@frozen(kw_only=True)
class Profile:
    """The requirements of a consumer, as of a date.

    Attributes:
        name: its name in the API and on the command line.
        consumer: the name of the consumer.
        source: the URL of the page that the requirements are taken from.
        as_of: the date of the requirements.
        formats: the names of the formats that the consumer takes.
        rules: its rules, in the order of the file.
        statement: something to know about the consumer that no rule can check; may be empty.
        tags: the HTML elements that a body can have; None if the consumer names none.
        namespaces: the consumer's own vocabularies, by their customary prefixes.
        marks: the namespace without which a document of a format is not meant for the consumer, by the name of the format.
        plain_summary: True if the consumer takes no HTML in a summary.
        min_image_width: the width in pixels below which the consumer refuses a picture; 0 if it takes any.
    """

    name: str
    consumer: str
    source: str
    as_of: date
    formats: tuple[str, ...]
    rules: tuple[ProfileRule, ...]
    statement: str = ""
    tags: frozenset[str] | None = None
    namespaces: Mapping[str, str] = attrs.field(factory=dict)
    marks: Mapping[str, str] = attrs.field(factory=dict)
    plain_summary: bool = False
    min_image_width: int = 0
