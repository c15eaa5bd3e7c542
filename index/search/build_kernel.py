"""Builds the search's compiled kernel where a C compiler is at hand; installs without it where there is none.

python index/search/build_kernel.py       builds it in place, for running from the repository
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zlib
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand
    BuildHookInterface = object

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "kernel.c"
LIBRARY = HERE / ("_kernel.pyd" if sys.platform == "win32" else "_kernel.abi3.so")
# What `import onrecord` finds beside an editable install; a wheel's is in pyproject.toml.
ONRECORD = {"index/onrecord": "onrecord"}
# No contraction: a fused multiply-add would round otherwise than rank-bm25's sums.
FLAGS = ("-O3", "-std=c11", "-ffp-contract=off", "-fvisibility=hidden", "-shared", "-fPIC")
if sys.platform == "darwin":
    FLAGS += ("-undefined", "dynamic_lookup")


def compiler() -> list[str] | None:
    """The command of a C compiler with GCC's flags: $CC, cc, gcc or clang; None where there is none."""
    for command in (os.environ.get("CC", ""), "cc", "gcc", "clang"):
        words = shlex.split(command)
        if words and shutil.which(words[0]):
            return words
    return None


def build(library: Path | None = None) -> bool:
    """Whether the library was built, in place unless told where; a failure is told, and is no reason not to
    install."""
    library = library or LIBRARY
    command = compiler()
    if command is None:
        sys.stderr.write("onrecord: no C compiler found; searches will use NumPy\n")
        return False
    partial = library.with_name(f"{library.name}.{os.getpid()}")
    try:
        source = f'-DSOURCE="{zlib.crc32(SOURCE.read_bytes()):08x}"'
        subprocess.run(  # noqa: S603 - the compiler that the user named
            [*command, *FLAGS, source, f"-I{sysconfig.get_path('include')}", "-o", str(partial), str(SOURCE)],
            check=True,
        )
        partial.replace(library)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"onrecord: the kernel was not built ({error}); searches will use NumPy\n")
        partial.unlink(missing_ok=True)
        return False
    return True


class KernelBuildHook(BuildHookInterface):  # type: ignore[misc]
    """What hatchling runs before it makes a wheel or an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the kernel: in place for an editable install; into a wheel, whose tag then names this
        platform, from a folder of its own, so that nothing is written where the source lies."""
        self._folder: Path | None = None
        if self.target_name != "wheel":
            return
        if version == "editable":
            build_data["force_include_editable"] = ONRECORD
            build()
            return
        self._folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
        if build(self._folder / LIBRARY.name):
            build_data["force_include"][str(self._folder / LIBRARY.name)] = f"index/search/{LIBRARY.name}"
            build_data["pure_python"] = False
            build_data["tag"] = f"cp311-abi3-{self._platform()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Takes the folder away in which the kernel was built."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    @staticmethod
    def _platform() -> str:
        from packaging.tags import sys_tags

        return next(tag.platform for tag in sys_tags() if "manylinux" not in tag.platform)


if __name__ == "__main__":
    sys.exit(0 if build() else 1)
