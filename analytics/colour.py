"""What a colour is to the eye: how light, how far from another in contrast, of which hue."""

import colorsys
import re

COLOUR = re.compile("#[0-9A-Fa-f]{6}")
BLACK, WHITE = "#000000", "#FFFFFF"


def is_colour(words: str) -> bool:
    """Whether this is a colour as #RRGGBB."""
    return COLOUR.fullmatch(words) is not None


def parts_of(colour: str) -> list[float]:
    """Red, green and blue of #RRGGBB, 0 to 1."""
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour, as WCAG defines it."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts_of(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG defines it: 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def hue(colour: str) -> float:
    """Where a colour stands on the wheel, in degrees: red 0, green 120, blue 240."""
    red, green, blue = parts_of(colour)
    return 360 * colorsys.rgb_to_hsv(red, green, blue)[0]


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    pairs = zip(parts_of(colour), parts_of(other), strict=True)
    return "#" + "".join(f"{round(255 * (one + (two - one) * share)):02X}" for one, two in pairs)


def readable(colour: str, background: str, least: float) -> str:
    """A colour, moved towards black or white just so far that it reaches a contrast with a background."""
    end = BLACK if luminance(background) > 0.18 else WHITE
    steps = (mixed(colour, end, step / 50) for step in range(51))
    return next(each for each in steps if contrast(each, background) >= least)
