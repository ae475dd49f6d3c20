/* <x-copy text>: copies the text, else the address of the page, and says so. */
import { say, words } from "./toasts";

class Copy extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("button")?.addEventListener("click", () => void this.copy());
  }

  private async copy(): Promise<void> {
    const text = this.getAttribute("text") || location.href;
    const full = text.startsWith("/") ? new URL(text, location.href).href : text;
    try {
      await navigator.clipboard.writeText(full);
      say(words("copied"), { kind: "success" });
    } catch {
      say(full); // the clipboard is closed to pages without https: one can still select the words
    }
  }
}

customElements.define("x-copy", Copy);
