"""A Dovecot of one's own for tests: IMAP over TLS on this machine, where it is installed. It ends with the block."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_SETTINGS = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:{folder}/mail
first_valid_uid = 1
passdb {{
  driver = static
  args = password=word
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {port}
    ssl = yes
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where the server listens, whose certificate is to be trusted, and the Maildir that it serves to any user with "word"."""

    port: int
    certificate: Path
    maildir: Path

    def add(self, name: str, message: str) -> None:
        """Deliver a message."""
        path = self.maildir / "tmp" / name
        path.write_text(message, encoding="utf-8")
        path.chmod(0o644)
        path.rename(self.maildir / "new" / name)


@contextmanager
def running_dovecot() -> Iterator[Mailbox]:
    """A server for the block.

    Raises:
        RuntimeError: it cannot be started here.
    """
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None or os.geteuid() != 0:
        msg = "Dovecot is not installed, or cannot be started by this user"
        raise RuntimeError(msg)
    folder = Path(tempfile.mkdtemp(prefix="bluf-dovecot-"))
    folder.chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    about = ["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    keys = ["-keyout", folder / "key.pem", "-out", folder / "cert.pem"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *keys, *about], check=True, capture_output=True
    )
    for part in ("mail", "mail/cur", "mail/new", "mail/tmp"):
        (folder / part).mkdir()
        shutil.chown(folder / part, "nobody", "nogroup")
    settings = _SETTINGS.format(folder=folder, port=port, user="nobody", group="nogroup")
    (folder / "dovecot.conf").write_text(settings, encoding="utf-8")
    server = subprocess.Popen(
        [program, "-F", "-c", folder / "dovecot.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/"
    )
    try:
        _wait_for(port, server)
        yield Mailbox(port=port, certificate=folder / "cert.pem", maildir=folder / "mail")
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(10)
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + 20
    while time.monotonic() < give_up and server.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    msg = "Dovecot did not start"
    raise RuntimeError(msg)
