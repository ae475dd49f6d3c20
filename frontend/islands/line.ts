/* <x-line data-url>: the line of a path. Its rows are moved by their buttons or drawn by their grip, and kept at once; things and
   people beside it are drawn onto it and dropped where they belong.

   Without script the same buttons are forms: up, down, put on the line. */
import { Order } from "./order";

class Line extends Order {
  private source: HTMLElement | null = null;
  private ghost: HTMLElement | null = null;

  protected override take(event: PointerEvent): void {
    const source = (event.target as Element).closest("[data-grip]")?.closest<HTMLElement>("[data-source]");
    if (!source || event.button !== 0) return super.take(event);
    event.preventDefault();
    this.setPointerCapture(event.pointerId);
    this.source = source;
    this.ghost = document.createElement("li");
    this.ghost.className = "ghost";
    this.ghost.textContent = source.querySelector("[data-words]")?.textContent ?? "";
    source.classList.add("drawn");
  }

  protected override isDrawing(): boolean {
    return this.source !== null || super.isDrawing();
  }

  protected override draw(event: PointerEvent): void {
    if (!this.source || !this.ghost || !this.list) return super.draw(event);
    const box = this.list.getBoundingClientRect();
    const isOver = event.clientX > box.left && event.clientX < box.right && event.clientY > box.top - 60;
    if (!isOver) return this.ghost.remove();
    const below = this.rows().find((row) => {
      const each = row.getBoundingClientRect();
      return event.clientY < each.top + each.height / 2;
    });
    if (below) below.before(this.ghost);
    else this.list.append(this.ghost);
  }

  protected override drop(): void {
    if (!this.source) return super.drop();
    const { source, ghost } = this;
    this.source = this.ghost = null;
    source.classList.remove("drawn");
    if (!ghost?.isConnected) return;
    const form = source.querySelector("form");
    const place = form?.querySelector<HTMLInputElement>("input[name=place]");
    if (place) place.value = String([...(this.list?.children ?? [])].indexOf(ghost));
    form?.requestSubmit();
  }

  protected override moved(row: HTMLElement): void {
    super.moved(row);
    void this.keep();
  }

  private async keep(): Promise<void> {
    const body = new FormData();
    body.set("order", this.rows().map((row) => row.dataset["name"]).join(" "));
    body.set("csrfmiddlewaretoken", this.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "");
    const headers = { "X-Requested-With": "x-line" };
    const answer = await fetch(this.dataset["url"] ?? "", { method: "POST", body, headers, keepalive: true }).catch(() => null);
    const said = this.querySelector("[data-said]");
    if (!answer?.ok && said) {
      said.textContent = this.dataset["lost"] ?? "";
      said.classList.remove("sr");
    }
  }
}

customElements.define("x-line", Line);
