"""The `onrecord` script: every command of `index`, and the bot's."""

import sys
from collections.abc import Sequence

from index.cli import main as run


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; see `index.cli.main`."""
    return run(argv)


if __name__ == "__main__":
    sys.exit(main())
