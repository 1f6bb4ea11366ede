"""Classes of `frozen` behave as those of attrs, and a fast check is true only for values that the slow path would accept."""

import copy
import inspect
import linecache
import pickle
import traceback
import weakref
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed import ModelError, Organization, Paragraph, Person, Question, Rights, Source, Story
from newsfeed.classes.frozen import ModelObject, fast_check, fast_check_of, frozen
from newsfeed.model import MODEL


def to_upper_case(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


def check_length(_instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if len(value) > 5:
        raise ModelError(attribute.name, "is too long")


@fast_check("{value} == {password}", password="SWORDFISH")  # noqa: S106
def check_length_or_password(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value != "SWORDFISH":
        check_length(instance, attribute, value)


FIELDS: dict[str, Any] = {
    "title": (str, {"converter": to_upper_case, "validator": check_length}),
    "code": (str, {"default": "B", "converter": to_upper_case, "validator": check_length_or_password}),
    "items": (tuple, {"factory": tuple}),
    "slug": (str, {"default": attrs.Factory(lambda self: f"{self.title}!", takes_self=True)}),
}


def build_class(decorator: Any, name: str = "Thing") -> Any:
    namespace = {name: attrs.field(**options) for name, (_, options) in FIELDS.items()}
    annotations = {name: type_ for name, (type_, _) in FIELDS.items()}
    return decorator(kw_only=True)(
        type(name, (), {**namespace, "__annotations__": annotations, "__module__": __name__})
    )


Fast, Plain = build_class(frozen), build_class(attrs.frozen)


@pytest.mark.parametrize(
    "values",
    [
        {"title": "a"},
        {"title": "a", "code": "c", "items": (1,), "slug": "d"},
        {"title": "a", "code": "SWORDFISH"},
        {"title": "too long"},
        {"title": "a", "code": "too long"},
        {"code": "a"},
        {"title": "a", "unknown": "e"},
    ],
)
def test_objects_are_built_and_refused_as_by_attrs(values: dict[str, Any]) -> None:
    outcomes = []
    for cls in (Fast, Plain):
        try:
            outcomes.append(attrs.asdict(cls(**values)))
        except (ModelError, TypeError) as error:
            outcomes.append({"error": str(error)})
    assert outcomes[0] == outcomes[1]


def test_methods_behave_as_those_of_attrs() -> None:
    item, equal, different = Fast(title="a"), Fast(title="a"), Fast(title="b")
    assert item == equal
    assert item != different
    assert item != Plain(title="a")
    assert hash(item) == hash(equal)
    assert {item, equal, different} == {item, different}
    assert list(inspect.signature(Fast).parameters) == list(inspect.signature(Plain).parameters)
    assert attrs.evolve(item, title="c") == Fast(title="c", slug="A!")
    assert copy.copy(item) == item
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        item.title = "x"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del item.title


def test_methods_are_generated_on_first_use() -> None:
    cls = build_class(frozen)
    assert not inspect.isfunction(vars(cls)["__init__"])
    cls(title="a")
    assert inspect.isfunction(vars(cls)["__init__"])
    assert not inspect.isfunction(vars(cls)["__hash__"])
    assert vars(cls)["__init__"].__qualname__ == "Thing.__init__"
    assert vars(cls)["__init__"].__module__ == __name__


@pytest.mark.parametrize("method", ["__init__", "__eq__", "__hash__"])
@pytest.mark.parametrize("cls", [Person, Story], ids=lambda cls: cls.__name__)
def test_generated_source_can_be_inspected(cls: type, method: str) -> None:
    function: Any = getattr(cls, method)
    assert function.__code__.co_filename == f"<newsfeed generated {method} of {cls.__module__}.{cls.__name__}>"
    source = inspect.getsource(function)
    assert source.startswith(f"def {method}(self")
    assert source == "".join(linecache.getlines(function.__code__.co_filename))
    compile(source, "source", "exec")


def test_tracebacks_show_the_generated_line() -> None:
    with pytest.raises(ModelError) as caught:
        Person(name="")
    text = "".join(traceback.format_exception(caught.value))
    assert '"<newsfeed generated __init__ of newsfeed.model.parties.Person>"' in text
    assert "    _validate_name(self, _field_name, name)\n" in text


def test_classes_of_the_same_name_keep_their_own_source() -> None:
    one, two = (
        build_class(frozen, "Twin"),
        frozen(type("Twin", (), {"__annotations__": {"x": int}, "__module__": __name__})),
    )
    assert "title" in inspect.getsource(one.__init__)
    assert "title" not in inspect.getsource(two.__init__)
    assert one.__init__.__code__.co_filename != two.__init__.__code__.co_filename


def test_methods_of_the_class_body_are_not_replaced() -> None:
    @frozen
    class Named:
        name: str

        def __repr__(self) -> str:
            return "my repr"

    assert repr(Named("a")) == "my repr"
    assert Named("a") == Named("a")


def test_a_class_can_have_no_fields() -> None:
    @frozen
    class Empty(ModelObject):
        pass

    class Derived(Empty):
        pass

    assert Empty() == Empty()
    assert repr(Derived()).endswith("Derived()")


def test_subclasses_can_have_any_layout() -> None:
    class WithDict(Person):
        """Its objects have a `__dict__`."""

    class WithSlot(Person):
        __slots__ = ("count",)

    @attrs.frozen(kw_only=True)
    class Reporter(Person):
        beat: str = ""

    assert WithDict(name=" Ada  Quill ").name == "Ada Quill"
    assert WithSlot(name="Ada").name == "Ada"
    assert Reporter(name="Ada", beat="Harbour") == Reporter(name="Ada", beat="Harbour")
    assert Reporter(name="Ada", beat="Harbour").replace(name="Jo") == Reporter(name="Jo", beat="Harbour")
    with pytest.raises(ModelError, match=r"WithDict\.name"):
        WithDict(name="")


def test_validators_see_a_frozen_object() -> None:
    """The class of an object changes only after all of its values have been validated."""
    classes: list[type] = []

    def note(instance: object, _attribute: object, _value: object) -> None:
        classes.append(type(instance))
        raise ModelError("x", "is refused")

    @frozen
    class Noted:
        x: int = attrs.field(validator=note)

    with pytest.raises(ModelError):
        Noted(1)
    assert classes == [Noted]


@pytest.mark.parametrize("cls", MODEL, ids=lambda cls: cls.__name__)
def test_objects_can_be_pickled_and_weakly_referenced(cls: type) -> None:
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


# --- fast checks ------------------------------------------------------------------------------------------------------------


class NoOffset(tzinfo):
    """A zone without an offset."""

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
    st.sampled_from(["en", "de-AT", "de-at", "DE", "en-us-us", "zh-Hant", "opinion", "picture", "text", "textual"]),
    st.sampled_from(["2026-01-01T00:00:00Z", "2026-01-01T00:00:00", "2026-01-01"]),
    st.builds("https://{}.{}/{}".format, *[st.text(alphabet="aZ0-._é%/?#", max_size=70)] * 3),
)
VALUES = st.one_of(
    TEXTS,
    TEXTS.map(Word),
    st.lists(TEXTS, max_size=3).map(tuple),
    st.lists(TEXTS, max_size=3),
    st.integers(-2, 2**54),
    st.sampled_from([None, True, 1.0, (), [], b"", float("nan"), date(2026, 1, 1), time(1)]),
    st.sampled_from([datetime(2026, 1, 1, tzinfo=zone) for zone in (None, UTC, NoOffset())]),
    st.sampled_from([(Person(name="a"),), (Person(name="a"), "b"), [Person(name="a")], Organization(name="a")]),
    st.sampled_from([(Paragraph(text="a"),), (Question(text="a"), Question(text="b"))]),
    st.sampled_from([Rights(), Rights(year=2026), Source(), Source(title="a")]),
)
CHECKED = [
    pytest.param(cls, field, id=f"{cls.__name__}.{field.name}")
    for cls in MODEL
    for field in attrs.fields(cls)
    if fast_check_of(field)
]


def passes_fast_check(field: "attrs.Attribute[Any]", value: Any) -> bool:
    check = fast_check_of(field)
    assert check
    return bool(eval(check.condition("value"), {**check.bindings("value"), "value": value}))  # noqa: S307


def test_most_fields_have_a_fast_check() -> None:
    assert len(CHECKED) > 100


@pytest.mark.slow
@given(value=VALUES)
@pytest.mark.parametrize(("cls", "field"), CHECKED)
def test_a_value_that_passes_is_neither_converted_nor_refused(
    cls: type, field: "attrs.Attribute[Any]", value: Any
) -> None:
    if not passes_fast_check(field, value):
        return
    assert field.converter is None or field.converter(value) == value
    if field.validator is not None:
        field.validator(cls.__new__(cls), field, value)


@pytest.mark.parametrize(
    ("cls", "name", "value"),
    [
        (Story, "language", "en-GB"),
        (Story, "language", "de"),
        (Story, "kind", "opinion"),
        (Story, "item_class", "picture"),
        (Story, "headline", "The vote that ends forty years"),
        (Story, "url", "https://news.example.com/2026/11/vote?from=feed#top"),
        (Story, "published", datetime(2026, 1, 1, tzinfo=UTC)),
        (Story, "authors", (Person(name="a"), Organization(name="b"))),
        (Story, "publisher", Organization(name="b")),
        (Story, "keywords", ("harbour", "tide")),
        (Story, "summary", "Words, “quoted” ones too.\n\n" * 99 + "End."),
    ],
)
def test_ordinary_values_pass(cls: Any, name: str, value: Any) -> None:
    assert passes_fast_check(attrs.fields_dict(cls)[name], value)


def test_an_additional_validator_is_never_skipped() -> None:
    assert fast_check_of(attrs.fields_dict(Story)["prompts"]) is None
    with pytest.raises(ModelError, match=r"Story\.prompts"):
        Story(id="a", prompts=(Question(text="Why?", answer="Because."),))
