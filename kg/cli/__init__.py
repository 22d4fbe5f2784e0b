"""The command line: options -> a call -> text and an exit code.

The only room that prints. Each command is a pair: ``x_cli`` translates options
and prints, a plain function beside it returns data. Data goes to standard output,
messages to standard error. Exit codes: 0 well, 1 findings (a document that cannot
be read, a rule that is broken), 2 our error or misuse, 130 interrupted.
"""

from kg.cli.app import main

__all__ = ["main"]
