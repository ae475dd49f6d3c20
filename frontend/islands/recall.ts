/* <x-recall>: one card after the other, and answers that are kept on this device until the server has them.

   Without script the cards stand below each other, and each answer is a form's. An answer is given once: it carries a key made up
   here and the moment it was given, so that it may be sent twice, or days later. */

import { keepPage } from "./recall-shelf";

interface Given {
  card: string;
  rating: string;
  key: string;
  at: string;
}

const MOST_KEPT = 500; // answers on one device

class Recall extends HTMLElement {
  private cards: HTMLElement[] = [];
  private place = 0;
  private sending = false;

  connectedCallback(): void {
    this.cards = [...this.querySelectorAll<HTMLElement>("[data-card]")];
    // the press, not the sending: without a connection the page holds every form back
    this.addEventListener("click", (event) => this.take(event));
    this.addEventListener("toggle", (event) => this.turned(event), true);
    this.addEventListener("keydown", (event) => this.press(event));
    window.addEventListener("online", this.send);
    this.leaveOutAnswered();
    if (this.cards.length) this.show();
    if (!navigator.onLine) this.say(this.dataset["offline"] ?? "");
    void this.send().then(() => this.keepForLater());
  }

  disconnectedCallback(): void {
    window.removeEventListener("online", this.send);
  }

  /** The page as it is now, to open without a connection; what was answered since is then left out. */
  private async keepForLater(): Promise<void> {
    if (!navigator.onLine || this.kept().length) return;
    await keepPage(this.dataset["worker"] ?? "").then(() => localStorage.removeItem(`${this.shelf}-since`)).catch(() => undefined);
  }

  private answeredSince(): string[] {
    return (localStorage.getItem(`${this.shelf}-since`) ?? "").split(" ").filter(Boolean);
  }

  /** What this device has answered and not sent yet is not asked again; nor, without a connection, what it answered since. */
  private leaveOutAnswered(): void {
    const since = navigator.onLine ? [] : this.answeredSince();
    const answered = new Set([...this.kept().map((given) => given.card), ...since]);
    for (const card of this.cards) card.hidden = answered.has(card.dataset["card"] ?? "");
    this.cards = this.cards.filter((card) => !card.hidden);
    if (!this.cards.length && answered.size) this.finish();
  }

  private show(): void {
    this.cards.forEach((card, place) => (card.hidden = place !== this.place));
    const count = this.querySelector<HTMLElement>(".recall-count");
    if (count) {
      const words = count.dataset["words"] ?? "";
      count.textContent = words.replace("%(done)s", String(this.place + 1)).replace("%(all)s", String(this.cards.length));
    }
    if (this.place >= this.cards.length) this.finish();
  }

  private finish(): void {
    const over = this.querySelector<HTMLElement>(".recall-over");
    this.querySelector(".recall-count")?.remove();
    if (!over) return;
    over.hidden = false;
    const head = over.querySelector<HTMLElement>("h2");
    head?.setAttribute("tabindex", "-1");
    head?.focus();
  }

  /** The answer is shown: the first way to say how well it was known is at hand. */
  private turned(event: Event): void {
    const details = event.target as HTMLDetailsElement;
    if (details.open) details.querySelector<HTMLElement>("button[name=rating]")?.focus();
  }

  private press(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || !/^[1-4]$/.test(event.key)) return;
    const card = this.cards[this.place];
    if (!card?.querySelector("details[open]")) return;
    event.preventDefault();
    card.querySelector<HTMLButtonElement>(`button[name=rating][value="${event.key}"]`)?.click();
  }

  private take(event: MouseEvent): void {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[name=rating]");
    const form = button?.form;
    if (!button || !form) return;
    event.preventDefault();
    const data = new FormData(form);
    const card = String(data.get("card") ?? "");
    if (this.kept().some((given) => given.key === data.get("key"))) return;
    this.keep([
      ...this.kept(),
      { card, rating: button.value, key: String(data.get("key") ?? ""), at: new Date().toISOString() },
    ]);
    localStorage.setItem(`${this.shelf}-since`, [...this.answeredSince(), card].join(" "));
    this.place += 1;
    this.show();
    this.cards[this.place]?.querySelector<HTMLElement>("summary")?.focus();
    void this.send();
  }

  /** Sends what is kept, one after the other; stops at the first that finds no server. */
  private send = async (): Promise<void> => {
    if (this.sending) return;
    this.sending = true;
    let sent = 0;
    try {
      for (let next = this.kept()[0]; next; next = this.kept()[0]) {
        const given = next;
        if (!(await this.sendOne(given))) {
          this.say(this.dataset["kept"] ?? "");
          return;
        }
        this.keep(this.kept().filter((other) => other.key !== given.key));
        sent += 1;
      }
      const note = this.querySelector<HTMLElement>(".recall-note");
      if (sent && note && !note.hidden) this.say(this.dataset["sent"] ?? "");
      if (sent && this.place >= this.cards.length) void this.keepForLater();
    } finally {
      this.sending = false;
    }
  };

  /** True where the server has it, or will never take it; false where it is worth trying again. */
  private async sendOne(given: Given): Promise<boolean> {
    const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
    const body = new URLSearchParams({ ...given, csrfmiddlewaretoken: token });
    const answer = await fetch(this.dataset["url"] ?? "", {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
    }).catch(() => null);
    return answer !== null && (answer.ok || answer.status === 404 || answer.status === 422);
  }

  private say(words: string): void {
    const note = this.querySelector<HTMLElement>(".recall-note");
    if (!note) return;
    note.hidden = !words;
    note.textContent = words;
  }

  private get shelf(): string {
    return `upwell-recall-${this.dataset["person"] ?? ""}`;
  }

  private kept(): Given[] {
    try {
      return JSON.parse(localStorage.getItem(this.shelf) ?? "[]") as Given[];
    } catch {
      return [];
    }
  }

  private keep(given: Given[]): void {
    localStorage.setItem(this.shelf, JSON.stringify(given.slice(-MOST_KEPT)));
  }
}

customElements.define("x-recall", Recall);
export {};
