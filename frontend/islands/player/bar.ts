/* The bar below a recording: play, where it is, small pictures as one moves along it, chapters, what was said of which second,
   captions, speed, a window of its own, the whole screen. Its clock is that of what is left after all cuts. */
import type { Player } from "./player";
import { clock, endOfCut, originalAt, shownAt } from "./seconds";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
const COLUMNS = 10; // pictures in a row of the strip
const PICTURE = 160; // pixels wide

export class Bar {
  private readonly root: HTMLElement | null;

  constructor(
    private readonly player: Player,
    private readonly media: HTMLVideoElement | HTMLAudioElement,
  ) {
    this.root = player.querySelector<HTMLElement>(".player-bar");
    if (!this.root) return;
    this.root.hidden = false;
    media.controls = false;
    this.root.addEventListener("click", (event) => this.click(event));
    media.addEventListener("click", () => this.toggle());
    for (const name of ["play", "pause", "loadedmetadata", "seeked", "durationchange"]) media.addEventListener(name, () => this.move());
    this.range?.addEventListener("input", () => this.goTo(Number(this.range?.value)));
    this.track?.addEventListener("pointermove", (event) => this.preview(event));
    this.track?.addEventListener("pointerleave", () => this.preview(null));
    document.addEventListener("htmx:afterSettle", () => this.drawMarks());
    this.drawSpeeds();
    this.offer("window", media instanceof HTMLVideoElement && document.pictureInPictureEnabled);
    this.offer("screen", media instanceof HTMLVideoElement && document.fullscreenEnabled);
    this.move();
  }

  /** Draw what the server has told anew. */
  draw(): void {
    this.offer("captions", this.media.textTracks.length > 0);
    this.showCaptions();
    this.drawMarks();
    this.move();
  }

  /** Show where it is. */
  move(): void {
    const at = shownAt(this.player.cuts, this.player.second);
    const length = this.player.length;
    const range = this.range;
    if (range) {
      range.max = String(length);
      range.value = String(at);
      range.setAttribute("aria-valuetext", `${clock(at)} / ${clock(length)}`);
      range.style.setProperty("--done", `${length ? (at / length) * 100 : 0}%`);
    }
    const time = this.root?.querySelector("[data-time]");
    if (time) time.textContent = `${clock(at)} / ${clock(length)}`;
    this.root?.classList.toggle("is-playing", !this.media.paused);
    this.player.classList.toggle("is-playing", !this.media.paused);
    const toggle = this.button("play");
    toggle?.setAttribute("aria-label", toggle.dataset[this.media.paused ? "start" : "stop"] ?? "");
  }

  /** So many seconds on or back. */
  goBy(seconds: number): void {
    this.goTo(shownAt(this.player.cuts, this.player.second) + seconds);
  }

  /** What a key does that is not about time; whether it did anything. */
  press(key: string): boolean {
    const doing: Record<string, () => void> = { c: () => this.click("captions"), f: () => this.click("screen"), i: () => this.click("window"), ">": () => this.faster(1), "<": () => this.faster(-1) };
    doing[key]?.();
    return key in doing;
  }

  private get range(): HTMLInputElement | null {
    return this.root?.querySelector("input[type=range]") ?? null;
  }
  private get track(): HTMLElement | null {
    return this.root?.querySelector(".player-track") ?? null;
  }
  private button(name: string): HTMLElement | null {
    return this.root?.querySelector(`[data-do="${name}"]`) ?? null;
  }

  private goTo(shown: number): void {
    this.player.go(originalAt(this.player.cuts, Math.min(Math.max(0, shown), this.player.length)));
    this.move();
  }

  private toggle(): void {
    void (this.media.paused ? this.media.play() : Promise.resolve(this.media.pause())).catch(() => undefined);
  }

  private click(event: Event | string): void {
    const asked = typeof event === "string" ? event : (event.target as Element).closest<HTMLElement>("[data-do]")?.dataset["do"];
    if (asked === "play") this.toggle();
    else if (asked === "captions") this.showCaptions(!this.hasCaptions);
    else if (asked === "window" && this.media instanceof HTMLVideoElement) void (document.pictureInPictureElement ? document.exitPictureInPicture() : this.media.requestPictureInPicture()).catch(() => undefined);
    else if (asked === "screen") void (document.fullscreenElement ? document.exitFullscreen() : this.player.requestFullscreen()).catch(() => undefined);
    else if (asked === "say" && typeof event !== "string") this.nameSecond(event);
  }

  /** The link that responds to the part speaks of the second one is at. */
  private nameSecond(event: Event): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-do=say]");
    if (!link) return;
    const address = new URL(link.href);
    address.searchParams.set("t", this.player.second.toFixed(1));
    link.href = address.href;
    this.media.pause();
  }

  private offer(name: string, is: boolean): void {
    const button = this.button(name);
    if (button) button.hidden = !is;
  }

  private get hasCaptions(): boolean {
    return [...this.media.textTracks].some((track) => track.mode === "showing");
  }

  private showCaptions(show = this.hasCaptions): void {
    for (const track of this.media.textTracks) track.mode = show ? "showing" : "hidden";
    this.button("captions")?.setAttribute("aria-pressed", String(show));
  }

  /** The beginnings of chapters, and the seconds that somebody spoke of. */
  private drawMarks(): void {
    const { track, player } = this;
    if (!track) return;
    for (const mark of track.querySelectorAll(".player-mark")) mark.remove();
    for (const [second] of player.told?.chapters ?? []) if (second > 0) this.mark(second, "is-chapter");
    const notes = document.querySelectorAll<HTMLElement>(`#margin-list [data-second][data-block="${CSS.escape(player.block)}"]`);
    for (const note of notes) this.mark(Number(note.dataset["second"]), "is-note");
  }

  private mark(second: number, kind: string): void {
    if (!this.player.length || endOfCut(this.player.cuts, second) !== undefined) return;
    const mark = document.createElement("span");
    mark.className = `player-mark ${kind}`;
    mark.style.setProperty("--at", `${(shownAt(this.player.cuts, second) / this.player.length) * 100}%`);
    this.track?.append(mark);
  }

  /** The time, the chapter and the picture of where the pointer is. */
  private preview(event: PointerEvent | null): void {
    const { track, player } = this;
    const shown = track?.querySelector<HTMLElement>(".player-preview");
    if (!track || !shown || !this.range) return;
    shown.hidden = !event || !player.length;
    if (!event || !player.length) return;
    const box = this.range.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    const second = originalAt(player.cuts, share * player.length);
    const chapter = player.told?.chapters.findLast(([begin]) => begin <= second)?.[1] ?? "";
    const words = shown.querySelector("span");
    if (words) words.textContent = [clock(share * player.length), chapter].filter(Boolean).join("  ");
    shown.style.setProperty("--at", `${share * 100}%`);
    this.picture(shown.querySelector("i"), second);
  }

  private picture(shown: HTMLElement | null, second: number): void {
    const { strip } = this.player.told ?? {};
    if (!shown) return;
    shown.hidden = !strip || !(this.media instanceof HTMLVideoElement) || !this.media.videoWidth;
    if (!strip || shown.hidden || !(this.media instanceof HTMLVideoElement)) return;
    const height = (PICTURE * this.media.videoHeight) / this.media.videoWidth;
    const place = Math.floor(this.player.inFile(second) / strip.every);
    shown.style.blockSize = `${height}px`;
    shown.style.backgroundImage = `url("${strip.url}")`;
    shown.style.backgroundPosition = `${-(place % COLUMNS) * PICTURE}px ${-Math.floor(place / COLUMNS) * height}px`;
  }

  private drawSpeeds(): void {
    const select = this.root?.querySelector<HTMLSelectElement>("select[data-speed]");
    if (!select) return;
    select.replaceChildren(...SPEEDS.map((speed) => new Option(`${speed}×`, String(speed), speed === 1, speed === 1)));
    select.addEventListener("change", () => (this.media.playbackRate = Number(select.value)));
  }

  private faster(by: number): void {
    const select = this.root?.querySelector<HTMLSelectElement>("select[data-speed]");
    if (!select) return;
    select.selectedIndex = Math.min(SPEEDS.length - 1, Math.max(0, select.selectedIndex + by));
    this.media.playbackRate = Number(select.value);
  }
}
