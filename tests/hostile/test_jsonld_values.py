"""Every property of schema.org with values of every kind: validation ends in a report or in a newsfeed error."""

import contextlib
from typing import Final

import pytest

import newsfeed
from hostile.schema_org_values import KINDS, document
from newsfeed.errors import NewsfeedError
from newsfeed.formats.jsonld.vocabulary import domain, vocabulary

PROPERTIES: Final = tuple(vocabulary()["properties"])
SAMPLE: Final = (*PROPERTIES[::40], "acceptedAnswer", "image", "mainEntity", "numberOfEmployees", "wordCount")


def _validate(name: str, value: str) -> None:
    type_name = next(iter(domain(name)), "Thing")
    for data in (document(name, value), document(name, value, type_name)):
        with contextlib.suppress(NewsfeedError):
            newsfeed.validate(data, "jsonld")


def test_there_are_24_kinds_of_value_and_all_properties_of_the_vocabulary() -> None:
    assert len(KINDS) >= 24
    assert len(PROPERTIES) > 1500


@pytest.mark.parametrize("value", KINDS.values(), ids=KINDS)
def test_no_value_of_a_sample_of_properties_stops_the_validator(value: str) -> None:
    for name in SAMPLE:
        _validate(name, value)


@pytest.mark.battery
@pytest.mark.parametrize("value", KINDS.values(), ids=KINDS)
def test_no_value_of_any_property_stops_the_validator(value: str) -> None:
    for name in PROPERTIES:
        _validate(name, value)


@pytest.mark.parametrize("value", KINDS.values(), ids=KINDS)
def test_no_value_of_an_answer_on_a_page_of_questions_stops_the_validator(value: str) -> None:
    question = f'{{"@type":"Question","name":{value},"acceptedAnswer":{{"@type":"Answer","text":{value}}}}}'
    for questions in (value, question, f"[{question},{value}]", f'{{"@type":"Question","acceptedAnswer":{value}}}'):
        with contextlib.suppress(NewsfeedError):
            newsfeed.validate(document("mainEntity", questions, "FAQPage"), "jsonld")
