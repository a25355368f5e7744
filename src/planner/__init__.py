"""A content calendar in the terminal; the version stands here because reading package metadata would cost start-up time."""

__version__ = "0.1.0"
