"""Who is answered, and where."""

from collections.abc import Collection
from typing import NamedTuple


class Access(NamedTuple):
    """The people and chats that are answered, empty for all, and those who may change the archive."""

    users: Collection[int] = ()
    chats: Collection[int] = ()
    admins: Collection[int] = ()

    def allows(self, user: int, chat: int | None) -> bool:
        """Whether a person is answered in a chat; None is nowhere in particular, as in inline mode.

        Where both lists are set, both have to name them; a listed person's private chat needs no entry.
        """
        if user in self.admins and (chat is None or chat == user):
            return True
        if self.users and user not in self.users:
            return False
        if not self.chats or chat in self.chats:
            return True
        return chat in (None, user) and bool(self.users)
