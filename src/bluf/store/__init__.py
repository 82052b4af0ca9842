"""The store: what has been read, found, made and sent, over SQLite or PostgreSQL.

`opening.open_store` gives a `Store`; the modules beside it each know some of its tables: `documents` (items and their revisions),
`analyses` (the cache), `editions`, `outbox`, `health`, `keeping` (prune, export, status). In and out: types of `bluf.model` and
plain records. SQLAlchemy Core alone. Deliberately decides nothing about news, dates or mail.
"""
