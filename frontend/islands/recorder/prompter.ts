/* One's notes, scrolling over the picture at the speed of speech; a hand on them, or a pause, holds them. */

const LEAD = 0.3; // of the window's height before the first line: one reads where the eyes meet the camera

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
    this.at = 0;
    this.box.scrollTop = 0;
  }

  start(): void {
    if (this.box.hidden || this.frame) return;
    this.at = this.box.scrollTop;
    this.last = performance.now();
    this.frame = requestAnimationFrame((now) => this.step(now));
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  private step(now: number): void {
    const whole = this.box.scrollHeight - this.box.clientHeight * LEAD;
    const pixels = (whole / Math.max(1, this.count)) * (Number(this.speed.value) / 60_000); // a millisecond
    if (Math.abs(this.box.scrollTop - this.at) > 2) this.at = this.box.scrollTop; // somebody moved it by hand
    this.at += pixels * (now - this.last);
    this.last = now;
    this.box.scrollTop = this.at;
    this.frame = requestAnimationFrame((next) => this.step(next));
  }
}
