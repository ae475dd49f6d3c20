/* <x-player src data-part>: a video or a sound that plays in the size that fits the line, and goes on where one left off.

   The page holds a plain <video> or <audio>. Here the server is asked how far the recording is: while it is being made, a line says
   so; once it plays, the sizes made of it take over, and the bar below takes the place of the browser's own. What was cut out is
   passed over from the moment it was cut, whatever plays. Where one is and what one has played is noted for oneself alone. */
import { Bar } from "./bar";
import { Said } from "./said";
import { endOfCut, originalAt, shownAt, type Stretch, without } from "./seconds";
import { captionOnce, play } from "./source";
import type { Told } from "./told";

const NEAR_END = 0.97; // whoever got so far begins anew
const NOTE_EVERY = 10_000; // milliseconds
const STEP = 5; // seconds an arrow key goes
const MOST_WAITS = 60; // looks for what nobody has begun to make ready
const PAUSES = [2000, 3000, 5000, 10_000]; // milliseconds between two looks at how far it is

export class Player extends HTMLElement {
  told: Told | null = null;
  private playing: Stretch[] = []; // what is not in what plays; the file as it came is whole
  private edition = -1;
  private looks = 0;
  private from = -1; // since which second it has been playing without a jump
  private last = 0;
  private played: Stretch[] = [];
  private timer = 0;
  private letGo: () => void = () => undefined;
  private bar: Bar | null = null;
  private said: Said | null = null;

  connectedCallback(): void {
    const media = this.media;
    if (!media) return;
    this.bar = new Bar(this, media);
    this.said = new Said(this);
    void this.look();
    this.addEventListener("keydown", (event) => this.press(event));
    media.addEventListener("play", () => (this.from = this.second));
    media.addEventListener("timeupdate", () => this.follow());
    media.addEventListener("seeking", () => this.cut());
    media.addEventListener("pause", () => void this.take());
    for (const name of ["pause", "ended"]) media.addEventListener(name, () => (this.cut(), void this.note()));
    document.addEventListener("click", this.jumpBy);
    document.addEventListener("recut", this.recut);
    window.addEventListener("pagehide", this.leave);
    this.timer = window.setInterval(() => void this.note(), NOTE_EVERY);
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.jumpBy);
    document.removeEventListener("recut", this.recut);
    window.removeEventListener("pagehide", this.leave);
    window.clearInterval(this.timer);
    this.said?.leave();
    this.letGo();
  }

  get media(): HTMLVideoElement | HTMLAudioElement | null {
    return this.querySelector("video, audio");
  }

  /** Which block of the page it plays. */
  get block(): string {
    return this.dataset["part"] ?? "";
  }

  /** What is cut out by now. */
  get cuts(): Stretch[] {
    return this.told?.cuts ?? [];
  }

  /** How long it lasts, as the bar shows it. */
  get length(): number {
    const whole = this.told?.seconds ?? this.media?.duration ?? 0;
    return Number.isFinite(whole) ? shownAt(this.cuts, whole) : 0;
  }

  /** Where it is, by the clock of the recording as it came. */
  get second(): number {
    return originalAt(this.playing, this.media?.currentTime ?? 0);
  }

  /** Where a second of the recording as it came lies in the file that plays. */
  inFile(second: number): number {
    return shownAt(this.playing, second);
  }

  /** Go to a second of the recording as it came. */
  go(second: number): void {
    const media = this.media;
    if (!media) return;
    const wanted = Math.max(0, this.inFile(endOfCut(this.cuts, second) ?? second));
    if (media.readyState > 0) media.currentTime = wanted;
    else media.addEventListener("loadedmetadata", () => (media.currentTime = wanted), { once: true });
  }

  /** Go there and play. */
  jump(second: number): void {
    this.go(second);
    void this.media?.play().catch(() => undefined);
  }

  private get address(): string {
    return this.getAttribute("src") ?? "";
  }

  /** Ask how far it is, show it, and ask again while more is to come. */
  private async look(): Promise<void> {
    const answer = await fetch(this.address).catch(() => null);
    if (answer?.status === 404) return this.told ? this.end() : this.wait();
    if (!answer?.ok || !this.isConnected) return;
    this.told = (await answer.json()) as Told;
    this.say(this.told);
    await this.take();
    this.bar?.draw();
    this.said?.redraw();
    const isOver = this.told.state === "failed" || (this.told.state === "ready" && (this.edition < 0 || this.told.percent === 100));
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

  /** Let what was made take over from the file as it came, or a new edition from the one before; not while one watches. */
  private async take(): Promise<void> {
    const { media, told } = this;
    if (media && told && told.edition === this.edition) captionOnce(media, told, this.dataset["captions"] ?? "");
    if (!media?.paused || told?.state !== "ready" || told.edition === this.edition) return;
    const isFirst = this.edition < 0;
    const second = isFirst ? 0 : this.second;
    this.edition = told.edition;
    this.letGo();
    this.letGo = await play(media, told, this.dataset["captions"] ?? "");
    this.playing = told.shown_cuts;
    if (isFirst) this.begin(told);
    else this.go(second);
  }

  /** At the second that the address names, else where one left off. */
  private begin(told: Told): void {
    const named = location.hash === `#part-${this.block}` ? Number(new URLSearchParams(location.search).get("t") ?? NaN) : NaN;
    if (Number.isFinite(named)) this.go(named);
    else if (told.second > 1 && told.second < (told.seconds ?? 0) * NEAR_END) this.go(told.second);
  }

  /** A link to a second of this part plays it from there; without script it is a link to the page. */
  private readonly jumpBy = (event: MouseEvent): void => {
    const link = (event.target as Element).closest<HTMLElement>("a[data-second]");
    if (!link || link.dataset["part"] !== this.block || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.jump(Number(link.dataset["second"]));
  };

  /** Something was cut, put back, or named: ask again. */
  private readonly recut = (event: Event): void => {
    if ((event as CustomEvent<{ block: string }>).detail.block !== this.block) return;
    this.looks = 0;
    void this.look();
  };

  private follow(): void {
    const media = this.media;
    if (!media) return;
    const end = endOfCut(this.cuts, this.second);
    if (end !== undefined && !media.paused) {
      if (end >= (this.told?.seconds ?? Infinity)) media.pause();
      else this.go(end);
      return;
    }
    this.bar?.move();
    this.said?.follow(this.second);
    if (media.paused) return;
    if (this.from < 0) this.from = this.second;
    this.last = this.second;
  }

  private cut(): void {
    if (this.from >= 0 && this.last > this.from) this.played.push(...without(this.playing, [this.from, this.last]));
    this.from = -1;
  }

  private async note(): Promise<void> {
    const sent = this.noted();
    if (!sent) return;
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.token };
    const answer = await fetch(`${this.address}seen/`, { method: "POST", body: sent, headers, keepalive: true }).catch(() => null);
    if (answer?.status === 404) this.end();
  }

  /** It was brought just now, and nobody has begun to make it ready. */
  private wait(): void {
    const line = this.querySelector<HTMLElement>("[role=status]");
    if (line) line.textContent = line.dataset["waiting"] ?? "";
    if (this.looks++ < MOST_WAITS) window.setTimeout(() => void this.look(), PAUSES.at(Math.min(this.looks, PAUSES.length) - 1));
  }

  /** Whoever showed it, or is seen in it, took it back: it ends here and now, also what was fetched already. */
  private end(): void {
    const { media } = this;
    this.letGo();
    this.letGo = () => undefined;
    media?.pause();
    media?.removeAttribute("src");
    media?.replaceChildren();
    media?.load();
    for (const name of [".player-bar", "video, audio"]) this.querySelector<HTMLElement>(name)?.setAttribute("hidden", "");
    const line = this.querySelector<HTMLElement>("[role=status]");
    if (line) line.textContent = line.dataset["gone"] ?? "";
  }

  private readonly leave = (): void => (this.cut(), void this.note());

  get token(): string {
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

  /** Space and K: play or pause; arrows and J, L: five and ten seconds; M: sound; C: captions; F: the whole screen; < and >: speed. */
  private press(event: KeyboardEvent): void {
    const media = this.media;
    const target = event.target as Element;
    if (!media || event.ctrlKey || event.metaKey || event.altKey) return;
    const isBar = target.matches("input[type=range]");
    if (target.closest("select, a, textarea") || (!isBar && target.closest("input")) || (event.key === " " && target.closest("button"))) return;
    const jump: Record<string, number> = { ArrowLeft: -STEP, ArrowRight: STEP, j: -2 * STEP, l: 2 * STEP };
    if (event.key in jump) this.bar?.goBy(jump[event.key] ?? 0);
    else if (event.key === "k" || event.key === " ") void (media.paused ? media.play() : media.pause());
    else if (event.key === "m") media.muted = !media.muted;
    else if (!this.bar?.press(event.key)) return;
    event.preventDefault();
  }
}

customElements.define("x-player", Player);
