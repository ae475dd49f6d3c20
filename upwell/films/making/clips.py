"""The clip of one scene, made by ffmpeg in its cage; clips are alike in form, so that a film is put together without a loss.

Each holds H.264 and uncompressed sound in Matroska: sound is compressed once, when all are joined, and no gap arises.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from upwell.core.store import store
from upwell.films.drawing.colours import LOOKS
from upwell.films.drawing.picture import HEIGHT, WIDTH, draw
from upwell.films.making.shots import Shot
from upwell.films.making.timing import FRAMES, LEAD
from upwell.films.models import Transition
from upwell.media.recordings.cuts import filters
from upwell.media.recordings.ffmpeg import READERS, Source, compose
from upwell.media.recordings.sizes import LOUDNESS

MELT = 0.5  # seconds in which one scene becomes the next
PATIENCE, PATIENCE_FACTOR = 60.0, 8.0  # seconds for the shortest clip, and so many times its length
COLOURS = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1"
PICTURES = [
    "-c:v",
    "libx264",
    "-preset",
    "veryfast",
    "-crf",
    "21",
    "-profile:v",
    "high",
    "-g",
    "100",
    "-threads:v",
    "2",
]
TAGS = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
SOUND_FORM = "aformat=sample_fmts=s16:sample_rates=48000:channel_layouts=stereo"
SOUND_BITS = 96_000  # a second

Progress = Callable[[float], None]


def make_clip(shot: Shot, after: Shot | None, *, transition: str, into: Path, progress: Progress | None = None) -> Path:
    """The clip of a shot that comes after another; one that is there already is used again."""
    place = into / f"{shot.digest(after, transition)}.mkv"
    if place.is_file():
        return place
    beside = f"{place.stem}.part.mkv"
    with ExitStack() as opened:
        drawn = opened.enter_context(TemporaryDirectory(dir=into))
        sources, seen = _seen(shot, after if transition == Transition.FADE else None, Path(drawn), opened)
        if shot.sound is not None:
            heard = opened.enter_context(shot.sound.on_disk())
            sources.append(Source(heard, READERS[shot.sound.content_type]))
        graph = ";".join([*seen, _heard(shot, len(sources) - 1)])
        told = ["-filter_complex", graph, "-map", "[seen]", "-map", "[heard]", "-t", str(shot.seconds)]
        form = [
            *PICTURES,
            *TAGS,
            "-r",
            str(FRAMES),
            "-c:a",
            "pcm_s16le",
            "-map_metadata",
            "-1",
            "-f",
            "matroska",
            beside,
        ]
        patience = PATIENCE + shot.seconds * PATIENCE_FACTOR
        compose(sources, [*told, *form], into=into, reads=[Path(drawn)], patience=patience, progress=progress)
    (into / beside).replace(place)
    return place


def join_clips(clips: Sequence[Path], *, is_heard: bool, seconds: float, into: Path) -> Path:
    """All clips in one MP4, pictures as they are; without sound where nothing is heard in any of them."""
    listed = into / "clips.txt"
    listed.write_text("".join(f"file '{clip.name}'\n" for clip in clips))
    sound = ["-c:a", "aac", "-b:a", str(SOUND_BITS)] if is_heard else ["-an"]
    told = ["-map", "0:v:0", *(["-map", "0:a:0"] if is_heard else []), "-c:v", "copy", *sound]
    form = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart"]
    source = Source(listed, "concat", ("-safe", "0"))
    compose([source], [*told, *form, "-f", "mp4", "film.mp4"], into=into, reads=clips, patience=PATIENCE + seconds)
    return into / "film.mp4"


def _seen(shot: Shot, after: Shot | None, drawn: Path, opened: ExitStack) -> tuple[list[Source], list[str]]:
    """What is given to ffmpeg to see, and how [seen] is made of it."""
    sources, graph = _moving(shot, opened) if shot.stretch else _still(shot, drawn)
    if after is None:
        return sources, [*graph, "[all]format=yuv420p[seen]"]
    before = _drawn(_last(after), drawn / "before.png")
    held = f"[{len(sources)}:v]{_hold(MELT + 0.1)}[before]"
    return [*sources, before], [
        *graph,
        held,
        f"[before][all]xfade=transition=fade:duration={MELT}:offset=0,format=yuv420p[seen]",
    ]


def _still(shot: Shot, drawn: Path) -> tuple[list[Source], list[str]]:
    """A picture that is held, or one for each piece of its captions."""
    pieces = shot.captions or [([], shot.seconds)]
    sources = [_drawn(draw(shot.sight, caption=lines), drawn / f"{at}.png") for at, (lines, _s) in enumerate(pieces)]
    graph = [f"[{at}:v]{_hold(seconds)}[p{at}]" for at, (_lines, seconds) in enumerate(pieces)]
    all_of_it = "".join(f"[p{at}]" for at in range(len(pieces)))
    return sources, [*graph, f"{all_of_it}concat=n={len(pieces)}:v=1:a=0,settb=1/{FRAMES}[all]"]


def _moving(shot: Shot, opened: ExitStack) -> tuple[list[Source], list[str]]:
    """A piece of a recording, whole within the frame; its last picture stays while somebody still speaks."""
    stretch = shot.stretch
    if stretch is None:
        return [], []
    ground = LOOKS[shot.sight.look].ground.replace("#", "0x")
    fitted = f"scale={WIDTH}:{HEIGHT}:force_original_aspect_ratio=decrease:force_divisible_by=2"
    chain = [*filters(stretch.cuts, for_sound=False), fitted, f"pad={WIDTH}:{HEIGHT}:-1:-1:color={ground}", COLOURS]
    chain += [f"fps={FRAMES}", f"tpad=stop_mode=clone:stop_duration={shot.seconds}", f"trim=duration={shot.seconds}"]
    ends = f"fade=t=out:st={max(0.0, shot.seconds - MELT):.2f}:d={MELT}:color={ground}"
    limits = ("-ss", f"{stretch.begin:.3f}", "-t", f"{stretch.end - stretch.begin:.3f}")
    source = Source(opened.enter_context(store().on_disk(stretch.place)), READERS[stretch.content_type], limits)
    return [source], [f"[0:v:0]{','.join([*chain, ends, f'settb=1/{FRAMES}'])}[all]"]


def _heard(shot: Shot, last: int) -> str:
    """How [heard] is made: narration after a moment, else the clip's own sound, else nothing; as long as the scene."""
    fitting = f"apad,atrim=duration={shot.seconds},asetpts=PTS-STARTPTS[heard]"
    if shot.sound is not None:
        return f"[{last}:a:0]{LOUDNESS},{SOUND_FORM},adelay={int(LEAD * 1000)}:all=1,{fitting}"
    if shot.stretch is not None and shot.stretch.has_sound:
        chain = [*filters(shot.stretch.cuts, for_sound=True), LOUDNESS, SOUND_FORM, fitting]
        return f"[0:a:0]{','.join(chain)}"
    return f"anullsrc=r=48000:cl=stereo,{SOUND_FORM},atrim=duration={shot.seconds}[heard]"


def _hold(seconds: float) -> str:
    """One picture for so long."""
    held = f"{COLOURS},fps={FRAMES},tpad=stop_mode=clone:stop_duration={seconds + 1:.2f}"
    return f"{held},trim=duration={seconds:.2f},setpts=PTS-STARTPTS,settb=1/{FRAMES}"


def _last(shot: Shot) -> Image.Image:
    """What one sees last of a shot; a clip has gone over into the ground of its look."""
    if shot.stretch is not None:
        return Image.new("RGB", (WIDTH, HEIGHT), LOOKS[shot.sight.look].ground)
    return draw(shot.sight, caption=shot.captions[-1][0] if shot.captions else ())


def _drawn(image: Image.Image, path: Path) -> Source:
    image.save(path, compress_level=1)
    return Source(path, "png_pipe")
