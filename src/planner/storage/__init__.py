"""The calendar on disk: its text, its bytes, its earlier states."""
