"""Tests of the press review: clauses, quotations, labels, lists, and the outlets of a house."""

import time

import pytest

from newsfeed.attribution.house import to_outlets
from newsfeed.attribution.paragraph import MAX_PARAGRAPH
from newsfeed.attribution.review import PressReview
from newsfeed.errors import ModelError
from newsfeed.knowledge.outlet import Outlet
from newsfeed.model import List, Organization, Paragraph, Point, Points, PressMention, RichText


def mentions(text: str, language: str = "en", *outlets: Outlet) -> tuple[PressMention, ...]:
    review = PressReview(language, outlets)
    review.add_part([Paragraph(text=text)])
    return review.mentions()


def owned(text: str, language: str = "en") -> list[tuple[str, str, tuple[str, ...]]]:
    return [(mention.outlet.name, str(mention.text), mention.quotes) for mention in mentions(text, language)]


@pytest.mark.parametrize(
    "link", [", while", ", whereas", ", but", ";", ", and"], ids=["while", "whereas", "but", "semicolon", "and"]
)
def test_two_owners_share_no_clause_and_no_quotation(link: str) -> None:
    text = f"The Marl Courier says the deal is “dead”{link} The Coastal Times calls it “alive”."
    first, second = owned(text)
    assert (first[0], first[2]) == ("The Marl Courier", ("dead",))
    assert (second[0], second[2]) == ("The Coastal Times", ("alive",))
    assert "alive" not in first[1]
    assert "dead" not in second[1]


def test_a_paragraph_as_long_as_a_book_is_kept_without_owners() -> None:
    sentence = "The Marl Courier says the deal is “dead”. "
    review = PressReview("en", ())
    text = sentence * (MAX_PARAGRAPH // len(sentence) + 1)
    assert review.add_part([Paragraph(text=text)]) == [Paragraph(text=text.strip())]
    assert review.mentions() == ()
    assert set(review.unclear) == {"dead"}


def test_labels_on_one_line_are_mentions() -> None:
    text = 'The Marl Courier: "a tax on work". The Coastal Times: "fair".'
    assert [(name, quotes) for name, _, quotes in owned(text)] == [
        ("The Marl Courier", ("a tax on work",)),
        ("The Coastal Times", ("fair",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“It is the end,” says the Marl Lamp.",
        "The Marl Lamp's Jane Roe calls it the end.",
        "The Marl Lamp columnist Ben Ide thinks it is the end.",
        "The Marl Lamp (12 May) sees the end.",
        "The Marl Lamp has learned that it is the end.",
        "First reported by the Marl Lamp, the end is near.",
        "In the Marl Lamp's view, it is the end.",
        "A leader in the Marl Lamp speaks of the end.",
        "According to Jane Roe of the Marl Lamp, it is the end.",
        "Writing for the Marl Lamp, Jane Roe expects the end.",
        "The minister told the Marl Lamp that it was the end.",
        "The Marl Lamp, which obtained a draft, says it is the end.",
        "The Marl Lamp was first to report the end.",
        "The Marl Lamp said that the minister had been told of the end.",
    ],
)
def test_phrasings(text: str) -> None:
    names = [name.removeprefix("The ") for name, _, _ in owned(text)]
    assert names == ["Marl Lamp"]
    assert str(mentions(text)[0].text) == text


@pytest.mark.parametrize(
    "text",
    [
        "The minister said it was over.",
        "Jane Roe told reporters that it was over.",
        "The Ministry of Fisheries accused the Marl Lamp of lying.",
        "Sky executives met on Monday.",
        "Star Trek fans gathered on the square.",
        "According to the United Nations, it is over.",
    ],
)
def test_nobody_who_is_no_outlet_owns_a_statement(text: str) -> None:
    assert owned(text) == []


def test_a_list_of_three_is_three_mentions() -> None:
    names = [name for name, _, _ in owned("The Marl Lamp, The Marl Courier and The Coastal Times report it.")]
    assert names == ["The Marl Lamp", "The Marl Courier", "The Coastal Times"]


def test_a_sentence_of_a_person_between_outlets_is_context() -> None:
    text = "The Marl Courier expects a deal. The minister called that “fantasy”. The Coastal Times is silent on it."
    first, second = mentions(text)
    assert str(first.context) == "The minister called that “fantasy”."
    assert (first.quotes, second.quotes) == ((), ())


def test_a_quotation_over_two_sentences_is_whole() -> None:
    ((name, _, quotes),) = owned("“It is over. It was over in May,” writes The Marl Courier.")
    assert name == "The Marl Courier"
    assert quotes == ("It is over. It was over in May,",)


def test_a_quotation_alone_belongs_to_the_attribution_behind_it() -> None:
    ((name, _, quotes),) = owned("“It is over.” So writes The Marl Courier.")
    assert (name, quotes) == ("The Marl Courier", ("It is over.",))


def test_a_quotation_that_two_outlets_could_own_is_unclear() -> None:
    review = PressReview("en")
    review.add_part([Paragraph(text="The Marl Courier and The Coastal Times call it “dead”.")])
    assert [mention.quotes for mention in review.mentions()] == [(), ()]
    assert review.unclear == ["dead"]


def test_a_quotation_without_an_owner_is_unclear() -> None:
    review = PressReview("en")
    review.add_part([Paragraph(text="The Marl Courier expects a deal. The minister called that “fantasy”.")])
    assert review.unclear == ["fantasy"]


def test_labeled_points_belong_to_their_outlets_as_a_whole() -> None:
    review = PressReview("en")
    points = (Point(label="Harbourlight", text="It is over. The BBC doubts it."), Point(label="BBC", text="No."))
    assert review.add_part([Points(points=points)]) == []
    assert [(mention.outlet.name, str(mention.text)) for mention in review.mentions()] == [
        ("Harbourlight", "It is over. The BBC doubts it."),
        ("BBC", "No."),
    ]


def test_a_list_without_outlets_is_no_mention() -> None:
    block = List(items=("It rained.", "It snowed."))
    review = PressReview("en")
    assert review.add_part([block]) == [block]
    assert review.mentions() == ()


def test_spellings_of_an_outlet_are_one() -> None:
    names = {
        name for name, _, _ in owned("The Marl Courier reports rain. According to the Marl Courier, it fell in May.")
    }
    assert len(names) == 1


def test_outlets_of_a_house_are_known_and_have_their_address() -> None:
    house = to_outlets([{"name": "Rosa Lund", "url": "https://rosa.example.com/", "language": "en"}])
    (mention,) = mentions("Rosa Lund says that it is over.", "en", *house)
    assert mention.outlet == Organization(name="Rosa Lund", url="https://rosa.example.com/")
    assert mentions("Rosa Lund says that it is over.") == ()


def test_outlets_of_a_house_have_several_forms() -> None:
    assert to_outlets(["Marl Lamp", Organization(name="Marl Courier", url="https://courier.example.com/")]) == (
        Outlet("Marl Lamp", is_listed=True),
        Outlet("Marl Courier", "https://courier.example.com/", is_listed=True),
    )


@pytest.mark.parametrize(
    ("outlets", "field"),
    [
        ("Marl Lamp", "outlets"),
        ([{"url": "https://lamp.example.com/"}], "outlets[0].name"),
        (["Marl Lamp", {"name": "X", "url": "lamp"}], "outlets[1].url"),
        ([{"name": "X", "language": "-"}], "outlets[0].language"),
        ([{"name": "X", "adress": "y"}], "outlets[0]"),
        ([7], "outlets[0]"),
    ],
)
def test_wrong_outlets_of_a_house(outlets: object, field: str) -> None:
    with pytest.raises(ModelError) as caught:
        to_outlets(outlets)  # type: ignore[arg-type]
    assert caught.value.field == field


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", [". ", "- ", "-", ".", ", ", '" ', "' ", "The Guardian ", "A's ", "; ", "(", "“a", "«"]
)
def test_long_paragraphs_are_read_in_linear_time(unit: str) -> None:
    def seconds(count: int) -> float:
        review = PressReview("en")
        start = time.perf_counter()
        review.add_part([Paragraph(text=f"The Guardian says {unit * count}x")])
        return time.perf_counter() - start

    seconds(1000)
    assert min(seconds(20_000) for _ in range(3)) < 12 * max(min(seconds(5_000) for _ in range(3)), 0.02)


def test_rich_text_keeps_its_markup_in_the_clauses() -> None:
    text = RichText(
        "The Marl Courier says it is <em>dead</em>, while <strong>The Coastal Times</strong> calls it alive. A pause."
    )
    review = PressReview("en")
    review.add_part([Paragraph(text=text)])
    first, second = review.mentions()
    assert first.text == RichText("The Marl Courier says it is <em>dead</em>,")
    assert second.text == RichText("while <strong>The Coastal Times</strong> calls it alive.")
    assert second.context == "A pause."
