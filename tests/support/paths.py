"""Where things of the repository lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "golden"
SEED = ROOT / "seeds" / "000_eff90850a43f80b8.txt"
