/* <x-order> around a list to put in order: its buttons move a row without asking the server, and a row is drawn by its grip, or by
   touch after a long press on it; Escape puts it back.

   Without script the same buttons are a form's, and the server answers with the row moved. */

const EDGE = 72; // pixels: whoever holds a row so near the upper or lower edge has the page roll on
const ROLL = 12; // pixels a frame
const LONG = 450; // ms; a little less than browsers wait before they choose a word
const SLIP = 10; // pixels a finger may move and still be pressing
const OWN = "a, audio, button, input, label, select, summary, textarea, video"; // what answers to a finger itself

interface Point {
  pointer: number;
  x: number;
  y: number;
}

export class Order extends HTMLElement {
  protected list: HTMLElement | null = null;
  private drawn: HTMLElement | null = null;
  private wasBelow: Element | null = null; // what stood below the row when it was taken
  private pressed: (Point & { timer: number }) | null = null;
  private held: Point | null = null;
  private pull = 0;
  private frame = 0;

  connectedCallback(): void {
    this.list = this.querySelector("ol");
    this.addEventListener("click", (event) => this.press(event));
    this.addEventListener("pointerdown", (event) => this.touch(event));
    this.addEventListener("pointermove", (event) => this.move(event));
    this.addEventListener("pointerup", (event) => this.release(event.pointerId, true));
    this.addEventListener("pointercancel", (event) => this.release(event.pointerId, false));
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.held && this.release(this.held.pointer, false));
    // while a row is held the page does not scroll by itself, and nothing opens over it
    this.addEventListener("touchmove", (event) => this.held && event.preventDefault(), { passive: false });
    this.addEventListener("contextmenu", (event) => (this.held || this.pressed) && event.preventDefault());
  }

  protected rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-row]")];
  }

  private press(event: Event): void {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[name=move]");
    const row = button?.closest<HTMLElement>("[data-row]");
    if (!button || !row) return;
    event.preventDefault();
    if (button.value.startsWith("up")) row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    button.focus();
    this.moved(row);
  }

  private touch(event: PointerEvent): void {
    const target = event.target as Element;
    if (event.button !== 0 || !event.isPrimary || this.held) return;
    const at = { pointer: event.pointerId, x: event.clientX, y: event.clientY };
    if (target.closest("[data-grip]")) {
      if (this.lift(target, at)) event.preventDefault();
    } else if (event.pointerType !== "mouse" && !target.closest(OWN)) {
      this.pressed = { ...at, timer: window.setTimeout(() => this.hold(target), LONG) };
    }
  }

  private hold(target: Element): void {
    const { pressed } = this;
    this.pressed = null;
    if (!pressed || !this.lift(target, pressed)) return;
    navigator.vibrate?.(12);
    document.getSelection()?.removeAllRanges();
  }

  private lift(target: Element, at: Point): boolean {
    if (!this.take(target)) return false;
    this.setPointerCapture(at.pointer);
    this.held = { ...at };
    return true;
  }

  private move(event: PointerEvent): void {
    const { held, pressed } = this;
    if (pressed?.pointer === event.pointerId && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > SLIP) {
      this.unpress(); // they scroll
    } else if (held?.pointer === event.pointerId) {
      [held.x, held.y] = [event.clientX, event.clientY];
      this.draw(held.x, held.y);
      this.pull = held.y < EDGE ? -ROLL : held.y > innerHeight - EDGE ? ROLL : 0;
      if (this.pull && !this.frame) this.frame = requestAnimationFrame(this.roll);
    }
  }

  private roll = (): void => {
    this.frame = this.pull ? requestAnimationFrame(this.roll) : 0;
    scrollBy({ top: this.pull, behavior: "instant" });
    if (this.held) this.draw(this.held.x, this.held.y);
  };

  private release(pointer: number, isKept: boolean): void {
    if (this.pressed?.pointer === pointer) this.unpress();
    if (this.held?.pointer !== pointer) return;
    this.held = null;
    this.pull = 0;
    this.drop(isKept);
  }

  private unpress(): void {
    window.clearTimeout(this.pressed?.timer);
    this.pressed = null;
  }

  /** Take up what stands here; whether there is anything. */
  protected take(target: Element): boolean {
    const row = target.closest<HTMLElement>("[data-row]");
    if (!row) return false;
    this.drawn = row;
    this.wasBelow = row.nextElementSibling;
    row.classList.add("drawn");
    return true;
  }

  protected draw(_x: number, y: number): void {
    if (this.drawn) this.put(this.drawn, y);
  }

  /** Let something stand in the list at this height. */
  protected put(what: HTMLElement, y: number): void {
    const others = this.rows().filter((row) => row !== what);
    const below = others.find((row) => middleOf(row) > y);
    if (below ? below.previousElementSibling === what : this.list?.lastElementChild === what) return;
    if (below) below.before(what);
    else this.list?.append(what);
  }

  protected drop(isKept: boolean): void {
    const row = this.drawn;
    if (!row) return;
    this.drawn = null;
    row.classList.remove("drawn");
    if (row.nextElementSibling === this.wasBelow) return;
    if (isKept) this.moved(row);
    else if (this.wasBelow) this.wasBelow.before(row);
    else this.list?.append(row);
  }

  /** What was said of the old order says nothing of the new one. */
  protected moved(row: HTMLElement): void {
    for (const each of this.rows()) each.classList.remove("right", "wrong");
    this.closest("form")?.querySelector(".verdict")?.remove();
    const said = this.querySelector("[data-said]");
    const place = [...(this.list?.children ?? [])].indexOf(row) + 1;
    const words = row.querySelector("[data-words]")?.firstChild?.textContent ?? "";
    if (said) said.textContent = `${words}: ${this.dataset["moved"] ?? ""} ${place}`;
  }
}

function middleOf(element: Element): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}

customElements.define("x-order", Order);
