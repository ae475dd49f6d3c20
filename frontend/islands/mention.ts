/* <x-mention data-names="url"> around forms: while one types a name after @, colleagues who may be meant are offered. */
import { Fragments, settled } from "./timing";

const TYPED = /(?:^|\s)@([\p{L}][\p{L}\p{M}.’'-]*(?: [\p{L}\p{M}.’'-]*){0,2})$/u;

class Mention extends HTMLElement {
  private readonly fragments = new Fragments();
  private field: HTMLTextAreaElement | null = null;
  private options: HTMLUListElement | null = null;
  private readonly look = settled(() => void this.offer(), 160);

  connectedCallback(): void {
    this.addEventListener("input", (event) => {
      if (!(event.target instanceof HTMLTextAreaElement)) return;
      this.field = event.target;
      this.look();
    });
    this.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("focusout", () => window.setTimeout(() => !this.contains(document.activeElement) && this.hide(), 150));
  }

  disconnectedCallback(): void {
    this.fragments.forget();
  }

  private typed(): string {
    const { field } = this;
    return field ? (TYPED.exec(field.value.slice(0, field.selectionStart))?.[1] ?? "") : "";
  }

  private async offer(): Promise<void> {
    const typed = this.typed().trim();
    if (typed.length < 2) return this.hide();
    const found = await this.fragments.fetch(this.dataset["names"] ?? "", { text: typed });
    if (found === null || typed !== this.typed().trim() || !found.trim()) return this.hide();
    this.options ??= this.make();
    this.options.innerHTML = found;
    this.field?.after(this.options);
    this.options.hidden = false;
    this.field?.setAttribute("aria-controls", this.options.id);
    this.field?.setAttribute("aria-autocomplete", "list");
    this.light(0);
  }

  private make(): HTMLUListElement {
    const list = document.createElement("ul");
    list.className = "mention-names";
    list.id = "mention-names";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "@");
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.pick(option);
    });
    return list;
  }

  private all(): HTMLElement[] {
    return this.options && !this.options.hidden ? [...this.options.querySelectorAll<HTMLElement>("[role=option]")] : [];
  }

  private light(at: number): void {
    const all = this.all();
    for (const [place, option] of all.entries()) option.setAttribute("aria-selected", String(place === at));
    const lit = all[at];
    if (lit) this.field?.setAttribute("aria-activedescendant", lit.id);
  }

  private press(event: KeyboardEvent): void {
    const all = this.all();
    if (!all.length || event.target !== this.field) return;
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const lit = all[at];
    if (event.key === "ArrowDown") this.light((at + 1) % all.length);
    else if (event.key === "ArrowUp") this.light((at - 1 + all.length) % all.length);
    else if ((event.key === "Enter" || event.key === "Tab") && lit) this.pick(lit);
    else if (event.key === "Escape") this.hide();
    else return;
    event.preventDefault();
  }

  private pick(option: HTMLElement): void {
    const { field } = this;
    if (!field) return;
    const end = field.selectionStart;
    const begin = end - this.typed().length;
    field.setRangeText(`${option.dataset["name"] ?? ""} `, begin, end, "end");
    this.hide();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private hide(): void {
    if (this.options) this.options.hidden = true;
    this.field?.removeAttribute("aria-activedescendant");
  }
}

customElements.define("x-mention", Mention);
