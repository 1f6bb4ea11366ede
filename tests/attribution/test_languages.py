"""The rules of attribution on the cases of each language.

The least shares are a little below those measured, so that a change that costs a language something is noticed. All names
of outlets in the cases are invented, so that only the rules count, not the directory.
"""

import json

import pytest

from attribution_scores import CASES, LANGUAGES, score

LEAST = {
    "en": (96, 93, 92, 95),
    "de": (84, 77, 77, 77),
    "nl": (92, 78, 80, 78),
    "fr": (95, 87, 86, 82),
    "es": (89, 79, 79, 78),
    "it": (91, 80, 82, 78),
    "pt": (86, 84, 83, 81),
    "ar": (71, 62, 64, 73),
    "he": (70, 62, 62, 54),
    "ja": (91, 89, 87, 81),
}
"""Precision and recall of outlets, share of pieces with the right owners, and of quotations in the right mention; percent."""


def test_every_language_has_cases() -> None:
    assert set(LEAST) == set(LANGUAGES)
    for language in LANGUAGES:
        assert len(json.loads((CASES / f"{language}.json").read_text(encoding="utf-8"))["cases"]) >= 30


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_outlets_owners_and_quotations(language: str) -> None:
    result = score(language)
    measured = (result.precision, result.recall, result.owners, result.quotations)
    assert all(share >= least for share, least in zip(measured, LEAST[language], strict=True)), measured
