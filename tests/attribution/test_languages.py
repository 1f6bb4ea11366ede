"""The rules of attribution on the cases of each language.

The least shares are a little below those measured, so that a change that costs a language something is noticed. All names
of outlets in the cases are invented, so that only the rules count, not the directory.
"""

import json

import pytest

from attribution_scores import CASES, LANGUAGES, score

LEAST = {
    "en": (95, 95, 93, 97),
    "de": (86, 80, 79, 82),
    "nl": (93, 81, 81, 83),
    "fr": (93, 89, 89, 85),
    "es": (90, 82, 81, 81),
    "it": (92, 84, 85, 83),
    "pt": (88, 86, 84, 84),
    "ar": (78, 71, 70, 75),
    "he": (77, 69, 71, 71),
    "ja": (92, 91, 91, 84),
}
"""Precision and recall of outlets, share of pieces with the right owners, and of quotations in the right mention; percent."""


def test_every_language_has_cases() -> None:
    assert set(LEAST) == set(LANGUAGES)
    for language in LANGUAGES:
        assert len(json.loads((CASES / f"{language}.json").read_text(encoding="utf-8"))["cases"]) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_outlets_owners_and_quotations(language: str) -> None:
    result = score(language)
    measured = (result.precision, result.recall, result.owners, result.quotations)
    assert all(share >= least for share, least in zip(measured, LEAST[language], strict=True)), measured
