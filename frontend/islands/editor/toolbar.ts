/* Tools for what one types. Beside chosen words on a desk; along the foot of the screen, above the keys, on a phone.
   Alt F10 leads into it from the page, arrows through it, Escape back. */
import type { Editor } from "@tiptap/core";
import type { Chooser } from "./chooser";
import { make } from "./dom";
import { openActions, openAdding } from "./menus";
import { icon, word } from "./palette";
import { beginRemark } from "./remarks";
import { toAddress } from "./schema";

interface Tool {
  id: string;
  icon: string;
  label: string;
  on?: string;
  press(editor: Editor): unknown;
  isOn?(editor: Editor): boolean;
  isShown?(editor: Editor): boolean;
}

const inText = (editor: Editor): boolean => {
  const { $from } = editor.state.selection;
  return $from.parent.inlineContent && !["field", "codeBlock"].includes($from.parent.type.name);
};
const hasWords = (editor: Editor): boolean => inText(editor) || editor.state.selection.$from.parent.type.name === "field";
const hasChosenWords = ({ state }: Editor): boolean => Boolean(state.doc.textBetween(state.selection.from, state.selection.to, " ").trim());
const inTable = (editor: Editor): boolean => editor.isActive("table");
const inLevel = (editor: Editor, level: number): boolean => editor.isActive("heading") && Number(editor.getAttributes("heading")["level"]) === level;
const inLine = (editor: Editor): boolean => inText(editor) && !inTable(editor);

const MARKS: Tool[] = [
  { id: "bold", icon: "bold", label: "bold", press: (e) => e.chain().focus().toggleMark("bold").run(), isOn: (e) => e.isActive("bold"), isShown: inText },
  { id: "italic", icon: "italic", label: "italic", press: (e) => e.chain().focus().toggleMark("italic").run(), isOn: (e) => e.isActive("italic"), isShown: inText },
  { id: "strike", icon: "strikethrough", label: "strike", press: (e) => e.chain().focus().toggleMark("strike").run(), isOn: (e) => e.isActive("strike"), isShown: inText },
  { id: "code", icon: "code", label: "code", press: (e) => e.chain().focus().toggleMark("code").run(), isOn: (e) => e.isActive("code"), isShown: inText },
];
const LINES: Tool[] = [
  { id: "heading", icon: "heading-2", label: "heading", press: (e) => heading(e, 2), isOn: (e) => inLevel(e, 2), isShown: inLine },
  { id: "subheading", icon: "heading-3", label: "subheading", press: (e) => heading(e, 3), isOn: (e) => inLevel(e, 3), isShown: inLine },
  { id: "list", icon: "list", label: "list", press: (e) => e.chain().focus().toggleList("bulletList", "listItem").run(), isOn: (e) => e.isActive("bulletList"), isShown: inLine },
  { id: "steps", icon: "list-ordered", label: "steps", press: (e) => e.chain().focus().toggleList("orderedList", "listItem").run(), isOn: (e) => e.isActive("orderedList"), isShown: inLine },
];
const REMARK: Tool = { id: "remark", icon: "message-square-plus", label: "remark", press: (e) => beginRemark(e), isShown: hasChosenWords };
const TABLE: Tool[] = [
  { id: "add-row", icon: "plus", label: "addRow", press: (e) => e.chain().focus().addRowAfter().run(), isShown: inTable },
  { id: "add-column", icon: "plus", label: "addColumn", press: (e) => e.chain().focus().addColumnAfter().run(), isShown: inTable },
  { id: "remove-row", icon: "x", label: "removeRow", press: (e) => e.chain().focus().deleteRow().run(), isShown: inTable },
  { id: "remove-column", icon: "x", label: "removeColumn", press: (e) => e.chain().focus().deleteColumn().run(), isShown: inTable },
];
const STEPS: Tool[] = [
  { id: "undo", icon: "undo-2", label: "undo", press: (e) => e.chain().focus().undo().run() },
  { id: "redo", icon: "redo-2", label: "redo", press: (e) => e.chain().focus().redo().run() },
];

function heading(editor: Editor, level: 2 | 3): boolean {
  return inLevel(editor, level) ? editor.chain().focus().setNode("paragraph").run() : editor.chain().focus().setNode("heading", { level }).run();
}

export class Toolbar {
  private readonly bar: HTMLElement;
  private readonly tools: HTMLElement;
  private readonly linking: HTMLFormElement;
  private readonly buttons = new Map<Tool, HTMLButtonElement>();
  private readonly narrow = window.matchMedia("(max-width: 47.5rem), (hover: none)");
  private isPointing = false;
  private isAsked = false;
  private timer = 0;

  constructor(private readonly editor: Editor, place: HTMLElement, private readonly chooser: Chooser) {
    const add: Tool = { id: "add", icon: "plus", label: "add", press: () => openAdding(editor, chooser, this.bar.getBoundingClientRect()) };
    const more: Tool = { id: "more", icon: "ellipsis", label: "block", press: () => openActions(editor, chooser, this.bar.getBoundingClientRect()) };
    const link: Tool = { id: "link", icon: "link", label: "link", press: () => this.askLink(), isOn: (e) => e.isActive("link"), isShown: inText };
    this.tools = make("div", { class: "tools-row" });
    for (const tool of [add, more, REMARK, ...MARKS, link, ...LINES, ...TABLE, ...STEPS]) this.tools.append(this.buttonFor(tool));
    this.linking = this.linkForm();
    this.bar = make("div", { class: "tools", role: "toolbar", "aria-label": word("tools"), hidden: true }, this.tools, this.linking);
    place.append(this.bar);
    this.bar.addEventListener("mousedown", (event) => !(event.target as Element).closest("input") && event.preventDefault());
    this.bar.addEventListener("keydown", (event) => this.key(event));
    this.bar.addEventListener("focusout", () => this.drawSoon());
    editor.on("transaction", () => this.drawSoon());
    editor.on("focus", () => ((this.isAsked = false), this.draw()));
    editor.on("blur", () => this.drawSoon());
    editor.view.dom.addEventListener("pointerdown", () => (this.isPointing = true));
    document.addEventListener("pointerup", () => ((this.isPointing = false), window.setTimeout(() => this.draw())));
    document.addEventListener("scroll", () => !this.narrow.matches && this.draw(), { passive: true });
    this.narrow.addEventListener("change", () => this.draw());
    window.visualViewport?.addEventListener("resize", () => this.stayAboveKeys());
    window.visualViewport?.addEventListener("scroll", () => this.stayAboveKeys());
    editor.view.dom.addEventListener("keydown", (event) => this.summon(event), { capture: true });
  }

  private buttonFor(tool: Tool): HTMLButtonElement {
    const isNamed = TABLE.includes(tool);
    const button = make("button", { type: "button", class: `tool is-${tool.id}`, "aria-label": word(tool.label), title: word(tool.label), tabindex: "-1" }, icon(tool.icon, "sm"), ...(isNamed ? [make("span", { "aria-hidden": "true" }, word(tool.label))] : []));
    button.addEventListener("click", () => (tool.press(this.editor), this.draw()));
    this.buttons.set(tool, button);
    return button;
  }

  /** Alt F10, Mod-K and Mod-Alt-M come from the page. */
  private summon(event: KeyboardEvent): void {
    const isLink = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.altKey;
    if (isLink && inText(this.editor) && (!this.editor.state.selection.empty || this.editor.isActive("link"))) {
      event.preventDefault();
      event.stopPropagation();
      this.askLink();
    }
    if (event.code === "KeyM" && event.altKey && (event.metaKey || event.ctrlKey) && beginRemark(this.editor)) event.preventDefault();
    if (event.key !== "F10" || !event.altKey) return;
    event.preventDefault();
    this.isAsked = true;
    this.draw();
    this.seen()[0]?.focus();
  }

  private seen(): HTMLButtonElement[] {
    return [...this.buttons.values()].filter((button) => button.offsetParent !== null);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      this.isAsked = false;
      this.linking.hidden = true;
      this.tools.hidden = false;
      this.editor.view.focus();
      return;
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || (event.target as Element).matches("input")) return;
    event.preventDefault();
    const all = this.seen();
    all[(all.indexOf(event.target as HTMLButtonElement) + step + all.length) % all.length]?.focus();
  }

  /** Once it is settled where the focus went: in between it is nowhere, and what is hidden then cannot take it. */
  private drawSoon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.draw());
  }

  private draw(): void {
    const { editor, bar } = this;
    if (editor.isDestroyed) return;
    const isIn = editor.view.hasFocus() || bar.contains(document.activeElement);
    const isLinking = !this.linking.hidden && bar.contains(document.activeElement);
    if (!isLinking) [this.linking.hidden, this.tools.hidden] = [true, false];
    const { empty } = editor.state.selection;
    const isWanted = this.narrow.matches ? isIn : isIn && !this.isPointing && (isLinking || this.isAsked || bar.contains(document.activeElement) || (!empty && hasWords(editor)) || inTable(editor));
    bar.hidden = !isWanted || (this.chooser.isOpen && !this.narrow.matches);
    if (bar.hidden) return;
    for (const [tool, button] of this.buttons) {
      button.hidden = tool.isShown?.(editor) === false;
      if (tool.isOn) button.setAttribute("aria-pressed", String(tool.isOn(editor)));
    }
    if (this.narrow.matches) this.stayAboveKeys();
    else this.stayBeside();
  }

  /** Above the chosen words, or above the table one is in; below where there is no room. */
  private stayBeside(): void {
    const { view, state } = this.editor;
    const { from, to, empty } = state.selection;
    const table = empty && inTable(this.editor) ? (view.domAtPos(from).node as Element | Text).parentElement?.closest("table") : null;
    const box = table?.getBoundingClientRect();
    const [start, end] = [view.coordsAtPos(from), view.coordsAtPos(to)];
    const top = box?.top ?? Math.min(start.top, end.top);
    const left = box?.left ?? (Math.abs(start.top - end.top) < 4 ? (start.left + end.left) / 2 - this.bar.offsetWidth / 2 : start.left);
    const above = top - this.bar.offsetHeight - 8;
    const below = (box?.bottom ?? Math.max(start.bottom, end.bottom)) + 8;
    this.bar.style.top = `${above > 130 ? above : Math.min(below, window.innerHeight - 60)}px`;
    const edge = view.dom.getBoundingClientRect().left;
    this.bar.style.left = `${Math.max(8, Math.min(Math.max(left, edge), window.innerWidth - this.bar.offsetWidth - 8))}px`;
    this.bar.style.bottom = "auto";
  }

  private stayAboveKeys(): void {
    const seen = window.visualViewport;
    if (!this.narrow.matches || !seen) return;
    const hidden = Math.max(0, window.innerHeight - seen.height - seen.offsetTop);
    Object.assign(this.bar.style, { top: "auto", left: "0", bottom: `${hidden}px` });
  }

  private linkForm(): HTMLFormElement {
    const field = make("input", { class: "input", type: "text", inputmode: "url", autocomplete: "off", "aria-label": word("linkTo"), placeholder: "https://" });
    const set = make("button", { type: "submit", class: "tool" }, word("setLink"));
    const drop = make("button", { type: "button", class: "tool", "aria-label": word("unlink"), title: word("unlink") }, icon("unlink", "sm"));
    const form = make("form", { class: "tools-link", hidden: true, method: "dialog" }, field, set, drop);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const href = toAddress(field.value);
      field.setAttribute("aria-invalid", String(!href));
      if (!href) return;
      form.hidden = true;
      this.editor.chain().focus().extendMarkRange("link").setMark("link", { href }).run();
    });
    drop.addEventListener("click", () => ((form.hidden = true), this.editor.chain().focus().extendMarkRange("link").unsetMark("link").run()));
    return form;
  }

  private askLink(): void {
    const field = this.linking.querySelector("input")!;
    field.value = String(this.editor.getAttributes("link")["href"] ?? "");
    field.removeAttribute("aria-invalid");
    this.bar.hidden = false;
    this.tools.hidden = true;
    this.linking.hidden = false;
    field.focus();
    field.select();
    this.draw();
  }
}
