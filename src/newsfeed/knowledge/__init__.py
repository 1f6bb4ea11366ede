"""Knowledge about names as plain data: outlets, bodies, people, places, and the nouns that tell the kind of a thing.

The files in `data` are lists, one name per line; `lists` reads them. Nothing here knows a language's grammar or a story.
"""
