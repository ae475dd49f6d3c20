/* How parts, their fields and their rows look while one writes. What one types lives in the document; what one chooses
   stands beside it in ordinary buttons and fields. */
import type { Editor, NodeViewRendererProps } from "@tiptap/core";
import type { Node as PageNode } from "@tiptap/pm/model";
import { NodeSelection } from "@tiptap/pm/state";
import type { Decoration, NodeView } from "@tiptap/pm/view";
import { moveRow, removeRow, toggleFlag } from "./commands";
import { iconButton, make } from "./dom";
import { icon, kindOf, textOf, word } from "./palette";
import { readJson, settingsOf } from "./parts";
import { controlsFor, type Controls } from "./settings";

type Position = () => number | undefined;

/** What changes inside `dom` but outside `contentDOM` is ours, not something somebody typed. */
function isOurs(contentDOM: HTMLElement, mutation: { type: string; target: Node }): boolean {
  if (mutation.type === "selection") return false;
  return !contentDOM.contains(mutation.target) || (mutation.type === "attributes" && contentDOM === mutation.target);
}

/** Events in our own buttons and fields are theirs; dragging and what happens in the text is the editor's. */
function isControl(event: Event): boolean {
  const at = event.target instanceof Element ? event.target : null;
  return !/^(drag|drop)/.test(event.type) && Boolean(at?.closest("[data-own]"));
}

class PartView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  private readonly controls: Controls;

  constructor(private node: PageNode, private readonly editor: Editor, private readonly position: Position) {
    const kind = String(node.attrs["kind"]);
    const made = kindOf(kind);
    this.contentDOM = make("div", { class: "part-slots" });
    this.controls = controlsFor(kind, { editor, position, settings: () => settingsOf(this.node), node: () => this.node });
    const head = make("div", { class: "part-head", contenteditable: "false", "data-own": true });
    head.append(icon(made?.icon ?? "package", "sm"), make("span", { class: "part-name" }, made?.name ?? kind), ...(this.controls.head ?? []));
    head.addEventListener("mousedown", (event) => this.choose(event));
    this.dom = make("div", { class: `part is-${made ? kind : "unknown"}`, role: "group", "aria-label": made?.name ?? kind }, head);
    if (!made) this.dom.append(make("p", { class: "part-unknown", contenteditable: "false" }, word("unknown")));
    if (this.controls.media) this.dom.append(own(this.controls.media, "part-media"));
    this.dom.append(this.contentDOM);
    if (this.controls.foot) this.dom.append(own(this.controls.foot, "part-foot"));
    this.draw();
  }

  /** A press on the part's own name takes hold of the whole part. */
  private choose(event: MouseEvent): void {
    const pos = this.position();
    if (pos === undefined || (event.target as Element).closest("button, select, input, label")) return;
    event.preventDefault();
    this.editor.view.dispatch(this.editor.state.tr.setSelection(NodeSelection.create(this.editor.state.doc, pos)));
    this.editor.view.focus();
  }

  update(node: PageNode): boolean {
    if (node.type !== this.node.type || node.attrs["kind"] !== this.node.attrs["kind"]) return false;
    this.node = node;
    this.draw();
    return true;
  }

  private draw(): void {
    const settings = settingsOf(this.node);
    this.dom.dataset["question"] = String(settings["kind"] ?? "");
    const block = String(this.node.attrs["block"] ?? "");
    if (block) this.dom.id = `part-${block}`;
    this.controls.update(settings);
  }

  stopEvent = isControl;

  ignoreMutation(mutation: { type: "selection" | string; target: Node }): boolean {
    return isOurs(this.contentDOM, mutation);
  }

  destroy(): void {
    this.controls.destroy?.();
  }
}

function own(element: HTMLElement, name: string): HTMLElement {
  element.classList.add(name);
  element.contentEditable = "false";
  element.dataset["own"] = "";
  return element;
}

/** One text of a part or row, with its label for screen readers and its placeholder for eyes. */
class SlotView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;

  constructor(private node: PageNode, editor: Editor, position: Position) {
    const at = editor.view.state.doc.resolve(position() ?? 0);
    const row = at.parent.type.name === "row" ? at.parent : null;
    const kind = String((row ? at.node(at.depth - 1) : at.parent).attrs["kind"] ?? "");
    const name = String(node.attrs["name"]);
    const text = textOf(kind, String(row?.attrs["list"] ?? ""), name);
    const label = text?.label ?? name;
    this.contentDOM = make("div", { class: "slot-text", "data-placeholder": text?.placeholder ?? label });
    this.dom = make("div", { class: `slot is-${name}${text?.optional ? " is-optional" : ""}`, role: "group", "aria-label": label }, this.contentDOM);
    this.draw();
  }

  update(node: PageNode): boolean {
    if (node.type !== this.node.type || node.attrs["name"] !== this.node.attrs["name"]) return false;
    this.node = node;
    this.draw();
    return true;
  }

  private draw(): void {
    this.contentDOM.classList.toggle("is-empty", this.node.content.size === 0);
    this.dom.classList.toggle("is-blank", this.node.content.size === 0);
  }

  ignoreMutation(mutation: { type: "selection" | string; target: Node }): boolean {
    return isOurs(this.contentDOM, mutation);
  }
}

class RowView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  private readonly mark: HTMLElement;
  private readonly tools: HTMLElement;
  private readonly list: string;
  private readonly name: string;

  constructor(private node: PageNode, private readonly editor: Editor, private readonly position: Position) {
    this.list = String(node.attrs["list"]);
    const at = editor.view.state.doc.resolve(position() ?? 0);
    const rows = kindOf(String(at.parent.attrs["kind"] ?? ""))?.rows[this.list];
    const name = rows?.name ?? this.list;
    this.contentDOM = make("div", { class: "row-slots" });
    this.mark = rows?.flags.includes("right") ? this.rightMark() : make("span", { class: "row-sign", "aria-hidden": "true" });
    const sign = make("div", { class: "row-mark", contenteditable: "false", "data-own": true }, this.mark);
    this.tools = make("div", { class: "row-tools", contenteditable: "false", "data-own": true });
    this.dom = make("div", { class: `part-row in-${this.list}`, role: "group", "aria-label": name }, sign, this.contentDOM, this.tools);
    // drawn where somebody comes near: a page may hold hundreds of rows
    this.dom.addEventListener("pointerenter", () => this.drawTools(name), { once: true });
    this.dom.addEventListener("focusin", () => this.drawTools(name), { once: true });
    this.name = name;
    this.draw();
  }

  private drawTools(name: string): void {
    if (this.tools.firstChild) return;
    this.tools.append(
      iconButton("arrow-up", word("moveUpOne", { what: name }), () => this.act((pos) => moveRow(this.editor, -1, pos))),
      iconButton("arrow-down", word("moveDownOne", { what: name }), () => this.act((pos) => moveRow(this.editor, 1, pos))),
      iconButton("x", word("removeOne", { what: name }), () => this.act((pos) => removeRow(this.editor, pos))),
    );
  }

  private rightMark(): HTMLButtonElement {
    const button = make("button", { type: "button", class: "right-mark", role: "checkbox", "aria-label": word("right"), title: word("right") }, icon("check", "sm"));
    button.addEventListener("click", () => this.act((pos) => toggleFlag(this.editor, pos, "right")));
    return button;
  }

  private act(work: (pos: number) => unknown): void {
    const pos = this.position();
    if (pos !== undefined) work(pos);
  }

  update(node: PageNode, around: readonly Decoration[]): boolean {
    if (node.type !== this.node.type || node.attrs["list"] !== this.list) return false;
    this.node = node;
    if (around.length) this.drawTools(this.name);
    this.draw();
    return true;
  }

  private draw(): void {
    const isRight = readJson(this.node.attrs["flags"])["right"] === true;
    this.dom.classList.toggle("is-right", isRight);
    if (this.mark instanceof HTMLButtonElement) this.mark.setAttribute("aria-checked", String(isRight));
  }

  stopEvent = isControl;

  ignoreMutation(mutation: { type: "selection" | string; target: Node }): boolean {
    return isOurs(this.contentDOM, mutation);
  }
}

type Made = (props: NodeViewRendererProps) => NodeView;

export const partView: Made = ({ node, editor, getPos }) => new PartView(node, editor, getPos);
export const slotView: Made = ({ node, editor, getPos }) => new SlotView(node, editor, getPos);
export const rowView: Made = ({ node, editor, getPos }) => new RowView(node, editor, getPos);
