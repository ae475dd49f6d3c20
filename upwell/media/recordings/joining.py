"""How several recordings become one: in one pass, in the size of the largest, each with its own sound or with silence."""

from collections.abc import Sequence

from upwell.media.recordings.ffmpeg import Insides
from upwell.media.recordings.sizes import MOST_FRAMES

LARGEST_WIDTH, LARGEST_HEIGHT = 1_920, 1_080  # pixels; what is made of it later is no larger
SOUND = "aresample=48000:async=1,aformat=sample_fmts=fltp:channel_layouts=stereo"


def arguments_for(parts: Sequence[Insides], name: str) -> list[str]:
    """What ffmpeg is told to put `parts` one after the other into the MP4 `name`; seconds of each are known."""
    width, height = _size_of(parts)
    chains = [_chains(number, part, width, height) for number, part in enumerate(parts)]
    pairs = "".join(f"[v{number}][a{number}]" if width else f"[a{number}]" for number in range(len(parts)))
    seen = ["-map", "[v]", "-c:v", "libx264", "-preset", "veryfast", "-crf", "20"] if width else []
    joined = f"{pairs}concat=n={len(parts)}:v={int(bool(width))}:a=1{'[v]' if width else ''}[a]"
    told = ["-filter_complex", ";".join([*chains, joined]), *seen, "-map", "[a]", "-c:a", "aac", "-b:a", "128k"]
    return [*told, "-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4" if width else "ipod", name]


def _size_of(parts: Sequence[Insides]) -> tuple[int, int]:
    """That of the part with the most to see, even and no larger than what is shown; 0 and 0 for sound alone."""
    largest = max(parts, key=lambda part: part.width * part.height)
    if not largest.height:
        return 0, 0
    most = (LARGEST_WIDTH, LARGEST_HEIGHT) if largest.width >= largest.height else (LARGEST_HEIGHT, LARGEST_WIDTH)
    scale = min(1.0, most[0] / largest.width, most[1] / largest.height)
    return int(largest.width * scale) // 2 * 2, int(largest.height * scale) // 2 * 2


def _chains(number: int, part: Insides, width: int, height: int) -> str:
    """Picture and sound of one part as all of them have it: smaller ones stand in the middle, on black."""
    silence = f"anullsrc=r=48000:cl=stereo,atrim=0:{part.seconds or 0:.3f}"
    heard = f"[{number}:a:0]{SOUND}[a{number}]" if part.has_sound else f"{silence}[a{number}]"
    if not width:
        return heard
    fitted = f"scale={width}:{height}:force_original_aspect_ratio=decrease,pad={width}:{height}:(ow-iw)/2:(oh-ih)/2"
    return f"[{number}:v:0]fps={MOST_FRAMES},{fitted},setsar=1,format=yuv420p[v{number}];{heard}"
