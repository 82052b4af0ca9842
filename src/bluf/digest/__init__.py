"""The daily digest: sources → news → one edition → one mail for each person, exactly once.

`running.run_digests` is what `bluf digest run` does; `schedule` says when an edition is due, `gathering` reads the sources into
the store, `edition` makes the edition, `outbox` hands its mails over, `archive` keeps its pages. Clock, settings and
environment are handed in. Deliberately no daemon: it ends, and can be called again at any time without harm.
"""
