"""The one kind of picture that is stored and drawn: upright, 8 bits a channel, in sRGB."""

import io

import PIL.Image
import PIL.ImageCms
import PIL.ImageOps

MODES = ("L", "RGB", "RGBA")  # of Pillow, for all that is stored and drawn
ORIENTATION = 0x0112  # of Exif; from 5 on, width and height change places
SRGB = ("sRGB IEC61966-2", "sRGB built-in")  # how the descriptions of its usual profiles begin
DEEP_MODES = ("I", "F")  # I;16 and its variants begin so too
LARGEST_16_BITS = 65_535


def is_normal(picture: PIL.Image.Image) -> bool:
    """Return whether the picture, of which only the header was read, is of that kind already."""
    return (
        picture.mode in MODES
        and not {"icc_profile", "transparency"} & picture.info.keys()
        and picture.getexif().get(ORIENTATION, 1) == 1
    )


def normalise(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Return the picture upright, in 8 bits and sRGB: the same object when only its side changed.

    Raise the errors of Pillow's decoders when it is damaged.
    """
    picture.load()
    PIL.ImageOps.exif_transpose(picture, in_place=True)
    profile = read_profile(picture)
    if profile is None and picture.mode in MODES and "transparency" not in picture.info:
        return picture
    alpha = picture.convert("RGBA").getchannel("A") if picture.has_transparency_data else None
    picture = apply_profile(flatten(picture), profile)
    if alpha is not None:
        picture = picture.convert("RGB")
        picture.putalpha(alpha)
    return picture


def read_profile(picture: PIL.Image.Image) -> PIL.ImageCms.ImageCmsProfile | None:
    """Return the profile of the colours; None for sRGB, and for a profile that cannot be read."""
    content = picture.info.get("icc_profile")
    if picture.mode == "LAB" and not content:
        return PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("LAB"))
    try:
        profile = PIL.ImageCms.ImageCmsProfile(io.BytesIO(content)) if content else None
        description = PIL.ImageCms.getProfileDescription(profile) if profile else ""
    except (OSError, PIL.ImageCms.PyCMSError):
        return None
    return None if description.startswith(SRGB) or description.strip() == "sRGB" else profile


def flatten(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Return the picture without transparency or palette, in 8 bits; its colours keep their space.

    Floats and integers of 32 bits have no white of their own: the brightest pixel is white.
    """
    mode = picture.mode
    if mode.startswith(DEEP_MODES):
        deep = picture.convert("F")
        low, high = (0, LARGEST_16_BITS) if mode.startswith("I;16") else deep.getextrema()
        scale = 255 / ((high - low) or 1)  # type: ignore[operator]  # one band: two numbers
        return deep.point(lambda value: value * scale + (0.5 - low * scale)).convert("L")  # type: ignore[operator]
    if mode in ("L", "RGB", "CMYK", "LAB"):
        return picture
    if mode in ("1", "LA"):
        return picture.convert("L")
    if mode == "La":
        return picture.convert("LA").convert("L")
    return picture.convert("RGBA").convert("RGB")


def apply_profile(
    picture: PIL.Image.Image, profile: PIL.ImageCms.ImageCmsProfile | None
) -> PIL.Image.Image:
    """Return the picture in grey or sRGB; a profile that is not for its mode is left aside."""
    if profile is not None:
        try:
            transform = PIL.ImageCms.buildTransform(
                profile,
                PIL.ImageCms.createProfile("sRGB"),
                picture.mode,
                "RGB",
                PIL.ImageCms.Intent.RELATIVE_COLORIMETRIC,
                PIL.ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            return PIL.ImageCms.applyTransform(picture, transform) or picture
        except PIL.ImageCms.PyCMSError:
            pass
    return picture if picture.mode in MODES else picture.convert("RGB")
