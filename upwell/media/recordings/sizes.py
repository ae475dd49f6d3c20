"""In which sizes a recording is made, and how: never larger than it came, the smallest first."""

from dataclasses import dataclass

from upwell.media.recordings.cuts import Cuts, filters

SHORT_SIDES = (360, 720, 1080)  # pixels of the shorter side, so that a film held upright counts like any other
SEGMENT_SECONDS = 4
MOST_FRAMES = 30  # a second
SOUND_BITS = 96_000  # a second
LOUDNESS = "loudnorm=I=-16:TP=-1.5:LRA=11"  # EBU R 128, at the level the web agreed on for speech


@dataclass(frozen=True)
class Size:
    """Width and height in pixels, both even; 0 and 0 for sound alone."""

    width: int
    height: int


def sizes_for(width: int, height: int) -> list[Size]:
    """At most three, from the smallest up, none larger than `width` x `height`."""
    short = min(width, height)
    if short < 2:
        return [Size(0, 0)]
    sides = [side for side in SHORT_SIDES if side <= short]
    if len(sides) < len(SHORT_SIDES) and (not sides or short > sides[-1] * 1.2):
        sides.append(short)
    return [Size(_even(width * side / short), _even(height * side / short)) for side in sides]


def arguments_for(
    size: Size, label: str, *, has_sound: bool, most_seconds: float, cuts: Cuts = (), is_awaited: bool = False
) -> list[str]:
    """What ffmpeg is told: one fragmented MP4 with H.264 and AAC, and the HLS list of its pieces beside it, both called
    `label`; without what was cut out. For one that is awaited since nothing plays yet, motion is looked for less closely:
    a fifth less work for an eighth more bytes."""
    told = ["-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", "-t", f"{most_seconds:.0f}"]
    if size.height:
        told += ["-map", "0:v:0", "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-threads:v", "2"]
        scaled = [f"scale={size.width}:{size.height}", "setsar=1", "format=yuv420p"]
        told += ["-vf", ",".join([*filters(cuts, for_sound=False), *scaled]), "-fpsmax", str(MOST_FRAMES)]
        told += ["-force_key_frames", f"expr:gte(t,n_forced*{SEGMENT_SECONDS})"]
        told += ["-x264-params", "subme=1:me=dia"] if is_awaited else []
    if has_sound:
        sound = ",".join([*filters(cuts, for_sound=True), LOUDNESS])
        told += ["-map", "0:a:0", "-c:a", "aac", "-b:a", str(SOUND_BITS), "-ac", "2", "-ar", "48000", "-af", sound]
    pieces = ["-hls_time", str(SEGMENT_SECONDS), "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"]
    alone = ["-hls_flags", "single_file", "-hls_segment_filename", f"{label}.mp4"]
    return [*told, "-max_muxing_queue_size", "4096", "-f", "hls", *pieces, *alone, f"{label}.m3u8"]


def _even(number: float) -> int:
    return max(2, int(number) // 2 * 2)


STRIP_WIDTH, STRIP_COLUMNS, MOST_PICTURES = 160, 10, 100


def strip_every(seconds: float) -> float:
    """How many seconds lie between two pictures of the preview: at least as many as between two whole pictures of a film."""
    return float(max(SEGMENT_SECONDS, -(-seconds // MOST_PICTURES)))


def strip_arguments(seconds: float, name: str) -> list[str]:
    """What ffmpeg is told to lay small pictures of a film side by side in one; only whole pictures of it are looked at."""
    every = strip_every(seconds)
    rows = max(1, -(-int(seconds // every + 1) // STRIP_COLUMNS))
    drawn = f"fps=1/{every}:round=up,scale={STRIP_WIDTH}:-2,setsar=1,tile={STRIP_COLUMNS}x{rows}"
    return ["-map", "0:v:0", "-an", "-vf", drawn, "-frames:v", "1", "-q:v", "6", "-update", "1", "-f", "image2", name]
