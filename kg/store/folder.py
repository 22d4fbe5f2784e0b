"""Opens a store's folder, or says why it cannot be opened."""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph

from kg.errors import StoreError


def open_folder(path: Path) -> pyoxigraph.Store:
    """Open or make the store in a folder.

    A folder that holds other things is refused rather than littered.

    Raises:
        StoreError: with the way out.
    """
    _check(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        return pyoxigraph.Store(path)
    except (OSError, RuntimeError) as error:  # RuntimeError: RocksDB's corruption
        raise StoreError(f"{path}: {_reason(error)}") from error


def _check(path: Path) -> None:
    try:
        if path.exists() and not path.is_dir():
            raise StoreError(f"{path}: is a file; a store is a folder, name another")
        if not path.exists() or (path / "CURRENT").exists():
            return
        if any(path.iterdir()):
            raise StoreError(
                f"{path}: is a folder of other things; name an empty or a new one"
            )
    except OSError as error:
        raise StoreError(f"{path}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    said = str(error)
    if "lock" in said.lower():
        return (
            "is open in another process or in another Store of this one; close that "
            "first or name another folder"
        )
    if isinstance(error, PermissionError) or "ermission denied" in said:
        return (
            f"may not be read or written by this user ({os.strerror(13)}); change its "
            "rights or name another folder"
        )
    return f"is not a store, or a damaged one ({said}); build it anew in a new folder"
