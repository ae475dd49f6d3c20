/* <x-order> around a list to put in order: its buttons move a row without asking the server, and a row can be drawn by its grip.

   Without script the same buttons are a form's, and the server answers with the row moved. */

const EDGE = 72; // pixels: whoever holds a row so near the upper or lower edge has the page roll on
const ROLL = 12; // pixels a frame

export class Order extends HTMLElement {
  protected list: HTMLElement | null = null;
  private drawn: HTMLElement | null = null;
  private pull = 0;
  private frame = 0;

  connectedCallback(): void {
    this.list = this.querySelector("ol");
    this.addEventListener("click", (event) => this.press(event));
    this.addEventListener("pointerdown", (event) => this.take(event));
    this.addEventListener("pointermove", (event) => (this.draw(event), this.rollOn(event)));
    for (const name of ["pointerup", "pointercancel"]) this.addEventListener(name, () => ((this.pull = 0), this.drop()));
  }

  protected isDrawing(): boolean {
    return this.drawn !== null;
  }

  private rollOn(event: PointerEvent): void {
    this.pull = !this.isDrawing() ? 0 : event.clientY < EDGE ? -ROLL : event.clientY > innerHeight - EDGE ? ROLL : 0;
    if (this.pull && !this.frame) this.frame = requestAnimationFrame(this.roll);
  }

  private roll = (): void => {
    this.frame = this.pull ? requestAnimationFrame(this.roll) : 0;
    scrollBy({ top: this.pull, behavior: "instant" });
  };

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

  protected take(event: PointerEvent): void {
    const grip = (event.target as Element).closest("[data-grip]");
    const row = grip?.closest<HTMLElement>("[data-row]");
    if (!row || event.button !== 0) return;
    event.preventDefault();
    this.setPointerCapture(event.pointerId);
    this.drawn = row;
    row.classList.add("drawn");
  }

  protected draw(event: PointerEvent): void {
    const row = this.drawn;
    if (!row) return;
    for (const other of this.rows()) {
      if (other === row) continue;
      const box = other.getBoundingClientRect();
      const isOver = event.clientY > box.top && event.clientY < box.bottom;
      if (!isOver) continue;
      const isBelow = Boolean(row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
      const middle = box.top + box.height / 2;
      if (isBelow && event.clientY > middle) other.after(row);
      else if (!isBelow && event.clientY < middle) other.before(row);
    }
  }

  protected drop(): void {
    const row = this.drawn;
    if (!row) return;
    this.drawn = null;
    row.classList.remove("drawn");
    this.moved(row);
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

customElements.define("x-order", Order);
