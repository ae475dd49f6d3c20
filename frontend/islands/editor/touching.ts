/* Moving a block by touch: the grip beside the block one writes in is dragged at once, and a part is picked up by a long press on its
   name. Everything else stays the browser's: scrolling, choosing words, its own menus. */
import type { Editor } from "@tiptap/core";
import type { Node as PageNode } from "@tiptap/pm/model";
import { moveBlockTo } from "./commands";
import { make } from "./dom";
import { blockAt, blockNumber } from "./parts";

const LONG = 450; /* ms; a little less than browsers wait before they choose a word */
const SLIP = 10; /* px a finger may move and still be pressing */
const EDGE = 110; /* px from the ends of the screen at which the page goes along */
const SPEED = 9; /* px a frame */

interface Pressed {
  pointer: number;
  x: number;
  y: number;
  pos: number;
  isGrip: boolean;
  timer: number;
}

interface Held {
  pointer: number;
  node: PageNode;
  from: number;
  to: number;
  y: number;
}

export class MovingByTouch {
  private readonly line = make("div", { class: "drop-line", hidden: true, "aria-hidden": "true" });
  private readonly mark = make("div", { class: "lifted-mark", hidden: true, "aria-hidden": "true" });
  private pressed: Pressed | null = null;
  private held: Held | null = null;
  private frame = 0;

  /** `gripped` says which block the grip belongs to. */
  constructor(private readonly editor: Editor, private readonly place: HTMLElement, private readonly grip: HTMLElement, private readonly gripped: () => number) {
    place.append(this.line, this.mark);
    place.addEventListener("pointerdown", (event) => this.press(event));
    place.addEventListener("pointermove", (event) => this.move(event));
    place.addEventListener("pointerup", (event) => this.release(event));
    place.addEventListener("pointercancel", () => this.drop(false));
    // while a block is held the page does not scroll by itself, and nothing opens over it
    place.addEventListener("touchmove", (event) => this.held && event.preventDefault(), { passive: false });
    place.addEventListener("contextmenu", (event) => (this.held || this.pressed) && event.preventDefault());
  }

  private press(event: PointerEvent): void {
    const target = event.target as Element;
    if (event.pointerType === "mouse" || !event.isPrimary || this.held) return;
    const isGrip = this.grip.contains(target);
    const head = isGrip ? null : target.closest(".part-head");
    if (!isGrip && (!head || target.closest("button, select, input, label, a"))) return;
    const pos = isGrip ? this.gripped() : blockAt(this.editor.state.doc, this.editor.view.posAtDOM(head!, 0)).pos;
    if (pos < 0) return;
    const { pointerId: pointer, clientX: x, clientY: y } = event;
    this.pressed = { pointer, x, y, pos, isGrip, timer: window.setTimeout(() => this.lift(), LONG) };
  }

  private move(event: PointerEvent): void {
    const { held, pressed } = this;
    if (held?.pointer === event.pointerId) {
      held.y = event.clientY;
      this.draw();
    } else if (pressed?.pointer === event.pointerId && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > SLIP) {
      window.clearTimeout(pressed.timer);
      pressed.y = event.clientY;
      if (pressed.isGrip) this.lift();
      else this.pressed = null; /* they scroll */
    }
  }

  private release(event: PointerEvent): void {
    if (this.held?.pointer === event.pointerId || this.pressed?.pointer === event.pointerId) this.drop(true);
  }

  private lift(): void {
    const { pressed } = this;
    if (!pressed) return;
    const { node, index } = blockAt(this.editor.state.doc, pressed.pos);
    this.held = { pointer: pressed.pointer, node, from: index, to: index, y: pressed.y };
    this.pressed = null;
    navigator.vibrate?.(12);
    document.getSelection()?.removeAllRanges();
    this.draw();
    this.goAlong();
  }

  private drop(isKept: boolean): void {
    window.clearTimeout(this.pressed?.timer);
    cancelAnimationFrame(this.frame);
    if (isKept) this.draw(); /* somebody may have written above it meanwhile */
    const { held } = this;
    this.pressed = this.held = null;
    this.line.hidden = this.mark.hidden = true;
    if (held && isKept) moveBlockTo(this.editor, held.to, blockNumber(this.editor.state.doc, held.from).pos);
  }

  /** Where it would come to lie, between which blocks. */
  private draw(): void {
    const { held } = this;
    if (!held) return;
    const blocks = this.blocks();
    held.from = this.whereIs(held);
    const own = blocks[held.from]?.getBoundingClientRect();
    if (!own) return;
    const outer = this.place.getBoundingClientRect();
    const found = blocks.findIndex((one) => middleOf(one) > held.y);
    const gap = found < 0 ? blocks.length : found;
    held.to = gap > held.from ? gap - 1 : gap;
    const edge = gap < blocks.length ? blocks[gap]!.getBoundingClientRect().top - 6 : blocks.at(-1)!.getBoundingClientRect().bottom + 4;
    this.line.style.top = `${edge - outer.top}px`;
    this.mark.style.top = `${own.top - outer.top}px`;
    this.mark.style.height = `${own.height}px`;
    this.line.hidden = this.mark.hidden = false;
  }

  /** The block's number now: by its name, for what stands above it may have changed. */
  private whereIs({ node, from }: Held): number {
    const { doc } = this.editor.state;
    const block = String(node.attrs["block"] ?? "");
    if (doc.maybeChild(from)?.attrs["block"] === node.attrs["block"]) return from;
    return block ? Math.max(0, doc.children.findIndex((one) => one.attrs["block"] === block)) : from;
  }

  private blocks(): Element[] {
    return [...this.editor.view.dom.children].filter((one) => !one.matches(".ProseMirror-widget, .ProseMirror-gapcursor"));
  }

  private goAlong(): void {
    if (!this.held) return;
    const step = this.held.y < EDGE ? -SPEED : this.held.y > innerHeight - EDGE ? SPEED : 0;
    if (step) {
      window.scrollBy(0, step);
      this.draw();
    }
    this.frame = requestAnimationFrame(() => this.goAlong());
  }
}

function middleOf(element: Element): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
