"""Properties that are computed once."""

import functools
import importlib
import pkgutil

import newsfeed
from newsfeed.classes.computed import CachedProperty


class Circle:
    """A shape with a property that counts how often it is computed."""

    def __init__(self) -> None:
        self.count = 0

    @CachedProperty
    def area(self) -> int:
        """The area."""
        self.count += 1
        return 7


def test_a_value_is_computed_once() -> None:
    circle = Circle()
    assert (circle.area, circle.area, circle.count) == (7, 7, 1)
    assert Circle().count == 0
    assert isinstance(Circle.area, CachedProperty)
    assert Circle.area.__doc__ == "The area."


def test_no_class_has_the_property_with_a_lock() -> None:
    names = []
    for module in pkgutil.walk_packages(newsfeed.__path__, "newsfeed."):
        if "integrations" in module.name or module.name.endswith(("__main__", "worker")):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and value.__module__.startswith("newsfeed"):
                names += [
                    f"{value.__qualname__}.{name}"
                    for name, member in vars(value).items()
                    if isinstance(member, functools.cached_property)
                ]
    assert names == []
