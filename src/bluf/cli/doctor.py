"""`bluf doctor`: the installation → `checkup` → a line for each finding."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bluf.cli.app import Debug, app, want_traceback
from bluf.cli.terminal import one_line
from bluf.config import Settings
from bluf.errors import BlufError


@app.command()
def doctor(
    debug: Debug = False,
) -> None:
    """Check the model, the fonts, the system libraries and write access, and say how to mend each.

    \b
    Example:
      bluf doctor
    """
    want_traceback(debug)
    from bluf import checkup

    findings = checkup.check_installation(model=Settings.read(os.environ).model, folder=Path("output"))
    for finding in findings:
        mend = f": {finding.mend}" if finding.mend else ""
        sys.stdout.write(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.what}{one_line(mend) and mend}\n")
    if not all(finding.ok for finding in findings):
        raise BlufError("something is missing: mend the lines marked FAIL")
