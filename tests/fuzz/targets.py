"""What the fuzzers throw bytes at: one function for each door that a stranger's bytes come through.

A target returns for bytes that are used or refused in the promised way, and raises for everything else: an exception that is no
`BlufError`, an offset that lies, a control character that got through the text gate, a page with something active in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bluf import pipeline
from bluf.analysis import analyze, load_model_once
from bluf.config.desk import read_note, read_register
from bluf.config.reading import read_config, shown
from bluf.errors import BlufError, SourceError
from bluf.grounding import check_grounding
from bluf.model import Document, MadeWith, Span
from bluf.rendering import load_briefing, render
from bluf.rendering.citations import Citation
from bluf.rendering.inert import find_active, find_active_markdown
from bluf.rendering.look import Look, read_look
from bluf.rendering.notes import note_html, note_markdown
from bluf.sources import Limits, read_document
from bluf.synthesis import synthesize

NAMES = ("a.txt", "a.md", "a.html", "a.eml", "a.mbox", "a.rss", "a.docx", "")
LIMITS = replace(
    Limits(), file_bytes=200_000, unpacked_bytes=2_000_000, elements=20_000, characters=200_000, seconds=20
)
SECRET = "hunter2-hunter2"
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
ACTIVE = re.compile(
    r"<(?:script|iframe|object|embed|form|base|link)\b|<[^>]+\son\w+\s*=|(?:href|src)\s*=\s*[\"']?\s*javascript:",
    re.IGNORECASE,
)


def read(data: bytes) -> None:
    """Any bytes under any name: documents whose blocks and text hold together, or one refusal on one line."""
    name, body = NAMES[data[0] % len(NAMES)] if data else "", data[1:]
    if b"%PDF-" in body[:1024]:
        return  # PDFium is another project's code, in a process of its own; it is not this target's business
    try:
        documents = read_document(body, uri=name, limits=LIMITS)
    except SourceError as error:
        check("\n" not in str(error), "a refusal takes one line")
        return
    for document in documents:
        check_document(document)


def check_document(document: Document) -> None:
    """What every `Document` promises."""
    check(not FORBIDDEN.search(document.text), "controls passed the gate")
    for field in (document.title, document.publisher, *document.authors):
        check(not field or (not FORBIDDEN.search(field) and "\n" not in field), "controls in metadata")
    end = 0
    for block in document.blocks:
        check(end <= block.start <= block.end <= len(document.text), "blocks out of order")
        check(not document.text[end : block.start].strip(), "text outside the blocks")
        end = block.end
    check(not document.text[end:].strip(), "text after the blocks")


def extract(data: bytes) -> None:
    """Any line of JSON Lines: a record whose offsets are true, or an error record."""
    for line, usable in pipeline.extract([data.decode("utf-8", "replace")]):
        record = json.loads(line, parse_constant=_refuse_constant)
        check(("error" in record) != usable, "an error record says so")


def analyze_text(data: bytes) -> None:
    """Any text: every finding quotes it."""
    text = data.decode("utf-8", "replace")[:2000]
    for span in spans(analyze(Document(id="d", text=text), nlp=load_model_once())):
        check(text[span.start : span.end] == span.text, "an offset lies")


def brief(data: bytes) -> None:
    """Any text as a source: a grounded briefing whose pages are inert, the same twice, and loadable again."""
    text = data.decode("utf-8", "replace")[:1000]
    try:
        documents = read_document(text.encode("utf-8", "replace"), uri="a.txt", limits=LIMITS)
    except SourceError:
        return
    analyses = [analyze(document, nlp=load_model_once()) for document in documents]
    briefing = synthesize(analyses, made_with=MadeWith(bluf="0", model="m"))
    check(not check_grounding(briefing), "a statement that its source does not bear")
    page = render(briefing, "html").body
    record = render(briefing, "json").body
    check(load_briefing(record) == briefing, "JSON does not come back")
    check(load_briefing(page) == briefing, "HTML does not come back")
    mail = pipeline.compare_page(record, b"", "eml")
    check(len(mail) == 1 and "\n" not in mail[0].what, "a mail that cannot be made")
    check(not find_active_markdown(render(briefing, "md").body.decode()), "something active in Markdown")
    json.loads(render(briefing, "stix").body, parse_constant=_refuse_constant)
    visible = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", page.decode())
    check(not ACTIVE.search(visible), "something active on the page")


def verify(data: bytes) -> None:
    """Any bytes as a finished briefing: problems, or one refusal."""
    try:
        pipeline.verify(data)
    except BlufError as error:
        check("\n" not in str(error), "a refusal takes one line")


def config(data: bytes) -> None:
    """Any bytes as a file of settings (the first says which): used, or refused in whole lines, and no password in any of them."""
    reads = (read_settings, read_register, read_look, read_page_look, read_analyst_note)
    with TemporaryDirectory() as folder:
        path = Path(folder, "settings.toml")
        path.write_bytes(data[1:])
        try:
            reads[data[0] % len(reads) if data else 0](path)
        except BlufError as error:
            for line in (str(error), *getattr(error, "problems", ())):
                check("\n" not in line, "a refusal takes one line")
                check(SECRET not in line, "a password is shown")


def read_settings(path: Path) -> None:
    """`bluf.toml` below an environment with passwords."""
    environment = {"BLUF_MAIL__PASSWORD": SECRET, "BLUF_STORE__URL": f"postgresql://a:{SECRET}@host/name"}
    check(SECRET not in json.dumps(shown(read_config(path, environment))), "a password is shown")


def read_page_look(path: Path) -> None:
    """A look as it travels in a page: what is loaded is dumped and loaded again."""
    look = Look.load(path.read_bytes().decode("utf-8", "replace"))
    check(Look.load(look.dump()) == look, "a look does not come back")


def read_analyst_note(path: Path) -> None:
    """A note whose pages are inert."""
    note = read_note(path)
    check(not find_active_markdown(str(note_markdown(note))), "something active in Markdown")
    check(not find_active(str(note_html(note, NoCitations()))), "something active on the page")


class NoCitations:
    """A page that holds no evidence."""

    def cite(self, _spans: object) -> tuple[Citation, ...]:
        """Nothing stands anywhere."""
        return ()

    def annexes(self, _citation: Citation) -> bool:
        """No link leads anywhere."""
        return False


def spans(value: object) -> list[Span]:
    """Every `Span` in a finding, however deep."""
    if isinstance(value, tuple):
        return [span for item in value for span in spans(item)]
    if isinstance(value, Document) or not hasattr(value, "__dataclass_fields__"):
        return []
    inner = [span for name in value.__dataclass_fields__ for span in spans(getattr(value, name))]
    return [value, *inner] if isinstance(value, Span) else inner


def check(holds: bool, what: str) -> None:
    """An assertion that `python -O` keeps."""
    if not holds:
        raise AssertionError(what)


def _refuse_constant(name: str) -> None:
    msg = f"{name} in JSON"
    raise AssertionError(msg)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "read": read,
    "extract": extract,
    "analyze": analyze_text,
    "brief": brief,
    "verify": verify,
    "config": config,
}
