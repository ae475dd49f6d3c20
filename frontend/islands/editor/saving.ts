/* How it stands with saving, in words, and publishing that waits for the last of them. */
import { toast, make } from "./dom";
import { word } from "./palette";
import type { Link, Status } from "./provider";
import { isSending } from "./uploads";

const SENTENCES: Record<Status, string> = {
  connecting: "connecting",
  saving: "saving",
  saved: "saved",
  offline: "offline",
  unsaved: "unsaved",
  refused: "refused",
  signedOut: "signedOut",
  gone: "gone",
};
const FAULTS: Status[] = ["offline", "unsaved", "refused", "signedOut", "gone"];

export class Saving {
  private readonly checks: HTMLElement | null;
  private timer = 0;

  constructor(private readonly root: HTMLElement, private readonly link: Link) {
    this.checks = root.querySelector("#checks");
    link.onStatus((status) => this.say(status));
    this.say(link.status);
    document.addEventListener("submit", (event) => void this.publish(event), { capture: true });
    root.addEventListener("click", (event) => void this.goOn(event));
    window.addEventListener("beforeunload", (event) => isSending() && event.preventDefault());
  }

  private say(status: Status): void {
    const place = this.root.querySelector<HTMLElement>("[data-status]");
    if (!place) return;
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(Date.now());
    const isFresh = status === "saved" && this.root.dataset["touched"] !== undefined;
    const words = isFresh ? word("savedAt", { time }) : word(SENTENCES[status]);
    if (place.textContent !== words) place.textContent = words;
    place.classList.toggle("fault", FAULTS.includes(status));
    this.root.dataset["state"] = status;
    this.tell(["refused", "signedOut", "gone"].includes(status) ? `${words} ${this.link.words}`.trim() : "");
    if (status === "saved") this.refreshSoon();
  }

  private tell(words: string): void {
    const place = this.root.querySelector("[data-notes]");
    if (!place || place.textContent === words) return;
    place.replaceChildren(...(words ? [make("div", { class: "note work", role: "alert" }, words)] : []));
  }

  /** The checks beside the page look again at what was saved. */
  private refreshSoon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.refresh(), 1200);
  }

  private async refresh(): Promise<void> {
    const address = this.root.dataset["checks"];
    if (!this.checks || !address || this.checks.contains(document.activeElement)) return;
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      if (answer.ok && !answer.redirected) this.checks.innerHTML = await answer.text();
      document.body.dispatchEvent(new Event("checked"));
    } catch {
      /* the next save asks again */
    }
  }

  /** The form that publishes is sent once everything typed is with the server. */
  private async publish(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    if (!form.matches(".publishing") || this.link.isSaved) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!navigator.onLine) return toast(word("publishOffline"), "warning");
    const slow = window.setTimeout(() => toast(word("publishWaits")), 700);
    const isSaved = await this.link.whenSaved();
    window.clearTimeout(slow);
    release(form);
    if (!isSaved) return toast(word("publishWaitsStill"), "warning");
    form.requestSubmit();
  }

  /** A link that shows what was typed is followed once it is saved. */
  private async goOn(event: MouseEvent): Promise<void> {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-after-saved]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    await this.link.whenSaved();
    location.assign(link.href);
  }
}

/** A form that was held back may be sent after all (see submits.ts). */
function release(form: HTMLFormElement): void {
  delete form.dataset["busy"];
  for (const button of form.querySelectorAll(".busy")) {
    button.classList.remove("busy");
    button.removeAttribute("aria-disabled");
  }
}
