"""The portal in a real browser: every kind of page, both languages, over http, under a path and from disk."""
