"""A small IMAP server on this machine: TLS, LOGIN, EXAMINE, UID SEARCH, UID FETCH. It notes what it was told."""

from __future__ import annotations

import re
import socketserver
import ssl
import subprocess
import threading
from pathlib import Path


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost and its key."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    about = ["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, *about]
    subprocess.run(made, check=True, capture_output=True)
    return cert, key


class ImapServer:
    """`messages` by UID; `validity` is the mailbox's UIDVALIDITY."""

    def __init__(self, folder: Path, *, password: str = "word") -> None:
        self.messages: dict[int, bytes] = {}
        self.validity = 7
        self.told: list[str] = []
        self.ca, key = certificate(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.ca, key)
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                try:
                    self.connection = context.wrap_socket(self.request, server_side=True)
                except (OSError, ssl.SSLError):
                    return
                with self.connection, self.connection.makefile("rb") as self.rfile:
                    self._talk()

            def _talk(self) -> None:
                self.connection.sendall(b"* OK ready\r\n")
                while line := self.rfile.readline():
                    text = line.decode().strip()
                    outer.told.append(text)
                    tag, _, command = text.partition(" ")
                    answer, status = outer.answer(command, password)
                    self.connection.sendall(answer + f"{tag} {status}\r\n".encode())
                    if command == "LOGOUT":
                        return

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                return

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def answer(self, command: str, password: str) -> tuple[bytes, str]:
        if command.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n", "OK done"
        if command.startswith("LOGIN"):
            return b"", "OK in" if command == f'LOGIN tips "{password}"' else "NO wrong password"
        if command.startswith("EXAMINE"):
            if '"INBOX"' not in command:
                return b"", "NO no such mailbox"
            return (
                f"* {len(self.messages)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] .\r\n".encode(),
                "OK [READ-ONLY]",
            )
        if found := re.match(r"UID SEARCH UID (\d+):\*", command):
            # a range ends with the newest message even where that is older (RFC 3501)
            first = int(found[1])
            uids = [uid for uid in self.messages if uid >= first] or sorted(self.messages)[-1:]
            return f"* SEARCH {' '.join(map(str, uids))}\r\n".encode(), "OK done"
        if command.startswith("UID SEARCH"):
            return f"* SEARCH {' '.join(map(str, self.messages))}\r\n".encode(), "OK done"
        if found := re.match(r"UID FETCH (\d+) \(BODY\.PEEK\[\]", command):
            body = self.messages[int(found[1])]
            return f"* 1 FETCH (UID {found[1]} BODY[]<0> {{{len(body)}}}\r\n".encode() + body + b")\r\n", "OK done"
        return (b"* BYE\r\n", "OK done") if command == "LOGOUT" else (b"", "BAD unknown")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
