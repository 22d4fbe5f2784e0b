"""Speed, size and quality, measured: ``python -m bench`` runs all of it."""
