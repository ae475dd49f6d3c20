/* One's notes, scrolling over the picture at the speed of speech; a hand on them, or a pause, holds them. */

const LEAD = 0.3; // of the window's height: where one reads, near the camera; until it is reached there, the first line stays
const SHORT = 7; // words

export class Prompter {
  private frame = 0;
  private last = 0;
  private at = 0;
  private count = 0;

  constructor(
    private readonly box: HTMLElement,
    private readonly speed: HTMLInputElement, // words a minute
  ) {}

  /** Shows `notes`; '' hides the prompter. */
  show(notes: string): void {
    this.box.hidden = !notes.trim();
    this.count = notes.trim().split(/\s+/).length;
    this.box.replaceChildren(
      ...notes.split(/\n+/).map((line) => {
        const paragraph = document.createElement("p");
        paragraph.textContent = line;
        return paragraph;
      }),
    );
    this.at = -LEAD * this.box.clientHeight;
    this.box.scrollTop = 0;
  }

  start(): void {
    if (this.box.hidden || this.frame) return;
    this.last = performance.now();
    this.frame = requestAnimationFrame((now) => this.step(now));
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  /** Of the words alone, in pixels. */
  private get height(): number {
    const [first, last] = [this.box.firstElementChild, this.box.lastElementChild];
    return first && last ? last.getBoundingClientRect().bottom - first.getBoundingClientRect().top : 0;
  }

  private step(now: number): void {
    const pixels = (this.height / this.count) * (Number(this.speed.value) / 60_000); // a millisecond
    if (Math.abs(this.box.scrollTop - Math.max(0, this.at)) > 2) this.at = this.box.scrollTop; // somebody moved it by hand
    this.at += pixels * (now - this.last);
    this.last = now;
    this.box.scrollTop = Math.max(0, this.at);
    this.frame = requestAnimationFrame((next) => this.step(next));
  }
}

/** The headings of one's notes, a line each: those that are marked so, else short lines that are no sentence. */
export function headingsIn(notes: string): string {
  const lines = notes.split("\n").map((line) => line.trim()).filter(Boolean);
  const marked = lines.filter((line) => /^#+\s/.test(line)).map((line) => line.replace(/^#+\s+/, ""));
  const short = lines.filter((line) => line.split(/\s+/).length <= SHORT && !/[.!?,;:…]$/.test(line));
  const found = marked.length ? marked : short.length < lines.length ? short : [];
  return found.slice(0, 30).join("\n").slice(0, 1500); // it travels in a header
}
