"""Writes of pictures: each is taken apart and written anew, so that only the picture is kept."""

import hashlib
from io import BytesIO

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from upwell.core import clock
from upwell.core.store import store, workplace
from upwell.media.models import Picture
from upwell.media.permissions import can_add_pictures
from upwell.people.models import Person

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = (
    40_000_000  # width times height; a telephone's picture has 12 to 50 million, and each costs 4 bytes of memory
)
LARGEST_SIDE = 2_000  # pixels; three times the width in which a page shows it
LOSSLESS_BYTES = 600_000  # a drawing or screenshot stays exact up to this size


@transaction.atomic
def add_picture(data: bytes, *, by: Person | None) -> Picture:
    """Keep a picture: JPEG, PNG, WebP or GIF by what is in it, whatever its name says. Everybody here may, and
    an import from the command line (None).

    What is kept is our own WebP of it: turned the right way up, at most 2000 pixels on a side, without where and with
    what it was taken; of a moving GIF, the first picture. The same picture is kept once. Refused in words: other
    formats (SVG among them), more than 12 MB or 40 million pixels, and what cannot be read.
    """
    if not can_add_pictures(by):
        raise PermissionDenied
    check_picture_size(len(data))
    content, width, height = _rewrite(data)
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"pictures/{sha256[:2]}/{sha256}.webp"
    _keep(content, name)
    picture, _is_new = Picture.objects.get_or_create(
        sha256=sha256,
        defaults={
            "file": name,
            "content_type": "image/webp",
            "width": width,
            "height": height,
            "byte_count": len(content),
            "by": by,
            "at": clock.now(),
        },
    )
    return picture


def check_picture_size(byte_count: int) -> None:
    """Refuse a picture for its size before it is read into memory."""
    if byte_count > settings.PICTURE_MAX_BYTES:
        raise ValidationError(
            _("This picture has %(size)s MB; at most %(most)s MB fit. Save it smaller and try again.")
            % {"size": round(byte_count / 1_048_576, 1), "most": settings.PICTURE_MAX_BYTES // 1_048_576}
        )


def sha256_of_picture(data: bytes) -> str:
    """Under which SHA-256 a picture would be kept, without keeping it; refused for the same reasons."""
    content, _width, _height = _rewrite(data)
    return hashlib.sha256(content).hexdigest()


def _rewrite(data: bytes) -> tuple[bytes, int, int]:
    """Our own WebP of the picture in `data`, its width and its height."""
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
        _check_size(*image.size)  # known from the header, before anything is unpacked
        image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
        upright = ImageOps.exif_transpose(image)
        has_alpha = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
        plain = upright.convert("RGBA" if has_alpha else "RGB")
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:  # a decoder given a broken file may raise anything at all
        raise ValidationError(
            _(
                "This file is not a picture that can be shown. Choose a JPEG, PNG, WebP or GIF; save a drawing (SVG) as PNG."
            )
        ) from error
    plain.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    return _encode(plain, photo=image.format == "JPEG"), plain.width, plain.height


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has more than %(most)s million pixels. Save it smaller and try again.")
        % {"most": MOST_PIXELS // 1_000_000}
    )


def _encode(image: Image.Image, *, photo: bool) -> bytes:
    """WebP: a photo by the eye, anything else exactly as long as that stays small. Always the same for the same pixels."""
    if not photo:
        exact = BytesIO()
        image.save(exact, "WEBP", lossless=True, quality=50, method=3)
        if exact.tell() <= LOSSLESS_BYTES:
            return exact.getvalue()
    seen = BytesIO()
    image.save(seen, "WEBP", quality=82, method=4)
    return seen.getvalue()


def _keep(content: bytes, place: str) -> None:
    try:
        if store().has(place):
            return
        with workplace() as folder:
            (folder / "picture").write_bytes(content)
            store().keep(folder / "picture", place)
    except OSError as error:
        raise ValidationError(
            _("The picture could not be kept: there is no room for it on the server. Tell whoever looks after Upwell.")
        ) from error
