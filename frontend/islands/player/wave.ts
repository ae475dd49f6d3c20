/* How loud a recording is, drawn below the player for whoever cuts it: one draws over the piece to be cut out, or moves its two edges
   by hand or by keyboard. The two fields below it stay what counts. Its clock is that of what is left after all cuts. */
import type { Player } from "./player";
import { clock, endOfCut, originalAt, readClock, shownAt } from "./seconds";

const A_SECOND = 10; // pixels, where that fills more than the line
const WIDEST = 6000; // pixels
const SLIP = 4; // pixels within which drawing is a click
const STEPS: Record<string, number> = { ArrowLeft: -0.1, ArrowDown: -0.1, ArrowRight: 0.1, ArrowUp: 0.1, PageDown: -5, PageUp: 5 }; // seconds
type Edge = "begin" | "end";

export class Wave {
  private readonly long: HTMLElement;
  private readonly peaks: Uint8Array;
  private held: Edge | null = null;
  private drawnFrom: { at: number; x: number } | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly form: HTMLFormElement,
    private readonly player: Player,
  ) {
    this.long = root.querySelector<HTMLElement>(".wave-long")!;
    this.peaks = Uint8Array.from(atob(root.dataset["peaks"] ?? ""), (letter) => letter.charCodeAt(0));
    root.hidden = false;
    this.long.addEventListener("pointerdown", (event) => this.take(event));
    this.long.addEventListener("pointermove", (event) => this.drag(event));
    for (const name of ["pointerup", "pointercancel"] as const) this.long.addEventListener(name, (event) => this.drop(event));
    this.long.addEventListener("keydown", (event) => this.press(event));
    form.addEventListener("input", () => this.mark());
    this.draw();
  }

  get isGone(): boolean {
    return !this.root.isConnected;
  }

  /** Draw what is left; the server may have told of other cuts. */
  draw(): void {
    const every = Number(this.root.dataset["every"]);
    const left = [...this.peaks].filter((_peak, place) => endOfCut(this.player.cuts, (place + 0.5) * every) === undefined);
    const loudest = Math.max(24, ...left);
    const heights = left.map((peak) => Math.max(1, (peak / loudest) * 48));
    const above = heights.map((height, place) => `L${place} ${(50 - height).toFixed(1)}`).join("");
    const below = heights.map((height, place) => `L${place} ${(50 + height).toFixed(1)}`).reverse().join("");
    this.long.querySelector("svg")?.setAttribute("viewBox", `0 0 ${Math.max(1, left.length - 1)} 100`);
    this.long.querySelector("path")?.setAttribute("d", `M0 50${above}${below}Z`);
    const width = Math.min(WIDEST, this.length * A_SECOND);
    this.long.style.inlineSize = width > this.root.clientWidth ? `${width}px` : "";
    this.mark();
  }

  /** Show what the fields say, and where it plays. */
  mark(): void {
    const [begin, end] = [this.at("begin"), this.at("end")];
    for (const [name, second] of [["begin", begin], ["end", end]] as const) {
      const edge = this.edge(name);
      edge.style.setProperty("--at", this.share(second));
      edge.setAttribute("aria-valuemax", this.length.toFixed(1));
      edge.setAttribute("aria-valuenow", second.toFixed(2));
      edge.setAttribute("aria-valuetext", clock(second, true));
    }
    const chosen = this.long.querySelector<HTMLElement>(".wave-chosen")!;
    chosen.style.setProperty("--at", this.share(begin));
    chosen.style.setProperty("--until", this.share(end));
    this.follow(this.player.second);
  }

  follow(second: number): void {
    this.long.querySelector<HTMLElement>(".wave-now")?.style.setProperty("--at", this.share(shownAt(this.player.cuts, second)));
  }

  private get length(): number {
    return this.player.length;
  }

  private share(second: number): string {
    return `${this.length ? Math.min(100, (second / this.length) * 100) : 0}%`;
  }

  private edge(name: Edge): HTMLElement {
    return this.long.querySelector<HTMLElement>(`[data-edge="${name}"]`)!;
  }

  private field(name: Edge): HTMLInputElement {
    return this.form.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
  }

  /** Where an edge is; one that was not said yet stands where the other is. */
  private at(name: Edge): number {
    const own = readClock(this.field(name).value) ?? readClock(this.field(name === "begin" ? "end" : "begin").value) ?? 0;
    return Math.min(Math.max(0, own), this.length);
  }

  private choose(begin: number, end: number): void {
    this.field("begin").value = clock(Math.min(Math.max(0, begin), this.length), true);
    this.field("end").value = clock(Math.min(Math.max(0, end), this.length), true);
    this.mark();
  }

  /** Move one edge; the other gives way. */
  private move(name: Edge, second: number): void {
    const wanted = Math.min(Math.max(0, second), this.length);
    if (name === "begin") this.choose(wanted, Math.max(wanted, this.at("end")));
    else this.choose(Math.min(wanted, this.at("begin")), wanted);
  }

  private secondAt(event: PointerEvent): number {
    const box = this.long.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * this.length;
  }

  /** A finger moves the wave along, and takes an edge by its grip; a mouse also draws over a piece. */
  private take(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.held = ((event.target as Element).closest<HTMLElement>("[data-edge]")?.dataset["edge"] as Edge | undefined) ?? null;
    this.drawnFrom = { at: this.secondAt(event), x: event.clientX };
    if (!this.held && event.pointerType === "touch") return;
    event.preventDefault();
    if (this.held) this.edge(this.held).focus({ preventScroll: true });
    this.long.setPointerCapture(event.pointerId);
  }

  private drag(event: PointerEvent): void {
    if (!this.drawnFrom || !this.long.hasPointerCapture(event.pointerId)) return;
    const second = this.secondAt(event);
    if (this.held) this.move(this.held, second);
    else if (Math.abs(event.clientX - this.drawnFrom.x) > SLIP) this.choose(Math.min(second, this.drawnFrom.at), Math.max(second, this.drawnFrom.at));
  }

  /** A click is where one would like to hear it. */
  private drop(event: PointerEvent): void {
    const from = this.drawnFrom;
    this.drawnFrom = null;
    if (!from || event.type === "pointercancel" || this.held || Math.abs(event.clientX - from.x) > SLIP) return;
    this.player.go(originalAt(this.player.cuts, this.secondAt(event)));
    this.follow(this.player.second);
  }

  private press(event: KeyboardEvent): void {
    const name = (event.target as Element).closest<HTMLElement>("[data-edge]")?.dataset["edge"] as Edge | undefined;
    if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step !== undefined) this.move(name, this.at(name) + step * (event.shiftKey ? 10 : 1));
    else if (event.key === "Home" || event.key === "End") this.move(name, event.key === "Home" ? 0 : this.length);
    else return;
    event.preventDefault();
    this.edge(name).scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
