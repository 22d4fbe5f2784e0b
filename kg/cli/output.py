"""What the command line writes: data, tables, messages, progress."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import InputError, UsageError

STDOUT = "-"
FINDINGS = 1
_LISTED = 20
#: Tables in a pipe or a file are as wide as they need to be.
_UNBOUNDED = 100_000


def say(message: str) -> None:
    """Write a message for people to standard error."""
    sys.stderr.write(f"{message}\n")


def write(text: str, target: str = STDOUT) -> None:
    """Write data, as UTF-8 and unchanged, to a file or to standard output.

    Raises:
        UsageError: the file cannot be written.
    """
    data = text.encode()
    if target == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        Path(target).write_bytes(data)
    except OSError as error:
        raise not_writable(target, error) from error


def not_writable(target: str, error: OSError) -> UsageError:
    """Say that a file cannot be written, and why."""
    reason = (error.strerror or str(error)).lower()
    return UsageError(f"cannot write {target}: {reason}; name another file with -o")


def to_json(value: Any) -> str:
    """Write a value as JSON that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def to_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    r"""Write rows as CSV with a header (RFC 4180); what is unbound is empty.

    >>> to_csv(["a", "b"], [[1, None], [True, "x,y"]])
    'a,b\r\n1,\r\ntrue,"x,y"\r\n'
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([[cell_text(cell) for cell in row] for row in rows])
    return text.getvalue()


def to_table(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], title: str = ""
) -> str:
    """Lay rows out for people, as wide as the terminal or, in a pipe, as needed."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title) if title else None, title_justify="left")
    for number, column in enumerate(columns):
        cells = [row[number] for row in rows]
        figures = bool(cells) and all(isinstance(cell, int | float) for cell in cells)
        table.add_column(Text(column), justify="right" if figures else "left")
    for row in rows:
        table.add_row(*(Text(cell_text(cell)) for cell in row))
    text = io.StringIO()
    on_terminal = sys.stdout.isatty()
    console = Console(file=text, width=None if on_terminal else _UNBOUNDED)
    console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def cell_text(cell: object) -> str:
    """Write one value of a table.

    >>> cell_text(None), cell_text(True), cell_text(0.25), cell_text(7)
    ('', 'true', '0.25', '7')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


class Faults:
    """Collects what could not be read, to list it at the end.

    Only the first twenty are kept in full, so that a long run stays small.
    """

    def __init__(self) -> None:
        self.listed: list[InputError] = []
        self.count = 0

    def __call__(self, fault: InputError) -> None:
        """Take one fault."""
        self.count += 1
        if len(self.listed) < _LISTED:
            self.listed.append(fault)

    def report(self) -> int:
        """List the faults on standard error; return the exit code they call for."""
        if not self.count:
            return 0
        say(f"{self.count} fault{'s' if self.count > 1 else ''} while reading:")
        for fault in self.listed:
            say(f"  {fault}")
        if self.count > len(self.listed):
            say(f"  and {self.count - len(self.listed)} more")
        return FINDINGS


@contextmanager
def progress(label: str) -> Iterator[Callable[[], None]]:
    """Show a running count on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:.0f} {task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(label, total=None)
        yield lambda: shown.advance(task)
