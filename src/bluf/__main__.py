"""`bluf` and `python -m bluf`: the command line, so that Ctrl-C is one line even while libraries still load."""

from __future__ import annotations

import sys

from bluf import interruption


def main() -> None:
    """Run the command line and exit."""
    try:
        interruption.watch()
        from bluf.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("bluf: interrupted: nothing was written\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
