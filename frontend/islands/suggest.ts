/* <x-suggest url for least>: while somebody types into the field `for`, asks `url` what already answers it and shows the answer.
   What stood there stays until the next arrives, and the place never shrinks while one types, so nothing jumps. */
import { Fragments, settled } from "./timing";

class Suggest extends HTMLElement {
  private readonly fragments = new Fragments();
  private field: HTMLInputElement | HTMLTextAreaElement | null = null;
  private last = "";

  connectedCallback(): void {
    this.field = document.getElementById(this.getAttribute("for") ?? "") as HTMLInputElement | HTMLTextAreaElement | null;
    if (!this.field || !this.getAttribute("url")) return;
    const look = settled(() => void this.look(), 250);
    this.field.addEventListener("input", look);
    this.field.form?.addEventListener("input", look);
    if (this.field.value.trim()) look();
  }

  disconnectedCallback(): void {
    this.fragments.forget();
  }

  private async look(): Promise<void> {
    const text = this.field?.value.trim() ?? "";
    if (text === this.last) return;
    this.last = text;
    if (text.length < Number(this.getAttribute("least") ?? 8)) return this.show("");
    this.setAttribute("aria-busy", "true");
    const fragment = await this.fragments.fetch(this.getAttribute("url") ?? "", { text: text.slice(0, 1000) });
    if (text !== this.last) return;
    this.removeAttribute("aria-busy");
    if (fragment !== null) this.show(fragment);
  }

  private show(fragment: string): void {
    const found = this.querySelector(".found");
    const status = this.querySelector("[role=status]");
    if (!found || !status) return;
    this.style.setProperty("--held", fragment ? `${this.offsetHeight}px` : "0");
    found.innerHTML = fragment;
    status.textContent = found.querySelector<HTMLElement>("[data-say]")?.dataset["say"] ?? "";
    (window as unknown as { htmx?: { process(element: Element): void } }).htmx?.process(found);
  }
}

customElements.define("x-suggest", Suggest);
