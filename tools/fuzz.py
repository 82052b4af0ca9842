"""Coverage-guided fuzzing with atheris: `make fuzz SECONDS=3600`, or `python tools/fuzz.py TARGET SECONDS FOLDER`.

Findings are written as files to FOLDER; put each into tests/fuzz/found/TARGET/ with the fix, where test_fuzz.py runs it for ever.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "fuzz"), str(ROOT / "src")]
with atheris.instrument_imports(include=["bluf"]):
    from corpus import starts
    from targets import TARGETS

    import bluf

    for module in pkgutil.walk_packages(bluf.__path__, "bluf."):  # those that load later would not be seen
        if not module.name.endswith(("__main__", "_worker")):
            importlib.import_module(module.name)


def main() -> None:
    """Fuzz one target for so many seconds."""
    target, seconds, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    corpus = folder / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(starts(target)):
        (corpus / f"start-{number}").write_bytes(data)
    options = [
        f"-max_total_time={seconds}",
        "-timeout=60",
        "-rss_limit_mb=3000",
        "-max_len=20000",
        "-len_control=0",
        f"-artifact_prefix={folder}/{target}-",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
