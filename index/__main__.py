"""`python -m index`: the commands that need no Telegram."""

import sys

from index.cli import main

if __name__ == "__main__":  # also imported by the processes that help `add`
    sys.exit(main(prog="python -m index"))
