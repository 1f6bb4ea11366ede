"""The form of the validator page."""

from collections.abc import Iterable

from newsfeed.classes.frozen import frozen
from newsfeed.http.validator.pages import render_page
from newsfeed.http.validator.settings import CheckLimits
from newsfeed.http.validator.submission import Options
from newsfeed.plugins import registry
from newsfeed.profiles import profiles
from newsfeed.reports.printing import printable


@frozen(kw_only=True)
class Choice:
    """An option of a list.

    Attributes:
        value: the value that is sent.
        label: its words.
        is_selected: True if it is chosen.
    """

    value: str
    label: str
    is_selected: bool


@frozen(kw_only=True)
class Form:
    """The form with its values.

    Attributes:
        document: the text to check.
        formats, profiles: the choices.
        encoding, base: the further options, "" for none.
        has_options: True if an option is set that is not seen at once.
        max_size: the size of the largest document, such as "2 MB".
    """

    document: str
    formats: tuple[Choice, ...]
    profiles: tuple[Choice, ...]
    encoding: str
    base: str
    has_options: bool
    max_size: str


def form_of(limits: CheckLimits, options: Options, document: str = "") -> Form:
    """Return the form with some values.

    Args:
        limits: the limits of a check.
        options: the options to show.
        document: the text to show.
    """
    formats = [(entry.name, entry.title) for entry in registry if entry.validates]
    consumers = [(profile.name, f"{profile.consumer} ({', '.join(profile.formats)})") for profile in profiles()]
    return Form(
        document=document,
        formats=_choices([("detect", "Detect it"), *formats], options.format or "detect"),
        profiles=_choices([("", "None"), *consumers], options.profile or ""),
        encoding=options.encoding or "",
        base=options.base or "",
        has_options=bool(options.encoding or options.base),
        max_size=f"{limits.max_bytes / (1 << 20):.3g} MiB",
    )


def _choices(entries: Iterable[tuple[str, str]], selected: str) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, label=label, is_selected=value == selected) for value, label in entries)


def decoded_text(text: bytes) -> str:
    """Return a document in UTF-8 with the line ends of Python."""
    return text.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def editable_text(text: bytes, limits: CheckLimits) -> str:
    """Return a document for the form.

    Args:
        text: the document, in UTF-8.
        limits: the limits of the page.

    Returns:
        the text; "" if it is too long, is not in UTF-8, or has control characters, since a form can change them.
    """
    if len(text) > limits.source_bytes:
        return ""
    decoded = decoded_text(text)
    is_kept = "\ufffd" not in decoded and all(printable(line) == line for line in decoded.split("\n"))
    return decoded if is_kept else ""


def form_page(limits: CheckLimits) -> bytes:
    """Return the page without a document."""
    return render_page("form.html", {"form": form_of(limits, Options())})
