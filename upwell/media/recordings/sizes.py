"""In which sizes a recording is made, and how: never larger than it came, the smallest first."""

from dataclasses import dataclass

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

    @property
    def label(self) -> str:
        """What it is called on disk and in addresses."""
        return f"{self.height}p" if self.height else "sound"


def sizes_for(width: int, height: int) -> list[Size]:
    """At most three, from the smallest up, none larger than `width` x `height`."""
    short = min(width, height)
    if short < 2:
        return [Size(0, 0)]
    sides = [side for side in SHORT_SIDES if side <= short]
    if len(sides) < len(SHORT_SIDES) and (not sides or short > sides[-1] * 1.2):
        sides.append(short)
    return [Size(_even(width * side / short), _even(height * side / short)) for side in sides]


def arguments_for(size: Size, *, has_sound: bool, most_seconds: float) -> list[str]:
    """What ffmpeg is told: one fragmented MP4 with H.264 and AAC, and the HLS list of its pieces beside it."""
    told = ["-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", "-t", f"{most_seconds:.0f}"]
    if size.height:
        told += ["-map", "0:v:0", "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-threads:v", "2"]
        told += ["-vf", f"scale={size.width}:{size.height},setsar=1,format=yuv420p", "-fpsmax", str(MOST_FRAMES)]
        told += ["-force_key_frames", f"expr:gte(t,n_forced*{SEGMENT_SECONDS})"]
    if has_sound:
        told += ["-map", "0:a:0", "-c:a", "aac", "-b:a", str(SOUND_BITS), "-ac", "2", "-ar", "48000", "-af", LOUDNESS]
    pieces = ["-hls_time", str(SEGMENT_SECONDS), "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"]
    alone = ["-hls_flags", "single_file", "-hls_segment_filename", f"{size.label}.mp4"]
    return [*told, "-max_muxing_queue_size", "4096", "-f", "hls", *pieces, *alone, f"{size.label}.m3u8"]


def _even(number: float) -> int:
    return max(2, int(number) // 2 * 2)
