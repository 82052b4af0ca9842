"""The `bluf.toml` that `bluf config init` writes: complete, commented, and valid as it stands."""

EXAMPLE = """\
# bluf: the daily digest. Check this file with `bluf config check`; paths start from its folder.

# --- what is read: every source has a name. Kinds: feed, pages, folder, maildir, mbox, imap -----------------------------

[sources.inbox]
kind = "folder"
path = "inbox"                          # whatever `bluf brief` reads: text, HTML, PDF, DOCX, mail
publisher = "Desk"                      # for the register, where a file does not say
reliability = "B"                       # A to F, as the desk grades it

# [sources.wire]
# kind = "feed"
# address = "https://news.example.org/world.xml"
# pages = true                          # read the page of each entry, not only the feed's text
# every_minutes = 60                    # asked no oftener

# [sources.tips]
# kind = "imap"
# host = "mail.example.org"             # TLS, port 993
# user = "tips"
# password_file = "secrets/tips"        # or BLUF_SOURCES__TIPS__PASSWORD in the environment
# mark = "TLP:AMBER"                    # the digest takes the strictest mark of what is in it

# --- what staff care about: stories that have one of these come first ---------------------------------------------------

[topics.border]
title = "The border"
places = ["Cúcuta", "Arauca"]
actors = ["ELN"]
words = ["border crossing", "checkpoint"]
events = ["attack", "arrest"]           # also: protest election disaster accident agreement sanctions trial
                                        # appointment strike disease
weight = 2.0

# --- who gets what, when ------------------------------------------------------------------------------------------------

[digests.morning]
title = "Morning digest"
recipients = [
  "analyst@staff.example",
  { address = "partner@elsewhere.example", ceiling = "TLP:GREEN" },   # gets nothing that is marked stricter
]
time_zone = "Europe/Madrid"
at = "06:30"
days = ["mon", "tue", "wed", "thu", "fri"]
mark = "TLP:GREEN"

# --- how mail leaves ----------------------------------------------------------------------------------------------------

[mail]
host = "mail.staff.example"
port = 587
security = "starttls"                   # or "tls" (port 465); "none" only for a server on this machine
user = "digest"
password_file = "secrets/mail"          # or BLUF_MAIL__PASSWORD
sender = "digest@staff.example"
sender_name = "Digest desk"
unsubscribe = { mail = "digest-stop@staff.example" }

[store]
folder = "state"                        # SQLite by default; BLUF_STORE__URL for PostgreSQL
keep_days = 400

[archive]
folder = "archive"
# address = "https://digest.staff.example/"   # where a web server shows that folder
"""
