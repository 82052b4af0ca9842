"""Mail: what stands in a message, and the one conversation with a server that hands it over.

`headers` is the gate that every header value passes, `message` builds the frozen bytes, `transport` speaks SMTP. Deliberately no
queue and no retry here: what becomes of an attempt is decided by `bluf.digest`.
"""
