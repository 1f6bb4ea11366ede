"""Reading, writing and validation that RSS and Atom share: feeds, items, and the extensions that both carry.

Anything specific to one of the two formats belongs in `formats/rss` or `formats/atom`.
"""
