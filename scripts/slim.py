"""Makes an installation smaller: drops what no program reads at run time.

usage: slim.py FOLDER

Two things go: the test suites that packages carry (``tests`` folders), and, on
Linux, the debug data behind the loadable part of shared libraries. spaCy's alone
are five sixths debug data. Nothing that is imported or loaded changes.
"""

from __future__ import annotations

import shutil
import struct
import sys
from pathlib import Path

_LOADED = 1  # PT_LOAD: a part of the file that is mapped into memory


def loadable_end(data: bytes) -> int:
    """Return where the loadable part of a 64-bit little-endian ELF file ends.

    A file of any other kind is all loadable.

    >>> loadable_end(b"not a library")
    13
    """
    if data[:6] != b"\x7fELF\x02\x01":
        return len(data)
    table, entry_size, entries = struct.unpack_from("<Q14xHH", data, 32)
    end = table + entry_size * entries
    for entry in range(table, end, entry_size):
        kind, offset, size = struct.unpack_from("<I4xQ16xQ", data, entry)
        if kind == _LOADED:
            end = max(end, offset + size)
    return end


def without_debug_data(data: bytes) -> bytes:
    """Cut a library behind its loadable part, and its table of sections with it."""
    end = loadable_end(data)
    if end >= len(data):
        return data
    kept = bytearray(data[:end])
    struct.pack_into("<Q", kept, 40, 0)  # no table of sections any more ...
    struct.pack_into("<HHH", kept, 58, 64, 0, 0)  # ... with no entries in it
    return bytes(kept)


def slim(folder: Path) -> int:
    """Slim all packages in a folder; return the bytes saved."""
    saved = 0
    for tests in [path for path in folder.rglob("tests") if path.is_dir()]:
        saved += sum(f.stat().st_size for f in tests.rglob("*") if f.is_file())
        shutil.rmtree(tests, ignore_errors=True)
    for library in sorted(folder.rglob("*.so*")):
        if library.is_symlink() or not library.is_file():
            continue
        data = library.read_bytes()
        kept = without_debug_data(data)
        if len(kept) < len(data):
            # A new file, not the old one rewritten: it may be linked elsewhere.
            fresh = library.with_name(library.name + ".new")
            fresh.write_bytes(kept)
            fresh.chmod(library.stat().st_mode)
            fresh.replace(library)
            saved += len(data) - len(kept)
    return saved


if __name__ == "__main__":
    sys.stderr.write(f"saved {slim(Path(sys.argv[1])) >> 20} MB\n")
