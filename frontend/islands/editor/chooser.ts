/* A list one chooses from, by typing, by arrow keys, by mouse or thumb: parts to add, and what to do with a block.

   Opened with `/` it follows what one types in the page; opened by a button it has a field of its own. */
import { make, whisper } from "./dom";
import { icon, word } from "./palette";

export interface Choice {
  id: string;
  label: string;
  hint: string;
  icon: string;
  find: string;
  keys?: string;
  run(): void;
}

export interface Group {
  label: string;
  choices: Choice[];
}

export class Chooser {
  private readonly box = make("div", { class: "chooser", hidden: true });
  private readonly list = make("div", { class: "chooser-list", role: "listbox", id: "chooser" });
  private readonly field = make("input", { class: "input chooser-field", type: "text", autocomplete: "off", role: "combobox", "aria-controls": "chooser", "aria-expanded": "true", "aria-autocomplete": "list" });
  private groups: Group[] = [];
  private shown: Choice[] = [];
  private at = 0;
  private closed: () => void = () => undefined;
  private owner: HTMLElement | null = null;

  constructor(place: HTMLElement) {
    this.box.append(this.field, this.list);
    place.append(this.box);
    this.field.addEventListener("input", () => this.filter(this.field.value));
    this.field.addEventListener("keydown", (event) => this.key(event) && event.preventDefault());
    this.box.addEventListener("mousedown", (event) => event.target !== this.field && event.preventDefault());
    this.list.addEventListener("click", (event) => this.pick((event.target as Element).closest<HTMLElement>("[role=option]")));
    this.list.addEventListener("mousemove", (event) => this.point((event.target as Element).closest<HTMLElement>("[role=option]")));
    document.addEventListener("pointerdown", (event) => this.isOpen && !this.box.contains(event.target as Node) && this.close());
    window.addEventListener("resize", () => this.isOpen && !this.box.contains(document.activeElement) && this.close());
  }

  get isOpen(): boolean {
    return !this.box.hidden;
  }

  /** Opens beside `rect`. With `owner`, the page itself is typed into and says which choice is at hand. */
  open(label: string, groups: Group[], rect: DOMRect, owner: HTMLElement | null, closed: () => void = () => undefined): void {
    this.close();
    this.groups = groups;
    this.owner = owner;
    this.closed = closed;
    this.list.setAttribute("aria-label", label);
    this.field.hidden = Boolean(owner);
    this.field.value = "";
    this.field.placeholder = label;
    this.field.setAttribute("aria-label", label);
    this.box.hidden = false;
    owner?.setAttribute("aria-controls", "chooser");
    this.filter("");
    this.place(rect);
    if (!owner) this.field.focus({ preventScroll: true });
  }

  close(): void {
    if (!this.isOpen) return;
    this.box.hidden = true;
    this.owner?.removeAttribute("aria-activedescendant");
    this.owner?.removeAttribute("aria-controls");
    const { closed } = this;
    this.closed = () => undefined;
    closed();
  }

  /** Shows what fits `words`; says whether there is anything. */
  filter(words: string): boolean {
    const wanted = plain(words);
    const groups = this.groups.map(({ label, choices }) => ({ label, choices: choices.filter((one) => rank(one, wanted) < 9) }));
    const found = groups.flatMap(({ choices }) => choices).sort((one, other) => rank(one, wanted) - rank(other, wanted));
    this.shown = wanted ? found : groups.flatMap(({ choices }) => choices);
    this.list.replaceChildren(...(wanted ? found.map(optionOf) : groups.filter(({ choices }) => choices.length).map(groupOf)));
    if (!this.shown.length) this.list.append(make("p", { class: "small soft" }, word("nothingFound")));
    this.mark(0);
    if (wanted) whisper(this.shown.length ? `${this.shown[0]!.label}. ${word("found", { count: this.shown.length })}` : word("nothingFound"));
    return this.shown.length > 0;
  }

  /** A key that belongs to the list; says whether it did. */
  key(event: KeyboardEvent): boolean {
    if (!this.isOpen || event.isComposing) return false;
    if (event.key === "Escape") return this.close(), true;
    if (event.key === "ArrowDown") return this.mark(this.at + 1), true;
    if (event.key === "ArrowUp") return this.mark(this.at - 1), true;
    if (event.key === "Tab" && !this.field.hidden) return this.close(), false;
    if ((event.key === "Enter" || event.key === "Tab") && this.shown.length) return this.run(this.shown[this.at]), true;
    return false;
  }

  private run(choice: Choice | undefined): void {
    this.closed = () => undefined;
    this.close();
    choice?.run();
  }

  private pick(option: HTMLElement | null): void {
    if (option) this.run(this.shown.find(({ id }) => id === option.dataset["choice"]));
  }

  private point(option: HTMLElement | null): void {
    const at = this.shown.findIndex(({ id }) => id === option?.dataset["choice"]);
    if (at >= 0 && at !== this.at) this.mark(at, false);
  }

  private mark(at: number, scroll = true): void {
    if (!this.shown.length) return;
    this.at = (at + this.shown.length) % this.shown.length;
    const id = `choice-${this.shown[this.at]!.id}`;
    for (const option of this.list.querySelectorAll("[role=option]")) {
      const isIt = option.id === id;
      option.setAttribute("aria-selected", String(isIt));
      if (isIt && scroll) option.scrollIntoView({ block: "nearest" });
    }
    (this.owner ?? this.field).setAttribute("aria-activedescendant", id);
  }

  /** Below what it belongs to, above where there is more room; a sheet at the foot of a phone's screen (in the styles). */
  private place(rect: DOMRect): void {
    const { style } = this.box;
    const { innerHeight, innerWidth } = window;
    const below = innerHeight - rect.bottom - 16;
    const isUp = below < 320 && rect.top > below;
    style.left = `${Math.max(8, Math.min(rect.left, innerWidth - this.box.offsetWidth - 8))}px`;
    style.top = isUp ? "auto" : `${rect.bottom + 8}px`;
    style.bottom = isUp ? `${innerHeight - rect.top + 8}px` : "auto";
    style.maxHeight = `${Math.min(26 * 16, Math.max(180, isUp ? rect.top - 90 : below))}px`;
  }
}

const plain = (words: string): string => words.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

/** How well a choice fits: 0 best, 9 not at all. */
function rank(choice: Choice, wanted: string): number {
  if (!wanted) return 0;
  const label = plain(choice.label);
  if (label.startsWith(wanted)) return 0;
  if (label.includes(` ${wanted}`)) return 1;
  if (plain(choice.find).split(" ").some((one) => one.startsWith(wanted))) return 2;
  if (plain(choice.hint).split(" ").some((one) => one.startsWith(wanted))) return 3;
  return label.includes(wanted) ? 4 : 9;
}

function groupOf({ label, choices }: Group): HTMLElement {
  const head = make("p", { class: "chooser-head", "aria-hidden": "true" }, label);
  return make("div", { role: "group", "aria-label": label }, head, ...choices.map(optionOf));
}

function optionOf(choice: Choice): HTMLElement {
  const words = make("span", { class: "chooser-words" }, make("b", {}, choice.label), ...(choice.hint ? [make("small", {}, choice.hint)] : []));
  const keys = choice.keys ? [make("kbd", {}, choice.keys)] : [];
  return make("div", { class: "chooser-option", role: "option", id: `choice-${choice.id}`, "data-choice": choice.id, "aria-selected": "false" }, icon(choice.icon), words, ...keys);
}
