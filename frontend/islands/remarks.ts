/* <x-remarks>: what is said of a draft, beside it. The server draws the list; this asks for it again when something was said, and
   never takes away what somebody is typing there. On the page as it is read it offers a comment on chosen words and marks the words
   that were spoken of; on the page one writes on, the editor does both. */
import { beginOf, besideChosen, type Chosen, chosenIn, unwrapAll, wrap } from "./margin-text";
import { settled } from "./timing";

interface Htmx {
  ajax(verb: string, url: string, context: Record<string, unknown>): Promise<void>;
}
interface Swap {
  target: Element;
  isError: boolean;
  requestConfig: { elt: Element };
}
interface Typed {
  value: string;
  start: number;
  end: number;
}

const WIDE = "(min-width: 68.01rem)";
const PART = ".module-parts [id^='part-']";
const LOOK_AGAIN = 20_000;

class Remarks extends HTMLElement {
  private chosen: Chosen | null = null;
  private typed = new Map<string, Typed>();
  private opened: string[] = [];
  private focused = "";
  private timer = 0;
  private readonly choose = settled(() => this.offer(), 180);

  connectedCallback(): void {
    document.addEventListener("remarks:news", this.look);
    document.addEventListener("inbox", this.look);
    document.addEventListener("remark:new", this.begin);
    document.addEventListener("remark:show", this.show);
    document.addEventListener("remarked", this.sent);
    document.addEventListener("htmx:beforeSwap", this.remember);
    document.addEventListener("htmx:afterSettle", this.giveBack);
    this.addEventListener("click", this.press);
    this.sheet?.addEventListener("close", () => this.list && this.prepend(this.list));
    this.timer = window.setInterval(this.look, LOOK_AGAIN);
    if (this.list?.dataset["stamp"] !== undefined) this.tellDrawn(); /* the list was here before this script */
    if (!this.picks) return;
    document.addEventListener("selectionchange", this.choose);
    document.addEventListener("keydown", this.keys);
    window.addEventListener("scroll", this.place, { passive: true });
    document.querySelector(".module-parts")?.addEventListener("click", this.pressWords);
    this.bar?.addEventListener("mousedown", (event) => event.preventDefault());
  }

  disconnectedCallback(): void {
    window.clearInterval(this.timer);
    document.removeEventListener("remarks:news", this.look);
    document.removeEventListener("inbox", this.look);
    document.removeEventListener("remark:new", this.begin);
    document.removeEventListener("remark:show", this.show);
    document.removeEventListener("remarked", this.sent);
    document.removeEventListener("htmx:beforeSwap", this.remember);
    document.removeEventListener("htmx:afterSettle", this.giveBack);
    document.removeEventListener("selectionchange", this.choose);
    document.removeEventListener("keydown", this.keys);
    window.removeEventListener("scroll", this.place);
  }

  private get picks(): boolean {
    return this.dataset["picks"] !== undefined;
  }
  private get list(): HTMLElement | null {
    return document.getElementById("remarks");
  }
  private get bar(): HTMLElement | null {
    return this.querySelector(".margin-bar");
  }
  private get form(): HTMLFormElement | null {
    return this.querySelector("#remark-form");
  }
  private get dialog(): HTMLDialogElement | null {
    return this.querySelector("#remark-new");
  }
  private get sheet(): HTMLDialogElement | null {
    return this.querySelector("#remark-sheet");
  }

  /* --- the list ------------------------------------------------------------------------------------------------------------ */

  private readonly look = (): void => {
    const seen = this.list?.dataset["stamp"];
    if (document.hidden || seen === undefined) return; /* it is on its way */
    const { htmx } = window as unknown as { htmx: Htmx };
    void htmx.ajax("GET", `${this.dataset["url"] ?? ""}?seen=${encodeURIComponent(seen)}`, { source: this, target: "#remarks", swap: "outerHTML transition:false" });
  };

  /** What is typed, open and in focus before the list is drawn anew; but not what was sent. */
  private readonly remember = (event: Event): void => {
    const { target, isError, requestConfig } = (event as CustomEvent<Swap>).detail;
    if (target.id !== "remarks") return;
    const sent = !isError && requestConfig.elt instanceof HTMLFormElement ? requestConfig.elt : null;
    this.typed.clear();
    for (const field of target.querySelectorAll("textarea")) {
      if (field.value !== field.defaultValue && !sent?.contains(field)) this.typed.set(field.id, { value: field.value, start: field.selectionStart, end: field.selectionEnd });
    }
    this.opened = [...target.querySelectorAll<HTMLDetailsElement>("details[open]")].filter((one) => !sent || !one.contains(sent)).map(({ id }) => id);
    this.focused = target.contains(document.activeElement) ? (document.activeElement?.id ?? "") : "";
  };

  private readonly giveBack = (event: Event): void => {
    if ((event.target as Element).id !== "remarks" && !(event as CustomEvent<{ target?: Element }>).detail.target?.matches("#remarks")) return;
    for (const id of this.opened) document.getElementById(id)?.setAttribute("open", "");
    for (const [id, { value, start, end }] of this.typed) {
      const field = document.getElementById(id) as HTMLTextAreaElement | null;
      if (!field) continue;
      field.value = value;
      field.setSelectionRange(start, end);
    }
    if (this.focused) document.getElementById(this.focused)?.focus({ preventScroll: true });
    this.typed.clear();
    this.opened = [];
    this.focused = "";
    this.tellDrawn();
  };

  private tellDrawn(): void {
    if (this.picks) this.draw();
    document.dispatchEvent(new Event("remarks:drawn"));
  }

  private readonly press = (event: Event): void => {
    const target = event.target as Element;
    if (target.closest("[data-new]")) return this.beginHere();
    const words = target.closest<HTMLElement>("[data-words]");
    const id = words?.closest<HTMLElement>("[data-remark]")?.dataset["remark"];
    if (!id) return;
    event.preventDefault();
    this.sheet?.close();
    if (this.picks) document.querySelector(`[data-of="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
    else document.dispatchEvent(new CustomEvent("remark:goto", { detail: id }));
  };

  private readonly show = (event: Event): void => {
    const row = document.getElementById(`remark-${(event as CustomEvent<string>).detail}`);
    if (!row || !this.list) return;
    if (!matchMedia(WIDE).matches && this.sheet) {
      this.sheet.querySelector("[data-sheet]")?.append(this.list);
      if (!this.sheet.open) this.sheet.showModal();
      row.focus();
    }
    for (const other of this.list.querySelectorAll(".lit")) other.classList.remove("lit");
    row.classList.add("lit");
    row.scrollIntoView({ block: "nearest" });
  };

  /* --- a comment on words -------------------------------------------------------------------------------------------------- */

  private readonly begin = (event: Event): void => {
    const said = (event as CustomEvent<Record<string, string>>).detail;
    if (!this.form || !this.dialog) return;
    for (const [name, value] of Object.entries(said)) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
    const shown = this.form.querySelector("[data-shown]");
    if (shown) shown.textContent = said["exact"] ?? "";
    this.dialog.showModal();
    this.form.querySelector("textarea")?.focus();
  };

  private readonly sent = (): void => {
    if (!this.dialog?.open) return;
    this.form?.reset();
    const words = this.form?.querySelector("textarea");
    if (words) words.value = ""; /* a form that came back had them as its own */
    this.dialog.close();
    if (this.bar) this.bar.hidden = true;
  };

  /* --- on the page as it is read ------------------------------------------------------------------------------------------- */

  private draw(): void {
    unwrapAll(document.querySelector(".module-parts") ?? document);
    for (const row of this.querySelectorAll<HTMLElement>("[data-remark]")) {
      const part = document.getElementById(`part-${row.dataset["block"] ?? ""}`);
      const { quote = "", prefix = "" } = row.dataset;
      const made = part ? wrap(part, quote, beginOf(part, quote, prefix)) : [];
      for (const wrapper of made) wrapper.dataset["of"] = row.dataset["remark"];
      const gone = row.querySelector<HTMLElement>(".remark-gone");
      if (gone) gone.hidden = made.length > 0;
    }
  }

  private readonly pressWords = (event: Event): void => {
    const words = (event.target as Element).closest<HTMLElement>("[data-of]");
    if (words && document.getSelection()?.isCollapsed) document.dispatchEvent(new CustomEvent("remark:show", { detail: words.dataset["of"] }));
  };

  private offer(): void {
    const selection = document.getSelection();
    if (!this.bar || this.bar.contains(document.activeElement) || this.dialog?.open) return;
    const range = selection && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    this.chosen = range ? chosenIn(range, (node) => (node instanceof Element ? node : node.parentElement)?.closest(PART) ?? null) : null;
    const hint = this.querySelector<HTMLElement>("[data-hint]");
    if (hint) hint.textContent = this.chosen ? (hint.dataset["hint"] ?? "") : "";
    this.bar.hidden = !this.chosen;
    this.place();
  }

  private readonly place = (): void => besideChosen(this.bar);

  private readonly keys = (event: KeyboardEvent): void => {
    if (!this.bar || this.bar.hidden) return;
    if (event.altKey && event.code === "KeyR") this.bar.querySelector("button")?.focus();
    else if (event.key === "Escape") this.bar.hidden = true;
    else return;
    event.preventDefault();
  };

  private beginHere(): void {
    if (!this.chosen) return;
    const { part, exact, prefix, suffix } = this.chosen;
    document.dispatchEvent(new CustomEvent("remark:new", { detail: { block: part.id.slice("part-".length), exact, prefix, suffix, place: "" } }));
  }
}

customElements.define("x-remarks", Remarks);
