"""Classes of `_lean` behave as those of attrs, and what a field is sure of is what its converter and validator would say."""

import copy
import inspect
import pickle
import weakref
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed import ModelError, Organization, Paragraph, Person, Question, Story
from newsfeed.model import MODEL
from newsfeed.model.frozen import _SURE, frozen, sure


def shout(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


def short(_instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if len(value) > 5:
        raise ModelError(attribute.name, "is long")


BODY: dict[str, Any] = {
    "first": (str, {"converter": shout, "validator": short}),
    "second": (str, {"default": "B", "converter": shout, "validator": short, "metadata": sure("{value} == 'SURE'")}),
    "third": (tuple, {"factory": tuple}),
    "fourth": (str, {"default": attrs.Factory(lambda self: f"{self.first}!", takes_self=True)}),
}


def made(decorate: Any) -> Any:
    namespace = {name: attrs.field(**options) for name, (_, options) in BODY.items()}
    annotations = {name: type_ for name, (type_, _) in BODY.items()}
    return decorate(kw_only=True)(
        type("Thing", (), {**namespace, "__annotations__": annotations, "__module__": __name__})
    )


Lean, Plain = made(frozen), made(attrs.frozen)


@pytest.mark.parametrize(
    "values",
    [
        {"first": "a"},
        {"first": "a", "second": "c", "third": (1,), "fourth": "d"},
        {"first": "a", "second": "SURE"},
        {"first": "too long"},
        {"first": "a", "second": "too long"},
        {"second": "a"},
        {"first": "a", "fifth": "e"},
    ],
)
def test_objects_are_made_and_refused_as_by_attrs(values: dict[str, Any]) -> None:
    outcomes = []
    for cls in (Lean, Plain):
        try:
            outcomes.append(attrs.asdict(cls(**values)))
        except (ModelError, TypeError) as error:
            outcomes.append({"error": str(error)})
    assert outcomes[0] == outcomes[1]


def test_methods_are_those_of_attrs() -> None:
    one, same, other = Lean(first="a"), Lean(first="a"), Lean(first="b")
    assert repr(one) == repr(Plain(first="a")) == "Thing(first='A', second='B', third=(), fourth='A!')"
    assert one == same
    assert one != other
    assert one != Plain(first="a")
    assert hash(one) == hash(same)
    assert {one, same, other} == {one, other}
    assert list(inspect.signature(Lean).parameters) == list(inspect.signature(Plain).parameters)
    assert attrs.evolve(one, first="c") == Lean(first="c", fourth="A!")
    assert copy.copy(one) == one
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.first = "x"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del one.first


def test_methods_are_compiled_when_they_are_asked_for() -> None:
    fresh = made(frozen)
    assert not inspect.isfunction(vars(fresh)["__init__"])
    fresh(first="a")
    assert inspect.isfunction(vars(fresh)["__init__"])
    assert not inspect.isfunction(vars(fresh)["__hash__"])
    assert vars(fresh)["__init__"].__qualname__ == "Thing.__init__"


def test_own_methods_stay() -> None:
    @frozen
    class Own:
        name: str

        def __repr__(self) -> str:
            return "own"

    assert repr(Own("a")) == "own"
    assert Own("a") == Own("a")


def test_subclasses_of_any_layout() -> None:
    class Named(Person):
        """It has a dict of its own."""

    class Counted(Person):
        __slots__ = ("count",)

    @attrs.frozen(kw_only=True)
    class Reporter(Person):
        beat: str = ""

    assert Named(name=" Ada  Quill ").name == "Ada Quill"
    assert Counted(name="Ada").name == "Ada"
    assert Reporter(name="Ada", beat="Harbour") == Reporter(name="Ada", beat="Harbour")
    with pytest.raises(ModelError, match=r"Named\.name"):
        Named(name="")


def test_a_refused_object_was_never_anything_but_frozen() -> None:
    seen: list[type] = []

    def note(instance: object, _attribute: object, _value: object) -> None:
        seen.append(type(instance))
        raise ModelError("x", "no")

    @frozen
    class Noted:
        x: int = attrs.field(validator=note)

    with pytest.raises(ModelError):
        Noted(1)
    assert seen == [Noted]


@pytest.mark.parametrize("cls", MODEL, ids=lambda cls: cls.__name__)
def test_the_models_objects_can_be_sent_and_referred_to(cls: type) -> None:
    values: dict[type, dict[str, Any]] = {
        Person: {"name": "Ada Quill"},
        Organization: {"name": "The Marl Courier"},
        Paragraph: {"text": "a"},
        Question: {"text": "a?"},
        Story: {"id": "a", "published": datetime(2026, 1, 1, tzinfo=UTC)},
    }
    if cls not in values:
        assert hasattr(cls, "__weakref__")
        return
    item = cls(**values[cls])
    assert pickle.loads(pickle.dumps(item)) == item  # noqa: S301
    assert weakref.ref(item)() is item
    assert not hasattr(item, "__dict__")


# --- what a field is sure of ------------------------------------------------------------------------------------------------


class Nowhere(tzinfo):
    """A zone that does not know its offset."""

    def utcoffset(self, _: datetime | None) -> None:
        return None


class Word(str):
    __slots__ = ()


TEXTS = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="a \t\r\n\x00\x0b\x7f\x85\xa0\u2028\ufffe\ufeff\ud800", max_size=8),
    st.sampled_from(
        ["https://example.com/", "https://example.com/a b", "https://-a.example/", "http://a.b-/", "x" * 2000]
    ),
    st.sampled_from(
        ["x" * 2000 + "\x01", "é" * 2000 + "\x1f", "“" * 2000 + "\uffff", "é" * 200 + "\r", " " + "x" * 300]
    ),
    st.sampled_from(["person", "usable", "analysis", "image/png", "image/PNG", "text/html; charset=utf-8"]),
    st.builds("https://{}.{}/{}".format, *[st.text(alphabet="aZ0-._é%/?#", max_size=70)] * 3),
)
VALUES = st.one_of(
    TEXTS,
    TEXTS.map(Word),
    st.lists(TEXTS, max_size=3).map(tuple),
    st.lists(TEXTS, max_size=3),
    st.integers(-2, 2**54),
    st.sampled_from([None, True, 1.0, (), [], b"", float("nan"), date(2026, 1, 1), time(1)]),
    st.sampled_from([datetime(2026, 1, 1, tzinfo=each) for each in (None, UTC, Nowhere())]),
    st.sampled_from([(Person(name="a"),), (Person(name="a"), "b"), [Person(name="a")], Organization(name="a")]),
    st.sampled_from([(Paragraph(text="a"),), (Question(text="a"), Question(text="b"))]),
)
SURE = [
    pytest.param(cls, field, id=f"{cls.__name__}.{field.name}")
    for cls in MODEL
    for field in attrs.fields(cls)
    if _SURE in field.metadata
]


def is_sure(field: "attrs.Attribute[Any]", value: Any) -> bool:
    expression, names = field.metadata[_SURE]
    scope = {f"name_{name}": each for name, each in names.items()} | {"value": value}
    return bool(eval(expression.format(value="value", **{name: f"name_{name}" for name in names}), scope))  # noqa: S307


def test_most_fields_are_sure_of_something() -> None:
    assert len(SURE) > 100


@given(value=VALUES)
@pytest.mark.parametrize(("cls", "field"), SURE)
def test_what_is_sure_is_neither_changed_nor_refused(cls: type, field: "attrs.Attribute[Any]", value: Any) -> None:
    if not is_sure(field, value):
        return
    assert field.converter is None or field.converter(value) == value
    if field.validator is not None:
        field.validator(cls.__new__(cls), field, value)


@pytest.mark.parametrize(
    ("cls", "name", "value"),
    [
        (Story, "headline", "The vote that ends forty years"),
        (Story, "url", "https://news.example.com/2026/11/vote?from=feed#top"),
        (Story, "published", datetime(2026, 1, 1, tzinfo=UTC)),
        (Story, "authors", (Person(name="a"), Organization(name="b"))),
        (Story, "keywords", ("harbour", "tide")),
        (Story, "summary", "Words, “quoted” ones too.\n\n" * 99 + "End."),
    ],
)
def test_ordinary_values_are_sure(cls: Any, name: str, value: Any) -> None:
    assert is_sure(attrs.fields_dict(cls)[name], value)


def test_a_validator_that_is_added_is_never_skipped() -> None:
    with pytest.raises(ModelError, match=r"Story\.prompts"):
        Story(id="a", prompts=(Question(text="Why?", answer="Because."),))
