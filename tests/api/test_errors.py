"""Errors cross processes as they are: their class, message and attributes."""

import pickle

import pytest

from newsfeed import errors

ERRORS = [
    errors.NewsfeedError("plain"),
    errors.ModelError("Story.url", "is wrong"),
    errors.ReadError("is no XML", line=3, column=5),
    errors.LimitError("bytes", "is too long", line=2),
    errors.MissingFieldError("headline", "has no headline", line=1),
    errors.WriteError("story.updated", "is required"),
    errors.LossError("story.version", "is lost"),
    errors.UnpublishedError("story", "is withheld"),
    errors.OutputError("public/feed.rss", "is a symbolic link"),
    errors.UnknownFormatError("there is no such format"),
    errors.UnknownCodeError("rss.x", ["rss.y"]),
    errors.UnsupportedError("cannot be written"),
    errors.PluginError("lacks a function"),
    errors.ArgumentError("has no option"),
]


def test_every_class_is_here() -> None:
    assert {type(error).__name__ for error in ERRORS} == set(errors.__all__)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_is_the_same_after_pickling(error: errors.NewsfeedError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(copy) is type(error)
    assert (str(copy), copy.args, vars(copy)) == (str(error), error.args, vars(error))
