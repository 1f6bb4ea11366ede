"""The pages of the validator: templates, their style sheet, and the headers that keep everything else out."""

import hashlib
import pkgutil
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from newsfeed.errors import UnsupportedError
from newsfeed.http.messages import Rendered
from newsfeed.http.negotiation import choose_media_type, media_type
from newsfeed.http.problems import MEDIA_TYPE, ProblemError, problem_response
from newsfeed.values.escaping import escape

if TYPE_CHECKING:
    from jinja2 import Environment

HTML: Final = "text/html; charset=utf-8"
TEXT: Final = "text/plain; charset=utf-8"
_PACKAGE: Final = "newsfeed.http.validator"
_STYLE_SHEET: Final = "validator.css"
_MISSING: Final = "The validator page needs Jinja2 and multipart: install them with `pip install newsfeed-kit[serve]`"
_TITLES: Final = {
    400: "The request cannot be read",
    405: "This method is not allowed",
    406: "There is no report of this media type",
    413: "The document is too long",
    415: "This is not a form with a document",
    422: "The document cannot be checked",
    500: "The check failed",
    503: "All checks are busy",
}
_SMALL_WORDS: Final = ("a ", "an ", "it ", "some ", "the ", "this ")
"""The words that a message can begin with and that are no names."""
_HTML_TYPE: Final = media_type("text/html")
_TEXT_TYPE: Final = media_type("text/plain")
_PROBLEM_TYPES: Final = (
    _TEXT_TYPE,
    *map(media_type, (MEDIA_TYPE, "application/json", "application/sarif+json")),
    _HTML_TYPE,
)
"""The media types of problems, in the order of preference; a client that accepts none of them gets JSON."""


def render_page(template: str, values: Mapping[str, object]) -> bytes:
    """Render a template.

    Raises:
        UnsupportedError: Jinja2 is not installed.
    """
    css, _ = _style()
    page = _environment().get_template(template).render({**values, "css": css})
    # JSON can have half of a surrogate pair, and UTF-8 has no bytes for it.
    return page.encode("utf-8", "replace")


def page_headers(content_type: str, length: int) -> tuple[tuple[str, str], ...]:
    """Return the headers of a response: nothing is stored, framed, run or loaded, and no other site learns of it."""
    return (
        ("Content-Type", content_type),
        ("Content-Length", str(length)),
        ("Content-Security-Policy", _content_security_policy()),
        ("Cache-Control", "no-store"),
        ("Vary", "Accept"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    )


def check_packages() -> None:
    """Raise `UnsupportedError` unless Jinja2 and multipart are installed."""
    _environment()
    try:
        multipart = import_module("multipart")
    except ImportError:
        raise UnsupportedError(_MISSING) from None
    if not hasattr(multipart, "PushMultipartParser"):  # an old python-multipart has a module of the same name
        raise UnsupportedError(_MISSING)


def problem_page(problem: ProblemError, accept: str | None, form: object = None) -> Rendered:
    """Return a problem as a page, as plain text or as JSON, as the client prefers.

    Args:
        problem: the problem.
        accept: the Accept header of the client.
        form: the form of the page, or None for a link to it.
    """
    index = choose_media_type(_PROBLEM_TYPES, accept)
    chosen = None if index is None else _PROBLEM_TYPES[index]
    if chosen is _HTML_TYPE:
        values = {"title": _TITLES[problem.status], "detail": problem.detail, "form": form}
        content, content_type = render_page("problem.html", values), HTML
    elif chosen is _TEXT_TYPE:
        content, content_type = f"{_TITLES[problem.status]}: {problem.detail}\n".encode(), TEXT
    else:
        content, content_type = b"".join(problem_response(problem).body), MEDIA_TYPE
    headers = (*page_headers(content_type, len(content)), *problem.headers)
    return Rendered(status=problem.status, headers=headers, body=(content,))


@cache
def _style() -> tuple[str, str]:
    """Return the style sheet, and its hash for the policy."""
    css = _package_file(_STYLE_SHEET)
    return css, b64encode(hashlib.sha256(css.encode()).digest()).decode()


@cache
def _content_security_policy() -> str:
    _, digest = _style()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@cache
def _environment() -> "Environment":
    try:
        import jinja2
        from jinja2.filters import do_mark_safe
    except ImportError:
        raise UnsupportedError(_MISSING) from None
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_package_file),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,  # a dictionary: the default cache has a lock that a thread could hold when the process is forked
    )
    environment.filters["message"] = lambda text: do_mark_safe(_message(text))
    return environment


def _message(text: str) -> str:
    """Return a message of newsfeed as HTML: it begins with a capital, and text between grave accents is code."""
    if text.startswith(_SMALL_WORDS):
        text = text[0].upper() + text[1:]
    parts = [escape(part) for part in text.split("`")]
    if len(parts) % 2 == 0:  # one of the accents is part of a value
        return "`".join(parts)
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))


def _package_file(name: str) -> str:
    return (pkgutil.get_data(_PACKAGE, f"templates/{name}") or b"").decode()
