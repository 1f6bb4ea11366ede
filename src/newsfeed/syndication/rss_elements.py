"""Elements of an RSS 2.0 channel that the model has no field for: they are kept as extensions without a namespace."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from newsfeed.model import Extension
from newsfeed.values import emails, iris
from newsfeed.values.xml_chars import fold

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLOUD_ATTRIBUTES: Final = ("domain", "path", "port", "protocol", "registerProcedure")
_CLOUD_PROTOCOLS: Final = ("xml-rpc", "soap", "http-post", "https-post")
_IMAGE_SIZES: Final = {"width": 144, "height": 400}
"""The greatest size of a picture in pixels (RSS 2.0, image)."""

NAMES: Final[Mapping[str, str]] = {
    name.lower(): name
    for name in ("webMaster", "docs", "cloud", "rating", "textInput", "skipHours", "skipDays", "image")
}
"""The names of these elements, by their names in lower case; `image` only has the size and description of the picture."""

_CHILD_NAMES: Final = {
    name.lower(): name
    for name in ("hour", "day", "title", "description", "name", "link", "width", "height", "registerProcedure")
}


def with_standard_names(item: Extension) -> Extension:
    """Return an element with the spelling of names that RSS 2.0 has, and without the namespace of another version."""
    children = [with_standard_names(part) if isinstance(part, Extension) else part for part in item.content]
    local_name = item.name.rpartition("}")[2]
    name = NAMES.get(local_name.lower()) or _CHILD_NAMES.get(local_name.lower(), local_name)
    attributes = [
        (_CHILD_NAMES.get(key.lower(), key.lower()), value.strip())
        for key, value in item.attributes
        if not key.startswith("{")
    ]
    return Extension(name=name, attributes=tuple(dict(attributes).items()), content=tuple(children))


def valid_element(item: Extension) -> Extension | None:
    """Return an element with only its valid parts; None if the rest would not be an element of a channel."""
    check = _CHECKS.get(item.name)
    return check(item) if check else None


def text_of(item: Extension) -> str:
    """Return the text of an element, folded."""
    return fold("".join(part for part in item.content if isinstance(part, str)))


def _web_master(item: Extension) -> Extension | None:
    text = text_of(item)
    try:
        emails.check_email(text.partition(" ")[0])
    except ValueError:
        return None
    return Extension(name=item.name, content=(text,))


def _docs(item: Extension) -> Extension | None:
    text = text_of(item)
    return Extension(name=item.name, content=(text,)) if iris.is_iri(text) else None


def _rating(item: Extension) -> Extension | None:
    text = text_of(item)
    return Extension(name=item.name, content=(text,)) if text else None


def _cloud(item: Extension) -> Extension | None:
    values = dict(item.attributes)
    port = values.get("port", "")
    is_port = port.isascii() and port.isdigit() and len(port) < 6 and 0 < int(port) < 2**16
    if not (is_port and values.get("domain") and values.get("protocol") in _CLOUD_PROTOCOLS):
        return None
    return Extension(name=item.name, attributes=tuple((name, values.get(name, "")) for name in _CLOUD_ATTRIBUTES))


def _text_input(item: Extension) -> Extension | None:
    values = {child.name: text_of(child) for child in reversed(_children(item))}
    name = values.get("name", "")
    is_name = name.isascii() and name[:1].isalpha() and not set(name) - set(_NAME_CHARACTERS)
    if not (values.get("title") and values.get("description") and is_name and iris.is_iri(values.get("link", ""))):
        return None
    children = [Extension(name=name, content=(values[name],)) for name in ("title", "description", "name", "link")]
    return Extension(name=item.name, content=tuple(children))


_NAME_CHARACTERS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:-"


def _skip_hours(item: Extension) -> Extension | None:
    return _of_texts(item, "hour", _hours(item))


def _hours(item: Extension) -> Iterator[str]:
    for text in _texts(item, "hour"):
        if text.isascii() and text.isdigit() and len(text) <= 2 and int(text) <= 24:
            yield str(int(text) % 24)  # RSS 0.91 wrote 24 for midnight.


def _skip_days(item: Extension) -> Extension | None:
    return _of_texts(item, "day", (day for text in _texts(item, "day") if (day := text.capitalize()) in _DAYS))


def _of_texts(item: Extension, name: str, texts: Iterator[str]) -> Extension | None:
    """Return an element with a child for each text, without repetitions; None if there is no text."""
    children = tuple(Extension(name=name, content=(text,)) for text in dict.fromkeys(texts))
    return Extension(name=item.name, content=children) if children else None


def _image(item: Extension) -> Extension | None:
    children = []
    for name in (*_IMAGE_SIZES, "description"):
        text = next(_texts(item, name), "")
        is_size = text.isascii() and text.isdigit() and len(text) < 4 and 0 < int(text) <= _IMAGE_SIZES.get(name, 0)
        if text and (is_size or name == "description"):
            children.append(Extension(name=name, content=(text,)))
    return Extension(name=item.name, content=tuple(children)) if children else None


def _children(item: Extension) -> list[Extension]:
    return [part for part in item.content if isinstance(part, Extension)]


def _texts(item: Extension, name: str) -> Iterator[str]:
    return (text_of(child) for child in _children(item) if child.name == name)


_CHECKS: Final[Mapping[str, Callable[[Extension], Extension | None]]] = {
    "webMaster": _web_master,
    "docs": _docs,
    "cloud": _cloud,
    "rating": _rating,
    "textInput": _text_input,
    "skipHours": _skip_hours,
    "skipDays": _skip_days,
    "image": _image,
}
