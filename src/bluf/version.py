"""The version, read from nowhere at run time."""

__version__ = "0.1.0"
