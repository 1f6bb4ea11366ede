"""A known outlet: a plain value, so that options can name it without loading the directory."""

import attrs


@attrs.frozen
class Outlet:
    """A known outlet.

    Attributes:
        name: the name as it is usually written, with its article.
        url: its home page, or None.
        language: BCP 47 tag of the language it publishes in, or None.
        is_listed: the caller or the house named it, so that it is an outlet without doubt.
    """

    name: str
    url: str | None = None
    language: str | None = None
    is_listed: bool = False
