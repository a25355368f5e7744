"""A digest is the one that hashlib makes, with OpenSSL and without."""

from __future__ import annotations

import hashlib
import sys

import pytest

from planner.storage import digests


@pytest.mark.parametrize("there", [True, False])
def test_a_digest_is_that_of_hashlib(there, monkeypatch):
    if not there:
        monkeypatch.setitem(sys.modules, "_hashlib", None)
    whole = digests.sha256(b"some bytes")
    assert whole.hexdigest() == hashlib.sha256(b"some bytes").hexdigest()
    pieces = digests.sha256()
    for piece in (b"some ", b"bytes"):
        pieces.update(piece)
    assert pieces.hexdigest() == whole.hexdigest()
