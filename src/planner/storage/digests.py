"""Makes SHA-256 digests without the time that hashlib takes to load every other kind.

A reader would get wrong: ``_hashlib`` is where hashlib itself has it from, on a Python with OpenSSL; on any other, hashlib is asked.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from hashlib import _Hash


def sha256(data: bytes = b"") -> _Hash:
    """Return the digest that has taken these bytes in, and takes more."""
    try:
        from _hashlib import openssl_sha256

        return openssl_sha256(data)
    except (ImportError, ValueError):  # there is no OpenSSL, or it is not allowed this
        from hashlib import sha256 as made

        return made(data)
