"""`python -m bot`: `onrecord bot`."""

import sys

from bot.cli import main

if __name__ == "__main__":  # also imported by the processes that help to add articles
    sys.exit(main(["bot", *sys.argv[1:]]))
