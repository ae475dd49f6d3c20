/* <x-module> around the page one writes on: its buttons work at once, it saves as one types, and pictures can be pasted.
   Without it, the same form with the same buttons is sent to the server. */
import { addOption, blankPart, copyOf, firstField, idOf, PARTS, partsIn } from "./module-parts";
import { Pictures } from "./module-pictures";
import { Saver } from "./module-saving";

class ModuleEditor extends HTMLElement {
  private form!: HTMLFormElement;
  private saver!: Saver;

  connectedCallback(): void {
    const form = this.querySelector<HTMLFormElement>("form#desk");
    if (!form || this.dataset["ready"]) return;
    this.dataset["ready"] = "";
    this.form = form;
    this.saver = new Saver(this, form);
    new Pictures(this, form, () => this.saver.touch());
    this.addEventListener("input", () => this.saver.touch());
    this.addEventListener("change", (event) => this.severalRight(event));
    this.addEventListener("click", (event) => this.press(event));
    form.addEventListener("keydown", (event) => this.keys(event));
    this.begin();
  }

  /** On a page with a title and nothing else one goes on with the text. */
  private begin(): void {
    const title = this.form.elements.namedItem("title") as HTMLTextAreaElement;
    const [first, second] = partsIn(this.list);
    const area = first?.querySelector("textarea");
    if (title.value && area && !second && !area.value && !location.hash) area.focus();
  }

  disconnectedCallback(): void {
    this.saver?.stop();
  }

  private get list(): HTMLElement {
    return this.form.querySelector<HTMLElement>("[data-parts]") ?? this.form;
  }

  private press(event: Event): void {
    const target = event.target instanceof Element ? event.target : null;
    const described = target?.closest<HTMLElement>("[data-describe]")?.dataset["describe"];
    if (described) {
      event.preventDefault();
      this.querySelector<HTMLElement>(`[name="${CSS.escape(described)}.alt"]`)?.focus();
    }
    const button = target?.closest<HTMLButtonElement>("button[name=press]");
    if (!button) return;
    const [name, first = "", second = ""] = button.value.split(" ");
    if (name === "look") return;
    event.preventDefault();
    button.closest("details")?.removeAttribute("open");
    if (name === "publish") void this.publish();
    else if (name === "save") void this.saver.save();
    else this.change(name ?? "", first, second);
  }

  private change(name: string, first: string, second: string): void {
    const part = this.partOf(name === "add" ? second : first);
    if (name === "add") this.add(first, part);
    else if (!part) return;
    else if (name === "up" || name === "down") this.move(part, name);
    else if (name === "copy") this.place(copyOf(part), part);
    else if (name === "remove") this.takeAway(part);
    else if (name === "option") (addOption(this, part), lastOption(part)?.focus());
    else if (name === "drop") this.drop(part, second);
    this.saver.touch();
  }

  private add(kind: string, after: HTMLElement | null): void {
    const part = blankPart(this, kind);
    if (!part) return;
    // an untouched empty text at the end gives way to what was really wanted
    const last = partsIn(this.list).at(-1);
    if (!after && last?.dataset["kind"] === "text" && kind === "text" && !last.querySelector("textarea")?.value.trim()) {
      firstField(last)?.focus();
      return;
    }
    this.place(part, after);
  }

  private place(part: HTMLElement, after: HTMLElement | null): void {
    if (after) after.after(part);
    else this.list.append(part);
    firstField(part)?.focus();
    part.scrollIntoView({ block: "nearest" });
  }

  private move(part: HTMLElement, way: "up" | "down"): void {
    const all = partsIn(this.list);
    const other = all[all.indexOf(part) + (way === "up" ? -1 : 1)];
    if (!other) return;
    const focused = document.activeElement;
    // the neighbour moves, so that the caret stays where it is
    if (way === "up") part.after(other);
    else part.before(other);
    if (focused instanceof HTMLElement && part.contains(focused)) focused.focus();
    else firstField(part)?.focus();
    part.scrollIntoView({ block: "nearest" });
  }

  /** Away at once, and back with one press as long as nothing else was removed. */
  private takeAway(part: HTMLElement): void {
    this.querySelectorAll(".removed").forEach((line) => line.remove());
    const line = Object.assign(document.createElement("p"), { className: "removed", textContent: `${this.dataset["removed"] ?? ""} ` });
    const undo = Object.assign(document.createElement("button"), { type: "button", className: "btn ghost sm", textContent: this.dataset["undo"] ?? "" });
    undo.addEventListener("click", () => {
      line.replaceWith(part);
      firstField(part)?.focus();
      this.saver.touch();
    });
    line.append(undo);
    part.replaceWith(line);
    undo.focus();
  }

  private drop(part: HTMLElement, row: string): void {
    part.querySelector(`[data-row="${CSS.escape(row)}"]`)?.remove();
    lastOption(part)?.focus();
  }

  /** Once a second option is right, several may be chosen. */
  private severalRight(event: Event): void {
    const part = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-kind=question]") : null;
    if (!part) return;
    const several = part.querySelector<HTMLInputElement>(".several input");
    if (several && part.querySelectorAll(".is-right input:checked").length > 1) several.checked = true;
    this.saver.touch();
  }

  private async publish(): Promise<void> {
    const dialog = this.querySelector<HTMLDialogElement>("dialog#publish");
    if ((await this.saver.save()) || (await this.saver.save())) dialog?.showModal();
  }

  private keys(event: KeyboardEvent): void {
    const field = event.target;
    if (!(field instanceof HTMLElement)) return;
    const part = field.closest<HTMLElement>(PARTS);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.change("add", "text", part ? idOf(part) : "");
    } else if (part && event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      this.change(event.key === "ArrowUp" ? "up" : "down", idOf(part), "");
    } else if (event.key === "Enter" && !event.isComposing && !event.shiftKey) this.enter(event, field, part);
    else if (event.key === "Backspace" && part && field.matches(".option-text")) this.emptied(event, field, part);
  }

  /** Enter never sends the form: from the title it goes into the text, from a question to its options. */
  private enter(event: KeyboardEvent, field: HTMLElement, part: HTMLElement | null): void {
    if (field.id === "title") {
      event.preventDefault();
      const first = partsIn(this.list)[0];
      if (first) firstField(first)?.focus();
    } else if (part && field.matches(".write-question")) {
      event.preventDefault();
      part.querySelector<HTMLElement>(".option-text")?.focus();
    } else if (field.matches("input:not([type=checkbox], [type=file]), .line-input")) {
      event.preventDefault();
      const row = field.closest("[data-row]");
      if (!part || !row) return;
      const next = row.nextElementSibling ?? addOption(this, part, row);
      next?.querySelector<HTMLElement>(".option-text")?.focus();
      this.saver.touch();
    }
  }

  private emptied(event: KeyboardEvent, field: HTMLElement, part: HTMLElement): void {
    const row = field.closest<HTMLElement>("[data-row]");
    const rows = part.querySelectorAll("[data-row]");
    if (!row || rows.length < 3 || [...row.querySelectorAll<HTMLTextAreaElement>(".line-input")].some((input) => input.value)) return;
    event.preventDefault();
    const near = (row.previousElementSibling ?? row.nextElementSibling)?.querySelector<HTMLElement>(".option-text");
    row.remove();
    near?.focus();
    this.saver.touch();
  }

  private partOf(id: string): HTMLElement | null {
    return partsIn(this.list).find((part) => idOf(part) === id) ?? null;
  }
}

function lastOption(part: HTMLElement): HTMLElement | null {
  return [...part.querySelectorAll<HTMLElement>(".option-text")].at(-1) ?? null;
}

customElements.define("x-module", ModuleEditor);
