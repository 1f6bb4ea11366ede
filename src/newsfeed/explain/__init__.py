"""Explanations of finding codes: the rule, why it matters, and a bad and a good example.

The examples are the documents that the tests hold the rules to, so a new rule needs no text here.
"""

from newsfeed.explain.explanations import Example, Explanation, codes, explain

__all__ = ["Example", "Explanation", "codes", "explain"]
