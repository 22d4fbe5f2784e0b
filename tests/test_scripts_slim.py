"""A slimmed library still loads, and nothing but dead weight goes."""

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
import slim

sys.path.pop(0)


@pytest.mark.skipif(sys.platform != "linux", reason="libraries of Linux only")
def test_a_slimmed_library_still_loads(tmp_path):
    import cymem.cymem

    original = Path(cymem.cymem.__file__)
    copy = tmp_path / original.name
    padded = original.read_bytes() + b"debug data" * 10_000
    copy.write_bytes(padded)
    assert slim.slim(tmp_path) >= 100_000
    assert copy.stat().st_size <= original.stat().st_size
    program = f"import ctypes; ctypes.CDLL({str(copy)!r}); print('loaded')"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "loaded\n"


def test_test_suites_go_and_other_files_stay(tmp_path):
    (tmp_path / "pkg" / "tests").mkdir(parents=True)
    (tmp_path / "pkg" / "tests" / "test_a.py").write_text("x" * 100)
    (tmp_path / "pkg" / "a.so").write_bytes(b"no library")
    (tmp_path / "pkg" / "a.py").write_text("y")
    assert slim.slim(tmp_path) == 100
    assert sorted(path.name for path in (tmp_path / "pkg").iterdir()) == [
        "a.py",
        "a.so",
    ]
