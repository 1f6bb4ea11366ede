"""The model as plain data.

Each object of the model becomes a dict of the fields that differ from their default, in the order of the fields. `type`
names the class where a field takes several ("paragraph", "person" ...); rich text is `{"markup": "..."}`; a date is
RFC 3339 with its own offset; `Extension.attributes` is a dict. Empty fields are absent, never null.

Importing this module imports cattrs, which `import newsfeed` avoids: import it where it is used.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, get_args

import cattrs
from cattrs.gen import make_dict_unstructure_fn, override

from newsfeed import model
from newsfeed.errors import ModelError
from newsfeed.plain_data.model_types import MODEL_CLASSES, TAGS, is_tuple, is_union, union_members
from newsfeed.plain_data.plain import PlainObject
from newsfeed.values.dates import rfc3339

Hook = Callable[[Any], Any]


def unstructure(item: object) -> PlainObject:
    """Return a value of the model as plain data that `structure` reads back.

    Args:
        item: an instance of any class of the model.

    Returns:
        the fields that differ from their default, in the order of the fields.

    Raises:
        ModelError: an extension element has the same attribute twice.
    """
    data: PlainObject = _converter().unstructure(item, type(item))
    return data


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(omit_if_default=True)
    converter.register_unstructure_hook(datetime, rfc3339)
    converter.register_unstructure_hook_factory(MODEL_CLASSES.__contains__, _class_hook)
    converter.register_unstructure_hook_factory(is_tuple, _tuple_hook)
    converter.register_unstructure_hook_factory(is_union, _union_hook)
    return converter


def _class_hook(cls: type, converter: cattrs.Converter) -> Hook:
    if cls is model.Extension:
        attributes = override(unstruct_hook=_attributes_object)
        return make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, attributes=attributes)
    return make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True)


def _attributes_object(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    attributes = dict(pairs)
    # XML 1.0, 3.1: no attribute name may appear more than once in the same tag.
    if len(attributes) < len(pairs):
        raise ModelError("Extension.attributes", "has the same attribute name twice, which XML forbids: remove one")
    return attributes


def _tuple_hook(annotation: Any, converter: cattrs.Converter) -> Hook:
    unstructure_item = converter.get_unstructure_hook(get_args(annotation)[0])
    return lambda items: [unstructure_item(item) for item in items]


def _union_hook(annotation: Any, converter: cattrs.Converter) -> Hook:
    classes = union_members(annotation)
    if len(classes) == 1:
        unstructure_member = converter.get_unstructure_hook(classes.pop())
        return lambda item: None if item is None else unstructure_member(item)
    if classes <= TAGS.keys():
        return lambda item: {"type": TAGS[type(item)], **converter.unstructure(item, type(item))}
    if arrays := [member for member in classes if is_tuple(member)]:
        unstructure_array = converter.get_unstructure_hook(arrays[0])
        return lambda item: (
            unstructure_array(item) if isinstance(item, tuple) else converter.unstructure(item, type(item))
        )
    return lambda item: converter.unstructure(item, type(item))
