/* Beside the block under the pointer: + adds a part below it; the grip drags it, and pressed opens what can be done with it.
   By touch the grip alone stands beside the block one writes in. The toolbar (Alt F10) has the same for the keyboard. */
import type { Editor } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import type { Chooser } from "./chooser";
import { iconButton, make } from "./dom";
import { openActions, openAdding } from "./menus";
import { word } from "./palette";
import { blockAt, blockHere } from "./parts";
import { MovingByTouch } from "./touching";

export class Gutter {
  private readonly box: HTMLElement;
  private pos = -1;

  constructor(private readonly editor: Editor, private readonly place: HTMLElement, private readonly chooser: Chooser) {
    const plus = iconButton("plus", word("add"), () => openAdding(editor, chooser, plus.getBoundingClientRect(), this.pos), "gutter-button");
    const grip = iconButton("grip-vertical", word("dragOrOpen"), () => openActions(editor, chooser, grip.getBoundingClientRect(), this.pos), "gutter-button grip");
    for (const button of [plus, grip]) button.tabIndex = -1;
    grip.draggable = true;
    grip.addEventListener("dragstart", (event) => this.drag(event));
    grip.addEventListener("dragend", () => (editor.view.dragging = null));
    this.box = make("div", { class: "gutter", hidden: true }, plus, grip);
    place.append(this.box);
    place.addEventListener("mousemove", (event) => this.follow(event));
    place.addEventListener("mouseleave", () => !chooser.isOpen && (this.box.hidden = true));
    editor.on("update", () => (this.box.hidden = true));
    new MovingByTouch(editor, place, grip, () => this.pos);
    if (window.matchMedia("(hover: none)").matches) for (const event of ["selectionUpdate", "update", "focus"] as const) editor.on(event, () => this.standByCaret());
  }

  private follow(event: MouseEvent): void {
    if (this.chooser.isOpen || event.buttons || window.matchMedia("(hover: none)").matches) return;
    const dom = this.blockAtHeight(event.clientY);
    if (!dom) return;
    const pos = this.editor.view.posAtDOM(dom, 0);
    this.stand(blockAt(this.editor.state.doc, Math.max(0, pos)).pos, dom);
  }

  /** Where nothing hovers, it stands beside the block one writes in. */
  private standByCaret(): void {
    if (this.chooser.isOpen) return;
    const { pos } = blockHere(this.editor.state);
    const dom = this.editor.view.nodeDOM(pos);
    if (dom instanceof HTMLElement) this.stand(pos, dom);
  }

  private stand(pos: number, dom: Element): void {
    this.pos = pos;
    const [outer, inner] = [this.place.getBoundingClientRect(), dom.getBoundingClientRect()];
    const line = Math.min(inner.height, parseFloat(getComputedStyle(dom).lineHeight) || 28);
    this.box.hidden = false;
    this.box.style.top = `${inner.top - outer.top + (dom.matches(".part") ? 6 : line / 2 - 16)}px`;
  }

  /** The block that lies at a height of the window, found by halving, because a page may hold hundreds. */
  private blockAtHeight(y: number): Element | null {
    const blocks = this.editor.view.dom.children;
    let [low, high] = [0, blocks.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (blocks[middle]!.getBoundingClientRect().bottom + 4 < y) low = middle + 1;
      else high = middle;
    }
    return blocks[low] ?? null;
  }

  private drag(event: DragEvent): void {
    const { view, state } = this.editor;
    const node = this.pos < 0 ? null : state.doc.nodeAt(this.pos);
    const dom = node && view.nodeDOM(this.pos);
    if (!node || !event.dataTransfer || !(dom instanceof HTMLElement)) return event.preventDefault();
    const selection = NodeSelection.create(state.doc, this.pos);
    view.dispatch(state.tr.setSelection(selection));
    const slice = selection.content();
    const { dom: copied, text } = view.serializeForClipboard(slice);
    event.dataTransfer.clearData();
    event.dataTransfer.setData("text/html", copied.innerHTML);
    event.dataTransfer.setData("text/plain", text);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(dom, 0, 0);
    view.dragging = { slice, move: true };
  }
}
