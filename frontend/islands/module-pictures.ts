/* Pictures of the page one writes on: pasted, dropped or chosen, they are sent at once, and their words are asked for. */
import { blankPart, idOf, PARTS } from "./module-parts";

interface Sent {
  url: string;
  sha256: string;
  width: number;
  height: number;
  fault?: string;
}

export class Pictures {
  constructor(private readonly root: HTMLElement, private readonly form: HTMLFormElement, private readonly changed: () => void) {
    form.addEventListener("change", (event) => this.choose(event));
    form.addEventListener("paste", (event) => this.take(event, event.clipboardData));
    form.addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
    form.addEventListener("drop", (event) => this.take(event, event.dataTransfer));
  }

  private choose(event: Event): void {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file") return;
    const part = input.closest<HTMLElement>(PARTS);
    const file = input.files?.[0];
    if (part && file) void this.send(part, file, input);
  }

  /** Pictures that were pasted or dropped: into the empty picture they fell on, else each a new part below. */
  private take(event: Event, data: DataTransfer | null): void {
    const files = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!files.length) return;
    event.preventDefault();
    const here = event.target instanceof Element ? event.target.closest<HTMLElement>(PARTS) : null;
    let last = here;
    for (const file of files) {
      const isFree = last?.dataset["kind"] === "image" && !picture(last)?.value && !last.querySelector(".sending");
      const part = isFree && last ? last : blankPart(this.root, "image");
      if (!part) return;
      if (part !== last) last ? last.after(part) : this.form.querySelector("[data-parts]")?.append(part);
      last = part;
      void this.send(part, file);
    }
  }

  private async send(part: HTMLElement, file: File, input?: HTMLInputElement): Promise<void> {
    const words = part.querySelector<HTMLElement>(".drop-words");
    const before = words?.textContent ?? "";
    this.fault(part, "");
    if (words) [words.textContent, words.className] = [this.root.dataset["sending"] ?? "", "drop-words sending"];
    const sent = await this.post(file);
    if (words) [words.textContent, words.className] = [before, "drop-words"];
    if (input) input.value = "";
    if (sent.fault) return this.fault(part, sent.fault);
    this.show(part, sent);
    if (words) words.textContent = this.root.dataset["another"] ?? before;
    this.changed();
    part.querySelector<HTMLInputElement>(`[name="${idOf(part)}.alt"]`)?.focus();
  }

  private async post(file: File): Promise<Sent> {
    const body = new FormData();
    body.append("picture", file);
    body.append("csrfmiddlewaretoken", this.form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "");
    try {
      const answer = await fetch(this.root.dataset["pictures"] ?? "", { method: "POST", body, headers: { Accept: "application/json" } });
      return (await answer.json()) as Sent;
    } catch {
      return { url: "", sha256: "", width: 0, height: 0, fault: this.root.dataset["noPicture"] ?? "" };
    }
  }

  private show(part: HTMLElement, sent: Sent): void {
    const field = picture(part);
    if (field) field.value = sent.sha256;
    const box = part.querySelector(".write-image");
    box?.querySelector("img")?.remove();
    const image = Object.assign(document.createElement("img"), { src: sent.url, alt: "", width: sent.width, height: sent.height });
    box?.prepend(image);
  }

  private fault(part: HTMLElement, words: string): void {
    const line = part.querySelector<HTMLElement>(".part-fault");
    if (!line) return;
    line.hidden = !words;
    line.textContent = words;
  }
}

function picture(part: HTMLElement): HTMLInputElement | null {
  return part.querySelector<HTMLInputElement>(`[name="${idOf(part)}.picture"]`);
}
