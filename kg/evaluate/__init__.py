"""Predictions against gold, document by document.

The measures are those of the field: an *edge* is an unordered pair of companies
that some alliance of the document joins, counted once; *asserted* edges leave
out alliances that have ended, are denied or rumoured; an *alliance* is found
when a predicted one shares two parties with it.  Over matched edges: the share
with the right kind and status, F1 of sector phrases (half of the shorter
phrase's content words shared), and the share whose evidence overlaps gold's.
Other relations count when type, head and tail are right.

Gold is ``{"id", "companies": [{"name", "aliases"}], "alliances": [{"parties",
"kind", "status", "sectors", "evidence": [[start, end]]}], "other": [{"type",
"head", "tail"}]}``; predictions are what ``kg extract`` writes, or another
annotation of the same documents in the form of gold: so two annotators are compared.
"""

from kg.evaluate.comparing import evaluate, fold, judge, read_rows
from kg.evaluate.measures import Bin, Evaluation, Score

__all__ = ["Bin", "Evaluation", "Score", "evaluate", "fold", "judge", "read_rows"]
