/* Says, once, that a reader has come to the end of a module, or how far they came: so that they can be told later what
   changed since. The form is in the page; nothing is sent by merely opening it. */

class Read extends HTMLElement {
  private sent = false;
  private block = "";

  connectedCallback(): void {
    const parts = document.querySelectorAll<HTMLElement>(".module-parts > [id], .module-parts [data-block]");
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) this.block = this.idOf(entry.target as HTMLElement) || this.block;
    });
    for (const part of parts) seen.observe(part);
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.send(true);
    }).observe(this);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.block) this.send(false);
    });
  }

  private idOf(part: HTMLElement): string {
    return part.dataset.block ?? part.id.replace(/^(part|block)-/, "");
  }

  private send(finished: boolean): void {
    const form = this.querySelector("form");
    if (this.sent || !form) return;
    this.sent = finished;
    const data = new FormData(form);
    data.set("block", this.block.slice(0, 40));
    if (finished) data.set("finished", "yes");
    navigator.sendBeacon(form.action, data);
  }
}

customElements.define("x-read", Read);
export {};
