"""Tests of the attribution patterns of the explainer page: outlets, quotations, sentences."""

import pytest

from newsfeed.attribution.paragraph import Attributor
from newsfeed.attribution.quotes import quoted_words, sentence_spans
from newsfeed.knowledge.directory import bundled
from newsfeed.knowledge.outlet import Outlet


def _outlets(text: str, language: str, *listed: str) -> list[str]:
    directory = bundled().extended(Outlet(name, is_listed=True) for name in listed)
    return [name for clause in Attributor(language, directory).clauses(text) for name in clause.outlets]


@pytest.mark.parametrize(
    ("language", "text", "outlets"),
    [
        ("en", "According to The Independent, Kim Jong Un's confirmation is a step.", ["The Independent"]),
        ("en", "The Times of Israel highlights that this is the first.", ["The Times of Israel"]),
        ("en", "Meanwhile, U.S. and South Korean intelligence estimates suggest that 10,000 went.", []),
        ("en", "South Korea's military reports heavy losses.", []),
        ("en", "The international community, particularly South Korea, has condemned it.", []),
        ("en", "Kim Jong Un says that it is so.", []),
        ("en", "According to the Ministry of Defence, it is so.", []),
        ("en", "According to South Korea, it is so.", []),
        ("en", "According to NATO, it is so.", []),
        ("en", "The Kremlin says no.", []),
        ("en", "The White House reports progress.", []),
        ("en", "According to The White House, it is so.", []),
        ("en", "According to The Northern Lantern, it is so.", ["The Northern Lantern"]),
        ("en", "A minister told the BBC that it is so.", ["BBC"]),
        ("en", "The BBC's reporting suggests otherwise.", ["BBC"]),
        ("en", "As the Financial Times put it, it is over.", ["Financial Times"]),
        ("en", "In an interview with The Washington Post, she said no.", ["The Washington Post"]),
        ("en", "In Times Square people gathered.", []),
        ("en", "Reuters, citing officials, reported that it is so.", ["Reuters"]),
        ("en", "While Le Monde writes that it is so, Der Spiegel doubts it. ", ["Le Monde", "Der Spiegel"]),
        ("en", "The Guardian and the Harbour Post report that it is so.", ["The Guardian", "Harbour Post"]),
        ("de", "Laut der Süddeutschen Zeitung ist es so.", ["Süddeutsche Zeitung"]),
        ("de", "Laut „Spiegel“ ist es so.", ["Spiegel"]),
        ("de", "Die Frankfurter Allgemeine Zeitung berichtet, es sei so.", ["Frankfurter Allgemeine Zeitung"]),
        ("de", "Wie die taz schreibt, ist es so.", ["taz"]),
        ("de", "Die Regierung berichtet davon.", []),
        ("fr", "Selon Le Monde, c’est ainsi.", ["Le Monde"]),
        ("fr", "D’après Le Figaro, c’est ainsi.", ["Le Figaro"]),
        ("fr", "Libération souligne que oui.", ["Libération"]),
        ("fr", "Le gouvernement souligne que oui.", []),
        ("es", "Según El País, es así.", ["El País"]),
        ("es", "La Vanguardia destaca que sí.", ["La Vanguardia"]),
        ("es", "El Gobierno destaca que sí.", []),
        ("it", "Secondo La Repubblica, è così.", ["La Repubblica"]),
        ("nl", "Volgens De Volkskrant is het zo.", ["De Volkskrant"]),
        ("pt", "Segundo a Folha de Norte, é assim.", ["Folha de Norte"]),
        ("ar", "وفقا لصحيفة «الشرق الأوسط»، فإن الأمر كذلك.", ["الشرق الأوسط"]),
        ("ar", "ذكرت صحيفة الغارديان أن الأمر كذلك.", ["الغارديان"]),
        ("ar", "ونفت الحكومة ذلك.", []),
        ("he", "לפי עיתון הארץ, כך הוא.", ["הארץ"]),
        ("he", "הממשלה מכחישה.", []),
        ("ja", "読売新聞によると、そうだ。", ["読売新聞"]),
        ("ja", "ニューヨーク・タイムズ紙は、そう伝えた。", ["ニューヨーク・タイムズ"]),
        ("ja", "政府は、否定した。", []),
    ],
)
def test_outlets_of_a_sentence(language: str, text: str, outlets: list[str]) -> None:
    assert _outlets(text, language) == outlets


def test_outlets_listed_by_the_caller() -> None:
    text = "Rosa Lund says that it is so."
    assert _outlets(text, "en") == []
    assert _outlets(text, "en", "Rosa Lund") == ["Rosa Lund"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("North Korea's 'criminal act' and others' deeds", ("criminal act",)),
        ("the dogs' food was 'bad' today", ("bad",)),
        ("'The troops' morale was low,' he said", ("The troops' morale was low,",)),
        ("“It’s over” and ‘it isn’t’", ("It’s over", "it isn’t")),
        ('He said "so it is." Then', ("so it is.",)),
        ("„Nein“, sagte er, »nie«", ("Nein", "nie")),
        ("« tout\u00a0va bien\u00a0», dit-il", ("tout\u00a0va bien",)),
        ("「はい」と『いいえ』", ("はい", "いいえ")),
        ("“an ‘inner’ one”", ("an ‘inner’ one",)),
        ('צה"ל אמר "שלום"', ("שלום",)),
        ("in the '90s and 5'10\" tall", ()),
        ("it's Anna's 'n' Bo's", ("n",)),
        ("“never closed", ()),
    ],
)
def test_quotations(text: str, words: tuple[str, ...]) -> None:
    assert quoted_words(text) == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("The U.S. Army came. Mr. Smith left.", 2),
        ("It is in the U.S. The end.", 2),
        ("He said “One. Two.” Then he left.", 2),
        ("Am 3. Oktober kam er. Dann ging er.", 2),
        ("雨だ。雪だ。", 2),
        ("'Out.' Meanwhile it rained.", 2),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(list(sentence_spans(text))) == count
