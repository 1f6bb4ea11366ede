"""Pages that declare `markup: commonmark` in their front matter: only CommonMark's own marks have a meaning in them.

A page without the declaration is read by its words as well, since people type pages: a short line can be a heading, and
"According to The Times" a press mention. Under the declaration, a heading is a line of `#`, and a mention is a block quote.
"""
