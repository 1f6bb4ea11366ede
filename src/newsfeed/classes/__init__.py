"""Construction of newsfeed's attrs classes: quick to build, quick to import, with a short `repr`.

Belongs here: what is true of every class, whatever it holds. The fields of the model and their checks belong in
`newsfeed.model`.
"""
