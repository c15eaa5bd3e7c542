"""What people said, on the record: `import onrecord` is `import index`, by the name that is installed.

The wheel holds this folder as `onrecord`, and so does the environment of an editable install.
"""

from typing import TYPE_CHECKING

import index

__all__ = index.__all__

if TYPE_CHECKING:
    from index import *  # noqa: F403 - the names that `index.__all__` lists
else:

    def __getattr__(name: str) -> object:
        try:
            return getattr(index, name)
        except AttributeError:
            raise AttributeError(f"module 'onrecord' has no attribute {name!r}") from None


def __dir__() -> list[str]:
    return sorted(__all__)
