/* <x-ask suggest>: the field at the top searches as one types. A combobox: arrows walk the list, Enter goes, Escape closes.
   The list always ends with the way to declare what was typed as a need. */
import { Fragments, settled } from "./timing";

let count = 0;

class Ask extends HTMLElement {
  private readonly fragments = new Fragments();
  private readonly id_ = `ask-${++count}`;
  private input!: HTMLInputElement;
  private list!: HTMLElement;
  private status!: HTMLElement;
  private at = -1;

  connectedCallback(): void {
    const input = this.querySelector("input");
    if (!input) return;
    this.input = input;
    this.list = this.add("div", { class: "ask-hits lifted", role: "listbox", id: `${this.id_}-hits`, "aria-label": input.getAttribute("aria-label") ?? "" });
    this.list.hidden = true;
    this.status = this.add("p", { class: "sr", role: "status" });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-haspopup": "listbox" })) input.setAttribute(name, value);
    input.addEventListener("input", settled(() => void this.look(), 160));
    input.addEventListener("focus", () => this.list.childElementCount && input.value.trim() && this.open());
    input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget as Node | null) || this.close());
  }

  disconnectedCallback(): void {
    this.fragments.forget();
    this.list.remove();
    this.status.remove();
  }

  private add(tag: string, attributes: Record<string, string>): HTMLElement {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    this.append(element);
    return element;
  }

  private get options(): HTMLAnchorElement[] {
    return [...this.list.querySelectorAll<HTMLAnchorElement>("[role=option]")];
  }

  private async look(): Promise<void> {
    const text = this.input.value.trim();
    if (text.length < 2) return this.close();
    const address = this.getAttribute("suggest");
    const fragment = address ? await this.fragments.fetch(address, { q: text.slice(0, 300) }) : "";
    if (text !== this.input.value.trim()) return;
    this.list.innerHTML = fragment ?? "";
    this.offerNeed(text);
    this.options.forEach((option, at) => (option.id = `${this.id_}-${at}`));
    this.choose(-1);
    this.open();
    const found = this.options.length - (this.querySelector("template") ? 1 : 0);
    this.status.textContent = found ? (this.dataset["some"] ?? "").replace("{count}", String(found)) : (this.dataset["none"] ?? "");
  }

  private offerNeed(text: string): void {
    const last = this.querySelector("template")?.content.cloneNode(true) as DocumentFragment | undefined;
    const link = last?.querySelector("a");
    if (!last || !link) return;
    const url = new URL(link.getAttribute("href") ?? "", location.href);
    url.searchParams.set("text", text);
    link.href = url.href;
    const words = link.querySelector("small");
    if (words) words.textContent = `‘${text}’`;
    this.list.append(last);
  }

  private open(): void {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  private close(): void {
    this.fragments.forget();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.choose(-1);
  }

  private choose(at: number): void {
    const options = this.options;
    this.at = options.length ? ((at + 1 + options.length + 1) % (options.length + 1)) - 1 : -1;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    const chosen = options[this.at];
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!this.options.length) return;
      event.preventDefault();
      this.open();
      this.choose(this.at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.options[this.at]?.click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.list.hidden) this.input.blur();
      else this.close();
    }
  }
}

customElements.define("x-ask", Ask);
