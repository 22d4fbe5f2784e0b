#!/usr/bin/env bash
# Writes the lock files anew from pyproject.toml; needs uv (UV=path/to/uv).
#
# run.txt and test.txt hold hashes and are installed with --require-hashes.
# train.txt holds versions only, and nothing of CUDA: torch is built for many
# kinds of machine, and which build fits is for the reader's machine to say.
set -euo pipefail
cd "$(dirname "$0")/.."
UV=${UV:-uv}
compile() {
  "$UV" pip compile --quiet --universal --python-version 3.11 --no-emit-index-url \
    --no-header --no-annotate "$@"
}
locked() {
  compile --upgrade --generate-hashes --overrides locks/left-out.txt \
    pyproject.toml locks/build.in "$@" >/dev/null
}
locked -o locks/run.txt
locked --extra test -c locks/run.txt -o locks/test.txt
compile --extra train -c locks/run.txt pyproject.toml |
  grep -vE '^(nvidia|cuda|triton)' >locks/train.txt
