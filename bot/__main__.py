"""`python -m bot`: `onrecord bot`."""

import sys

from bot.cli import main
from index.cli.main import leave_working_folder_out

if __name__ == "__main__":  # also imported by the processes that help to add articles
    leave_working_folder_out()
    sys.exit(main(["bot", *sys.argv[1:]]))
