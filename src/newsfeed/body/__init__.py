"""The body of a story: its parts in reading order, rendered as XHTML or plain text, and parsed back from XHTML.

Every format that carries HTML carries the same fragment, so nothing in here depends on a format.
"""
