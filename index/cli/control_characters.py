"""Text that cannot steer a terminal."""

import re

# Controls that would move a terminal's cursor, colour it or turn the reading direction round.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text with control characters shown as pictures or as what stands for the unknown."""
    return _CONTROL.sub(lambda match: _picture(match.group()), text)


def _picture(control: str) -> str:
    code = ord(control)
    if code == 0x0D:  # a file's line ends
        return ""
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
