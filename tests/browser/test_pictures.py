"""The site looks as its pictures show, seen from afar: letters differ with the fonts there are."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from tests.browser.pictures import FOLDER, pictures
from tests.support.served import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_FAR = 0.05
"""How much the mean colours of two pictures' parts may differ, of 1: other fonts move lines, no more."""
_COMPARE = """async ([one, other]) => {
    const parts = async data => {
        const image = new Image();
        image.src = 'data:image/png;base64,' + data;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = 8; canvas.height = 8;
        const drawn = canvas.getContext('2d');
        drawn.imageSmoothingQuality = 'high';
        drawn.drawImage(image, 0, 0, 8, 8);
        return [[image.width, image.height], [...drawn.getImageData(0, 0, 8, 8).data]];
    };
    const [size, colours] = await parts(one), [otherSize, otherColours] = await parts(other);
    const apart = colours.map((value, place) => Math.abs(value - otherColours[place]) / 255);
    return [size, otherSize, apart.reduce((sum, value) => sum + value, 0) / apart.length];
}"""


def test_the_site_looks_as_its_pictures_show(browser: Browser, newsroom: Served) -> None:
    taken = dict(pictures(browser, newsroom))
    assert set(taken) == {path.name for path in FOLDER.glob("*.png")}
    page = browser.new_page()
    for name, picture in taken.items():
        kept = (FOLDER / name).read_bytes()
        size, kept_size, apart = page.evaluate(_COMPARE, [b64encode(one).decode() for one in (picture, kept)])
        assert size == kept_size, name
        assert apart < _FAR, f"{name} differs by {apart:.3f}; python -m tests.browser.pictures takes it anew"
    light, dark = (b64encode(taken[f"search-{name}.png"]).decode() for name in ("light", "dark"))
    assert page.evaluate(_COMPARE, [light, dark])[2] > 4 * _FAR  # what tells pictures apart does
    page.close()
