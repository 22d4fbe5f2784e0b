"""The commands under one name, and what becomes of errors."""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer

from kg.cli.analysing import analyze_cli
from kg.cli.asking import query_cli
from kg.cli.building import build_cli, extract_cli, forget_cli
from kg.cli.checking import validate_cli
from kg.cli.evaluating import evaluate_cli
from kg.cli.giving import export_cli, view_cli
from kg.cli.output import say
from kg.cli.proving import prove_cli
from kg.errors import KgError

MISUSE = 2
EXAMPLES = """
Examples:

\b
  kg build news/ more/*.html          read files into ./kg-store
  kg query partners-of --company IBM  ask a stored question
  kg query --list                     see which there are
  kg query 'SELECT ?c {?c a org:Organization}'
  kg view -o web.html                 draw the network
  kg export --format turtle -o -      write RDF to standard output
  kg extract article.txt              alliances as JSON, without a store
  kg prove news/                      hold the store against the texts
"""

app = typer.Typer(
    name="kg",
    help="Read business news into a knowledge graph of corporate alliances.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("build")(build_cli)
app.command("extract")(extract_cli)
app.command(
    "query", context_settings={"allow_extra_args": True, "ignore_unknown_options": True}
)(query_cli)
app.command("export")(export_cli)
app.command("view")(view_cli)
app.command("analyze")(analyze_cli)
app.command("validate")(validate_cli)
app.command("evaluate")(evaluate_cli)
app.command("prove")(prove_cli)
app.command("forget")(forget_cli)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"kg {version('alliance-kg')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Show the version."
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave the process with its exit code."""
    warnings.showwarning = _show_warning
    try:
        app(args=None if arguments is None else list(arguments), prog_name="kg")
    except KgError as error:
        say(f"kg: {error}")
    except BrokenPipeError:
        # Whoever read our output has had enough, which is no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:  # ours: show where it was, and keep the meaning of code 1
        traceback.print_exc()
        say("kg: this is a fault of kg itself; please report it with the lines above")
    sys.exit(MISUSE)


def _show_warning(message: Warning | str, *_: Any, **__: Any) -> None:
    say(f"warning: {message}")
