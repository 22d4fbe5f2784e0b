"""Run every bench that needs nothing but this checkout.

usage: python -m bench
"""

from bench import briefs, cost


def main() -> None:
    """Print the figures that the pages on quality and speed quote."""
    print("# IBM's alliances: the briefs of examples/ibm against their facts")
    briefs.main()
    print()
    print("# Cost of reading, beside spaCy's small English pipeline")
    cost.main()


if __name__ == "__main__":
    main()
