/* <x-player src>: a video or a sound that plays in the size that fits the line, and goes on where one left off.

   The page holds a plain <video> or <audio> of the file as it came. Here the server is asked how far the recording is: while it
   is being made, a line says so; once it plays, the sizes made of it take over. The browser plays them itself where it can
   (HLS), otherwise hls.js is fetched. Where one is and what one has played is noted for oneself alone. */

interface Size {
  label: string;
  width: number;
  url: string;
}

interface Told {
  state: "waiting" | "working" | "ready" | "failed";
  percent: number;
  fault: string;
  seconds: number | null;
  second: number;
  sizes: Size[];
  list: string;
  poster: string;
  captions?: string;
}

const LIST = "application/vnd.apple.mpegurl";
const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
const NEAR_END = 0.97; // whoever got so far begins anew
const NOTE_EVERY = 10_000; // milliseconds
const STEP = 5; // seconds an arrow key goes
const PAUSES = [2000, 3000, 5000, 10_000]; // milliseconds between two looks at how far it is

class Player extends HTMLElement {
  private shown: Told | null = null;
  private looks = 0;
  private from = -1; // since which second it has been playing without a jump
  private last = 0;
  private played: [number, number][] = [];
  private timer = 0;

  connectedCallback(): void {
    const media = this.media;
    if (!media) return;
    void this.look();
    this.addEventListener("keydown", (event) => this.press(event));
    media.addEventListener("play", () => (this.from = media.currentTime));
    media.addEventListener("timeupdate", () => this.follow());
    media.addEventListener("seeking", () => this.cut());
    for (const name of ["pause", "ended"]) media.addEventListener(name, () => (this.cut(), void this.note()));
    window.addEventListener("pagehide", this.leave);
    this.timer = window.setInterval(() => void this.note(), NOTE_EVERY);
    this.drawSpeeds();
  }

  disconnectedCallback(): void {
    window.removeEventListener("pagehide", this.leave);
    window.clearInterval(this.timer);
  }

  private get media(): HTMLVideoElement | HTMLAudioElement | null {
    return this.querySelector("video, audio");
  }

  private get address(): string {
    return this.getAttribute("src") ?? "";
  }

  /** Ask how far it is, show it, and ask again while more is to come. */
  private async look(): Promise<void> {
    const answer = await fetch(this.address).catch(() => null);
    if (!answer?.ok || !this.isConnected) return;
    const told = (await answer.json()) as Told;
    this.say(told);
    if (told.state === "ready" && !this.shown) await this.take(told);
    const isOver = told.state === "failed" || told.state === "ready";
    if (!isOver) window.setTimeout(() => void this.look(), PAUSES[Math.min(this.looks++, PAUSES.length - 1)]);
  }

  private say(told: Told): void {
    const line = this.querySelector<HTMLElement>("[role=status]");
    if (!line) return;
    const sentences: Record<Told["state"], string> = {
      waiting: line.dataset["waiting"] ?? "",
      working: (line.dataset["working"] ?? "").replace("{percent}", String(told.percent)),
      ready: "",
      failed: told.fault,
    };
    const words = sentences[told.state];
    if (line.textContent !== words) line.textContent = words;
  }

  /** Let the sizes take over from the file as it came, unless it is being watched already. */
  private async take(told: Told): Promise<void> {
    const media = this.media;
    if (!media || !media.paused) return;
    this.shown = told;
    if (told.poster && media instanceof HTMLVideoElement) media.poster = told.poster;
    if (told.captions) this.caption(media, told.captions);
    const single = told.sizes.length === 1 ? told.sizes[0] : undefined;
    if (single) media.src = single.url;
    else if (media.canPlayType(LIST)) media.src = told.list;
    else await this.stream(media, told);
    const end = told.seconds ?? 0;
    if (told.second > 1 && told.second < end * NEAR_END)
      media.addEventListener("loadedmetadata", () => (media.currentTime = told.second), { once: true });
  }

  private caption(media: HTMLMediaElement, address: string): void {
    const track = document.createElement("track");
    track.kind = "captions";
    track.label = this.dataset["captions"] ?? "";
    track.src = address;
    track.default = true;
    media.append(track);
  }

  private async stream(media: HTMLMediaElement, told: Told): Promise<void> {
    const { default: Hls } = await import("hls.js/light");
    if (!Hls.isSupported()) {
      media.src = told.sizes[0]?.url ?? media.src;
      return;
    }
    const hls = new Hls({ capLevelToPlayerSize: true, enableWorker: false, autoStartLoad: false }); // a page that is read loads no film
    hls.loadSource(told.list);
    hls.attachMedia(media);
    media.addEventListener("play", () => hls.startLoad(media.currentTime || told.second), { once: true });
  }

  private follow(): void {
    const media = this.media;
    if (!media || media.paused) return;
    if (this.from < 0) this.from = media.currentTime;
    this.last = media.currentTime;
  }

  private cut(): void {
    if (this.from >= 0 && this.last > this.from) this.played.push([this.from, this.last]);
    this.from = -1;
  }

  private async note(): Promise<void> {
    const sent = this.noted();
    if (!sent) return;
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.token };
    await fetch(`${this.address}seen/`, { method: "POST", body: sent, headers, keepalive: true }).catch(() => undefined);
  }

  private readonly leave = (): void => (this.cut(), void this.note());

  private get token(): string {
    return document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
  }

  /** What is to be kept, once; '' where nothing was played since the last time. */
  private noted(): string {
    const isPlaying = this.from >= 0;
    this.cut();
    if (!this.played.length) return "";
    const sent = JSON.stringify({ second: this.last, played: this.played });
    this.played = [];
    if (isPlaying) this.from = this.last;
    return sent;
  }

  /** Space and K: play or pause; arrows and J, L: five and ten seconds; M: sound. Where the focus is on the player itself. */
  private press(event: KeyboardEvent): void {
    const media = this.media;
    if (!media || event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest("select, button, a")) return;
    const jump: Record<string, number> = { ArrowLeft: -STEP, ArrowRight: STEP, j: -2 * STEP, l: 2 * STEP };
    if (event.key in jump) media.currentTime = Math.max(0, media.currentTime + (jump[event.key] ?? 0));
    else if (event.key === "k" || event.key === " ") void (media.paused ? media.play() : media.pause());
    else if (event.key === "m") media.muted = !media.muted;
    else return;
    event.preventDefault();
  }

  private drawSpeeds(): void {
    const select = this.querySelector<HTMLSelectElement>("select[data-speed]");
    if (!select) return;
    select.replaceChildren(...SPEEDS.map((speed) => new Option(`${speed}×`, String(speed), speed === 1, speed === 1)));
    select.addEventListener("change", () => this.media && (this.media.playbackRate = Number(select.value)));
    select.closest("[hidden]")?.removeAttribute("hidden");
  }
}

customElements.define("x-player", Player);
export {};
