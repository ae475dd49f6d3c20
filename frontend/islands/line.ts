/* <x-line data-url>: the line of a path. Its rows are moved by their buttons or drawn by their grip, and kept at once; things and
   people beside it are drawn onto it and dropped where they belong.

   Without script the same buttons are forms: up, down, put on the line. */
import { Order } from "./order";

class Line extends Order {
  private source: HTMLElement | null = null;
  private ghost: HTMLElement | null = null;

  protected override take(target: Element): boolean {
    const source = target.closest<HTMLElement>("[data-source]");
    if (!source) return super.take(target);
    this.source = source;
    this.ghost = document.createElement("li");
    this.ghost.className = "ghost";
    this.ghost.textContent = source.querySelector("[data-words]")?.textContent ?? "";
    source.classList.add("drawn");
    return true;
  }

  protected override draw(x: number, y: number): void {
    if (!this.source || !this.ghost || !this.list) return super.draw(x, y);
    const box = this.list.getBoundingClientRect();
    const isOver = x > box.left && x < box.right && y > box.top - 60 && !isIn(this.querySelector("aside"), x, y);
    if (isOver) this.put(this.ghost, y);
    else this.ghost.remove();
  }

  protected override drop(isKept: boolean): void {
    if (!this.source) return super.drop(isKept);
    const { source, ghost } = this;
    const place = [...(this.list?.children ?? [])].indexOf(ghost!);
    this.source = this.ghost = null;
    source.classList.remove("drawn");
    if (!isKept) ghost?.remove();
    if (!isKept || place < 0) return;
    const form = source.querySelector("form");
    const field = form?.querySelector<HTMLInputElement>("input[name=place]");
    if (field) field.value = String(place);
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

function isIn(element: Element | null, x: number, y: number): boolean {
  const box = element?.getBoundingClientRect();
  return box !== undefined && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

customElements.define("x-line", Line);
