"""Name and kind of a topic, from its description.

The description begins with the name ("X, officially the ...", "X (born ...) is ...", "X is a ..."); the noun after the
verb tells the kind. `subject` reads both, `kind_of` the kind of a topic whose name is known. This package is the public
interface; its modules are private to it: `names` finds the name, `kinds` the kind, `japanese` both in Japanese, `subjects`
puts them together, and `words` has the words of each language.
"""

from newsfeed.pages.topics.subjects import Subject, kind_of, subject

__all__ = ["Subject", "kind_of", "subject"]
