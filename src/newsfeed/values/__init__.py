"""Values that standards define: dates, IRIs, language tags, media types, e-mail addresses, identifiers, characters.

This package contains checks, parsers and formatters of single values. It does not import the model, which uses it to refuse
wrong values, and does not read or write files.

Every `check_...` function returns None or raises a ValueError with a message of one line that says what to write instead and
repeats at most 64 characters of the input. All functions take time linear in the length of their input.
"""
