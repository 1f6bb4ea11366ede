"""Explanations of finding codes: the rule, the reason for it, and a bad and a good example.

Everything is derived from the documents that the tests hold the rules to, so a new rule needs no text in this package.
"""

from newsfeed.explain.explanations import Example, Explanation, codes, explain

__all__ = ["Example", "Explanation", "codes", "explain"]
