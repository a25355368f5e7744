"""The terminal program; the only place where Textual and rich are imported."""
