"""`python -m bluf`."""

from bluf.cli import main

main()
