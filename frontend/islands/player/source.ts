/* Puts what was made of a recording in the place of the file as it came: one size as it is, several as a list (HLS), which the
   browser plays itself where it can; otherwise hls.js is fetched. */
import type { Told } from "./told";

const LIST = "application/vnd.apple.mpegurl";

/** Begins to play what `told` tells of; gives what lets it go again. */
export async function play(media: HTMLVideoElement | HTMLAudioElement, told: Told, label: string): Promise<() => void> {
  if (told.poster && media instanceof HTMLVideoElement) media.poster = told.poster;
  for (const old of media.querySelectorAll("track")) old.remove();
  if (told.captions) caption(media, told.captions, label);
  const single = told.sizes.length === 1 ? told.sizes[0] : undefined;
  if (single) media.src = single.url;
  else if (media.canPlayType(LIST)) media.src = told.list;
  else return stream(media, told);
  return () => undefined;
}

/** Captions that came while it was shown already. */
export function captionOnce(media: HTMLMediaElement, told: Told, label: string): void {
  if (told.captions && !media.querySelector("track")) caption(media, told.captions, label);
}

function caption(media: HTMLMediaElement, address: string, label: string): void {
  const track = document.createElement("track");
  track.kind = "captions";
  track.label = label;
  track.src = address;
  track.default = true;
  media.append(track);
}

async function stream(media: HTMLMediaElement, told: Told): Promise<() => void> {
  const { default: Hls } = await import("hls.js/light");
  if (!Hls.isSupported()) {
    media.src = told.sizes[0]?.url ?? media.src;
    return () => undefined;
  }
  const hls = new Hls({ capLevelToPlayerSize: true, enableWorker: false, autoStartLoad: false }); // a page that is read loads no film
  hls.loadSource(told.list);
  hls.attachMedia(media);
  media.addEventListener("play", () => hls.startLoad(media.currentTime || told.second), { once: true });
  return () => hls.destroy();
}
