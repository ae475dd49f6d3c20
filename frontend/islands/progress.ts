/* <x-progress>: notes where one is in a module and how long one really read, so that one finds back and it counts once.
   Nothing is sent by merely opening a page: only after some seconds, an answer, or having come to the end. Each report tells
   the whole of this visit, so that one that is lost or comes twice does no harm. */

interface Htmx { process(element: Element): void }

const EVERY = 30; // seconds between two reports
const IDLE = 180; // seconds without a hand or an eye on the page, after which time stands still
const FIRST = 10; // seconds before a visit is worth a report

class ProgressElement extends HTMLElement {
  private readonly visit = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
  private readonly answered = new Map<string, boolean>();
  private seconds = 0;
  private idle = 0;
  private told = "";
  private block = "";
  private atEnd = false;
  private watch?: number;

  connectedCallback(): void {
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) this.block = idOf(entry.target) || this.block;
    });
    for (const part of document.querySelectorAll(".module-parts > [id]")) seen.observe(part);
    new IntersectionObserver((entries) => { this.atEnd ||= entries.some((entry) => entry.isIntersecting); }).observe(this);
    for (const name of ["pointermove", "keydown", "scroll", "touchstart"]) document.addEventListener(name, this.stir, { passive: true, capture: true });
    document.addEventListener("timeupdate", this.stir, { capture: true });
    document.addEventListener("htmx:afterSettle", this.hear);
    document.addEventListener("visibilitychange", this.leave);
    this.watch = window.setInterval(() => this.tick(), 1000);
  }

  disconnectedCallback(): void {
    window.clearInterval(this.watch);
    document.removeEventListener("htmx:afterSettle", this.hear);
    document.removeEventListener("visibilitychange", this.leave);
  }

  private readonly stir = (): void => { this.idle = 0; };

  private readonly leave = (): void => { if (document.visibilityState === "hidden" && this.seconds >= FIRST) void this.report(); };

  /* what a question says of an answer: only the first one counts */
  private readonly hear = (): void => {
    for (const form of document.querySelectorAll("form.question")) {
      const verdict = form.querySelector(".verdict.right, .verdict.wrong");
      const id = idOf(form);
      if (!verdict || !id || this.answered.has(id)) continue;
      this.answered.set(id, verdict.classList.contains("right"));
      void this.report();
    }
  };

  private get form(): HTMLFormElement | null { return this.querySelector<HTMLFormElement>("form[data-place]"); }

  private tick(): void {
    if (document.visibilityState !== "visible" || ++this.idle > IDLE || !this.form) return;
    this.seconds += 1;
    const least = Number(this.form.dataset.least);
    if (this.atEnd && this.seconds === least) void this.report();
    else if (this.seconds === FIRST || this.seconds % EVERY === 0) void this.report();
    else if (this.atEnd && this.seconds > least && !this.told.includes("end")) void this.report();
  }

  private async report(): Promise<void> {
    const form = this.form;
    if (!form) return;
    const data = new FormData(form);
    data.set("visit", this.visit.slice(0, 40));
    data.set("seconds", String(this.seconds));
    data.set("block", this.block);
    if (this.atEnd && this.seconds >= Number(form.dataset.least)) data.set("end", "yes");
    for (const [id, right] of this.answered) data.append("answered", right ? `${id}:right` : id);
    this.told = [...data.keys()].join(" ");
    const answer = await fetch(form.action, { method: "POST", body: data, keepalive: true }).catch(() => null);
    if (answer?.status === 200) {
      this.innerHTML = await answer.text();
      (window as unknown as { htmx: Htmx }).htmx.process(this);
    }
  }
}

function idOf(part: Element): string {
  return part.id.replace(/^(part|block)-/, "").slice(0, 40);
}

customElements.define("x-progress", ProgressElement);
export {};
