"""Templates and style sheets of pages: those of the package, and the theme of a house before them."""

import errno
import pkgutil
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from newsfeed.errors import UnsupportedError, WriteError

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

STYLE_SHEET: Final = "page.css"
PACKAGE: Final = "newsfeed"
"""The prefix under which a theme finds the templates of the package: `{% extends "newsfeed/story.html" %}`."""

_FOLDER: Final = "templates"
_MISSING: Final = (
    "HTML pages are written with Jinja2, which is not installed: install it with `pip install newsfeed-kit[html]`"
)


def render(name: str, values: Mapping[str, Any], theme: str | None) -> str:
    """Render a template.

    Args:
        name: its name, such as `story.html`.
        values: the variables of the template.
        theme: the folder of the house's templates, or None.

    Raises:
        UnsupportedError: Jinja2 is not installed.
        FileNotFoundError: there is no such folder.
        WriteError: a template of the theme has a fault.
    """
    environment = _environment(theme)
    from jinja2 import TemplateError

    try:
        return environment.get_template(name).render(values)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        position = f"{getattr(error, 'name', None) or name}{f', line {line}' if line else ''}"
        raise WriteError("theme", f"the template {position} cannot be rendered: {error.message}") from None


def trusted(html: str) -> "Markup":
    """Return markup that templates write as it is: canonical markup of the model, or escaped text."""
    from jinja2.filters import do_mark_safe

    return do_mark_safe(html)


def style_sheet(theme: str | None = None) -> str:
    """Return the style sheet of pages: that of the theme if it has one, or that of the package.

    Raises:
        FileNotFoundError: there is no such folder.
        WriteError: it would end the `<style>` element that it is written into.
    """
    css = _theme_style(theme) or _package_style()
    if "</" in css:
        raise WriteError("theme", f"{STYLE_SHEET} contains '</', which would end the style element: write '<\\/'")
    return css


def check_jinja() -> None:
    """Raise `UnsupportedError` unless Jinja2 is installed."""
    _environment(None)


def check_theme(theme: str | None) -> None:
    """Raise `FileNotFoundError` unless the theme is a folder or None."""
    if theme is not None and not Path(theme).is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such theme, which is a folder with templates", theme)


def _theme_style(theme: str | None) -> str:
    check_theme(theme)
    if theme is None:
        return ""
    path = Path(theme, STYLE_SHEET)
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@cache
def _package_style() -> str:
    return (_package_file(STYLE_SHEET) or b"").decode()


@lru_cache(maxsize=32)
def _environment(theme: str | None) -> "Environment":
    """Return the environment with the compiled templates of a theme; it is made once."""
    try:
        import jinja2
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError:
        raise UnsupportedError(_MISSING) from None
    check_theme(theme)
    package = jinja2.FunctionLoader(_package_template)
    loaders: list[jinja2.BaseLoader] = [package, jinja2.PrefixLoader({PACKAGE: package})]
    if theme is not None:
        loaders.insert(0, jinja2.FileSystemLoader(theme))
    # The sandbox takes half of the time of a page, and the templates of the package need none.
    environment_class = jinja2.Environment if theme is None else ImmutableSandboxedEnvironment
    return environment_class(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=theme is not None,
        # A dictionary: the default cache has a lock that a thread could hold when the process is forked.
        cache_size=-1,
    )


def _package_template(name: str) -> str | None:
    source = _package_file(name) if name.endswith(".html") else None
    return None if source is None else source.decode()


def _package_file(name: str) -> bytes | None:
    if ".." in name.split("/"):
        return None
    try:
        return pkgutil.get_data("newsfeed.formats.html", f"{_FOLDER}/{name}")
    except OSError:
        return None
