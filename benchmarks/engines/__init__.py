"""The pure function of newsfeed's Arrow integration on engines for many rows: equal bytes, and rows a second (`make engines`)."""
