"""Keeping a picture: by what is in it, written anew."""

import random
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.exceptions import PermissionDenied, ValidationError
from PIL import Image

from tests.cast import Cast
from upwell.media.actions import add_picture
from upwell.media.models import Picture


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> Iterator[Path]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined]
    yield configured.FILES


def picture(form: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: object) -> bytes:
    image = Image.new(mode, size, color=(200, 90, 60)[: len(mode)] if mode != "P" else 3)
    image.putpixel((0, 0), tuple([10] * len(mode)) if len(mode) > 1 else 10)
    into = BytesIO()
    image.save(into, form, **options)
    return into.getvalue()


def kept(row: Picture) -> Image.Image:
    return Image.open(configured.FILES / row.file)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_it_is_kept_as_our_own_webp(cast: Cast, form: str) -> None:
    row = add_picture(picture(form), by=cast.newcomer)
    assert (row.content_type, row.width, row.height, row.by) == ("image/webp", 60, 40, cast.newcomer)
    assert kept(row).format == "WEBP"
    assert row.byte_count == (configured.FILES / row.file).stat().st_size


def test_a_drawing_keeps_its_exact_colours_and_what_is_clear_stays_clear(cast: Cast) -> None:
    row = add_picture(picture(mode="RGBA"), by=cast.author)
    assert kept(row).convert("RGBA").getpixel((5, 5)) == (200, 90, 60, 255) or kept(row).mode == "RGBA"
    clear = Image.new("RGBA", (9, 9), (0, 0, 0, 0))
    into = BytesIO()
    clear.save(into, "PNG")
    assert kept(add_picture(into.getvalue(), by=cast.author)).convert("RGBA").getpixel((4, 4)) == (0, 0, 0, 0)


def test_the_same_picture_is_kept_once(cast: Cast) -> None:
    first = add_picture(picture(), by=cast.author)
    assert add_picture(picture(), by=cast.helper) == first
    assert (Picture.objects.count(), first.by) == (1, cast.author)


def test_a_large_one_is_made_smaller(cast: Cast) -> None:
    row = add_picture(picture("JPEG", (4400, 1100)), by=cast.author)
    assert (row.width, row.height) == (2000, 500)


def test_it_is_turned_upright_and_forgets_where_it_was_taken(cast: Cast) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A telephone"
    row = add_picture(picture("JPEG", exif=exif), by=cast.author)
    assert (row.width, row.height) == (40, 60)
    content = (configured.FILES / row.file).read_bytes()
    assert b"telephone" not in content and b"EXIF" not in content


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims to be enormous."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 50_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(8_000, 6_000), (30_000, 30_000), (2_000_000_000, 2), (60_000, 60_000)])
def test_an_enormous_one_is_refused_before_it_is_unpacked(cast: Cast, size: tuple[int, int]) -> None:
    with pytest.raises(ValidationError, match="million pixels|not a picture"):
        add_picture(bomb(*size), by=cast.author)
    assert not Picture.objects.exists()


def test_more_than_12_megabytes_are_refused_in_words(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="This picture has 12.5 MB; at most 12 MB fit"):
        add_picture(b"\xff\xd8\xff" + b"\0" * (12 * 1024 * 1024 + 500_000), by=cast.author)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script>",
        b"%PDF-1.7",
        picture("TIFF"),
        picture("BMP"),
        picture("PNG")[:60],
        picture("JPEG")[:200],
        picture("PNG").replace(b"IDAT", b"IDAX"),
    ],
    ids=["empty", "gif", "jpeg", "svg", "html", "pdf", "tiff", "bmp", "half a png", "half a jpeg", "broken"],
)
def test_what_is_no_picture_is_refused_in_words(cast: Cast, data: bytes) -> None:
    with pytest.raises(ValidationError, match=r"JPEG, PNG, WebP or GIF; save a drawing \(SVG\) as PNG"):
        add_picture(data, by=cast.author)
    assert not Picture.objects.exists()


def test_broken_pictures_are_refused_whatever_is_broken(cast: Cast) -> None:
    chance = random.Random(7)  # noqa: S311  # the same faults each time
    for form in ("JPEG", "PNG", "WEBP", "GIF"):
        good = picture(form, (80, 80))
        for _time in range(25):
            bad = bytearray(good)
            for _fault in range(6):
                bad[chance.randrange(len(bad))] = chance.randrange(256)
            try:
                add_picture(bytes(bad), by=cast.author)
            except ValidationError as refusal:
                assert refusal.messages[0].endswith(".")


def test_somebody_who_has_left_adds_none(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        add_picture(picture(), by=cast.leaver)


def test_without_room_the_sentence_says_so(cast: Cast, files: Path) -> None:
    files.parent.mkdir(parents=True, exist_ok=True)
    files.write_text("a file where the folder should be")
    with pytest.raises(ValidationError, match="there is no room for it on the server"):
        add_picture(picture(), by=cast.author)
    assert not Picture.objects.exists()
