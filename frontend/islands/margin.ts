/* <x-margin>: marks beside the sentences readers spoke of, a small bar for the words one chooses, and a way to respond to each part.

   What is said stands in the list inside it, which the server draws; this only shows where. On wide screens the list stands in the
   margin, on narrow ones it opens as a sheet. Without script the list is a page, and each part has a form. */
import { besideChosen, type Chosen, chosenIn, unwrapAll, wrap } from "./margin-text";
import { settled } from "./timing";

interface Htmx {
  ajax(verb: string, url: string, context: Record<string, unknown>): Promise<void>;
}
const htmx = (): Htmx => (window as unknown as { htmx: Htmx }).htmx;
const WIDE = "(min-width: 68.01rem)";
const PART = ".module-parts [id^='part-']";

class Margin extends HTMLElement {
  private chosen: Chosen | null = null;
  private readonly look = settled(() => this.choose(), 180);

  connectedCallback(): void {
    document.addEventListener("selectionchange", this.look);
    document.addEventListener("keydown", this.press);
    document.addEventListener("said", this.sent);
    document.addEventListener("htmx:afterSettle", this.draw);
    window.addEventListener("scroll", this.place, { passive: true });
    this.addEventListener("click", this.pressBar);
    this.bar?.addEventListener("mousedown", (event) => event.preventDefault());
    document.querySelector(".module-parts")?.addEventListener("click", this.clickPart);
    this.sheet?.addEventListener("close", () => this.putListBack());
    this.draw();
  }

  disconnectedCallback(): void {
    document.removeEventListener("selectionchange", this.look);
    document.removeEventListener("keydown", this.press);
    document.removeEventListener("said", this.sent);
    document.removeEventListener("htmx:afterSettle", this.draw);
    window.removeEventListener("scroll", this.place);
  }

  private get bar(): HTMLElement | null {
    return this.querySelector(".margin-bar");
  }
  private get list(): HTMLElement | null {
    return document.getElementById("margin-list");
  }
  private get sheet(): HTMLDialogElement | null {
    return this.querySelector("#margin-sheet");
  }
  private get dialog(): HTMLDialogElement | null {
    return this.querySelector("#respond");
  }

  /* --- marks beside the sentences, and a control on each part ------------------------------------------------------------- */

  private readonly draw = (): void => {
    const held = document.activeElement?.closest(".respond")?.parentElement?.id;
    for (const mark of document.querySelectorAll(".module-parts .margin-mark")) mark.remove();
    unwrapAll(document.querySelector(".module-parts") ?? document);
    const whole = new Map<string, HTMLElement>();
    for (const note of this.list?.querySelectorAll<HTMLElement>("[data-block]") ?? []) {
      if (note.dataset["words"]) this.mark(note, note.dataset["words"]);
      else whole.set(note.dataset["block"] ?? "", note);
    }
    for (const part of document.querySelectorAll<HTMLElement>(PART)) this.offer(part, whole.get(part.id.slice("part-".length)));
    if (held) this.focusOn(held);
  };

  /* What is drawn anew would lose whoever stands on it by keyboard. */
  private focusOn(id: string): void {
    document.getElementById(id)?.querySelector<HTMLElement>(":scope > .respond > a")?.focus({ preventScroll: true });
  }

  private mark(note: HTMLElement, words: string): void {
    const part = document.getElementById(`part-${note.dataset["block"] ?? ""}`);
    const made = part ? wrap(part, words, Number(note.dataset["begin"] ?? 0)) : [];
    const last = made.at(-1);
    if (!last) return;
    for (const wrapper of made) wrapper.classList.toggle("open", note.classList.contains("open"));
    (last.closest("a") ?? last).after(this.badge(note));
  }

  private badge(note: HTMLElement): HTMLButtonElement {
    const badge = document.createElement("button");
    badge.type = "button";
    badge.className = `margin-mark${note.classList.contains("open") ? " open" : ""}`;
    badge.dataset["note"] = note.id;
    badge.textContent = note.dataset["count"] ?? "";
    badge.setAttribute("aria-label", (this.dataset["mark"] ?? "").replace("{count}", note.dataset["count"] ?? ""));
    return badge;
  }

  private offer(part: HTMLElement, note: HTMLElement | undefined): void {
    part.classList.add("margin-has");
    part.querySelector(":scope > .respond")?.remove();
    const control = document.createElement("span");
    control.className = "respond";
    const link = document.createElement("a");
    const label = `${this.dataset["part"] ?? ""}: ${(part.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40)}`;
    link.href = `${this.dataset["respond"] ?? ""}?block=${encodeURIComponent(part.id.slice("part-".length))}`;
    link.setAttribute("aria-label", label);
    link.title = this.dataset["part"] ?? "";
    const icon = this.querySelector("template")?.content.cloneNode(true);
    if (icon) link.append(icon);
    control.append(link);
    if (note) control.append(this.badge(note));
    part.append(control);
  }

  /* --- the bar for what one chose ------------------------------------------------------------------------------------------ */

  private choose(): void {
    const selection = document.getSelection();
    if (this.bar?.contains(document.activeElement)) return;
    const range = selection && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    this.chosen = range ? chosenIn(range, (node) => (node instanceof Element ? node : node.parentElement)?.closest(PART) ?? null) : null;
    if (!this.bar) return;
    const said = this.querySelector<HTMLElement>("[data-hint]");
    if (said) said.textContent = this.chosen && this.bar.hidden ? (said.dataset["hint"] ?? "") : "";
    this.bar.hidden = !this.chosen;
    this.place();
  }

  private readonly place = (): void => besideChosen(this.bar);

  private readonly press = (event: KeyboardEvent): void => {
    const bar = this.bar;
    if (!bar || bar.hidden) return;
    const buttons = [...bar.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (event.altKey && event.code === "KeyR") buttons[0]?.focus();
    else if (event.key === "Escape") (bar.hidden = true), (document.activeElement as HTMLElement | null)?.blur();
    else if (at >= 0 && event.key === "ArrowRight") buttons[(at + 1) % buttons.length]?.focus();
    else if (at >= 0 && event.key === "ArrowLeft") buttons.at(at - 1)?.focus();
    else return;
    event.preventDefault();
  };

  private spot(): Record<string, string> {
    const { part, exact, prefix, suffix, start } = this.chosen ?? {};
    return { block: part?.id.slice("part-".length) ?? "", exact: exact ?? "", prefix: prefix ?? "", suffix: suffix ?? "", start: String(start ?? 0) };
  }

  /* --- responding ---------------------------------------------------------------------------------------------------------- */

  private readonly pressBar = (event: Event): void => {
    const button = (event.target as Element).closest<HTMLElement>(".margin-bar [data-as]");
    const wish = button?.dataset["as"];
    if (!wish || !this.chosen) return;
    if (wish === "useful") void htmx().ajax("POST", this.dataset["say"] ?? "", { source: this, target: "#margin-list", swap: "outerHTML", values: { ...this.spot(), as: wish } });
    else void this.open(`${this.dataset["respond"] ?? ""}?${new URLSearchParams({ ...this.spot(), as: wish }).toString()}`);
    if (this.bar) this.bar.hidden = true;
  };

  private readonly clickPart = (event: Event): void => {
    const target = event.target as Element;
    const mark = target.closest<HTMLElement>(".margin-mark");
    if (mark) return this.show(mark.dataset["note"] ?? "");
    const link = target.closest<HTMLAnchorElement>(".respond a, a[data-do=say]");
    if (!link || (event instanceof MouseEvent && (event.metaKey || event.ctrlKey || event.shiftKey))) return;
    event.preventDefault();
    void this.open(link.href);
  };

  private async open(address: string): Promise<void> {
    await htmx().ajax("GET", address, { source: this, target: "#respond-body", swap: "innerHTML" });
    if (!this.dialog || this.dialog.open) return;
    const block = new URL(address, location.href).searchParams.get("block") ?? "";
    this.dialog.addEventListener("close", () => this.focusOn(`part-${block}`), { once: true });
    this.dialog.showModal();
    const first = this.dialog.querySelector<HTMLElement>("#respond-body [autofocus], #respond-body input:checked");
    (first ?? this.dialog.querySelector<HTMLElement>("button"))?.focus();
  }

  private readonly sent = (): void => {
    this.dialog?.close();
    document.getSelection()?.removeAllRanges();
    this.chosen = null;
    if (this.bar) this.bar.hidden = true;
    this.draw();
  };

  private show(id: string): void {
    const note = document.getElementById(id);
    const list = this.list;
    if (!note || !list) return;
    if (!matchMedia(WIDE).matches && this.sheet) {
      this.sheet.querySelector("[data-sheet]")?.append(list);
      this.sheet.showModal();
    }
    for (const other of list.querySelectorAll(".lit")) other.classList.remove("lit");
    note.classList.add("lit");
    note.scrollIntoView({ block: "nearest" });
    note.focus();
  }

  private putListBack(): void {
    if (this.list) this.prepend(this.list);
  }
}

customElements.define("x-margin", Margin);
