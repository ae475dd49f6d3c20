/* What is said, word for word, below a player: it follows, a word plays from there; for whoever may change it, a click opens the word,
   and words one chose become the times of a cut. The server draws it; while it is changed, clicks do not play. */
import type { Player } from "./player";
import { clock, shownAt } from "./seconds";
import { Wave } from "./wave";
import { settled } from "../timing";

interface Htmx {
  ajax(verb: string, url: string, context: Record<string, unknown>): Promise<void>;
}

export class Said {
  private words: HTMLElement[] = [];
  private owner: Element | null = null; // whose words they are: the server may have drawn them anew
  private now: HTMLElement | undefined;
  private wave: Wave | null = null;

  constructor(private readonly player: Player) {
    document.addEventListener("click", this.click);
    document.addEventListener("selectionchange", this.choose);
    document.addEventListener("htmx:afterSettle", this.offer);
  }

  leave(): void {
    document.removeEventListener("click", this.click);
    document.removeEventListener("selectionchange", this.choose);
    document.removeEventListener("htmx:afterSettle", this.offer);
  }

  /** Mark the word that is said now, and keep its line in sight inside the box. */
  follow(second: number): void {
    const pane = this.pane;
    if (!pane) return;
    this.wave?.follow(second);
    if (this.owner !== pane) {
      this.owner = pane;
      this.words = [...pane.querySelectorAll<HTMLElement>("[data-at]")];
    }
    const word = this.wordAt(second);
    if (word === this.now) return;
    this.now?.classList.remove("is-now");
    this.now = word;
    word?.classList.add("is-now");
    const line = word?.closest<HTMLElement>(".said-line");
    const box = line?.closest<HTMLElement>(".said-lines");
    if (line && box && !box.matches(":hover, :focus-within")) box.scrollTop = line.offsetTop - box.offsetTop - box.clientHeight / 3;
  }

  /** The server has told of other cuts. */
  redraw(): void {
    this.wave?.draw();
  }

  private get pane(): HTMLElement | null {
    return document.getElementById(`said-${this.player.block}`);
  }

  private wordAt(second: number): HTMLElement | undefined {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(this.words[middle]?.dataset["at"]) <= second) low = middle + 1;
      else high = middle;
    }
    return this.words[low - 1];
  }

  private readonly click = (event: Event): void => {
    const target = event.target as Element;
    const pane = this.pane;
    if (!pane?.contains(target)) return;
    const edge = target.closest<HTMLElement>("[data-now]")?.dataset["now"];
    if (edge) return this.fill(edge, this.player.second);
    const word = target.closest<HTMLElement>("[data-at]");
    if (!word || !document.getSelection()?.isCollapsed) return;
    if (pane.dataset["correct"]) this.open(word, pane);
    else this.player.jump(Number(word.dataset["at"]));
  };

  /** Write one word anew, in its place. Enter keeps it, Escape leaves it, and so does going elsewhere without a change. */
  private open(word: HTMLElement, pane: HTMLElement): void {
    if (word.querySelector("input")) return;
    const was = word.textContent ?? "";
    const input = document.createElement("input");
    input.value = was;
    input.maxLength = 80;
    input.size = Math.max(2, was.length);
    input.className = "said-word";
    input.setAttribute("aria-label", pane.dataset["word"] ?? "");
    const close = (): void => word.replaceChildren(was);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      else if (event.key === "Enter") input.blur();
      else return;
      event.preventDefault();
    });
    input.addEventListener("blur", () => (input.isConnected && input.value.trim() !== was ? this.keep(word, input.value, pane) : close()));
    word.replaceChildren(input);
    input.focus();
    input.select();
  }

  private keep(word: HTMLElement, text: string, pane: HTMLElement): void {
    const box = pane.querySelector(".said-lines");
    const scrolled = box?.scrollTop ?? 0;
    const values = { line: word.closest<HTMLElement>(".said-line")?.dataset["line"] ?? "", word: word.dataset["word"] ?? "", text };
    const htmx = (window as unknown as { htmx: Htmx }).htmx;
    const sent = { source: pane, target: pane, swap: "outerHTML", values, headers: { "X-CSRFToken": this.player.token } };
    void htmx.ajax("POST", pane.dataset["correct"] ?? "", sent).then(() => {
      const fresh = this.pane?.querySelector(".said-lines");
      if (fresh) fresh.scrollTop = scrolled;
    });
  }

  /** Words that were chosen are what a cut would take out. */
  private readonly choose = settled(() => {
    const pane = this.pane;
    const selection = document.getSelection();
    if (!pane?.dataset["correct"] || !selection?.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!pane.querySelector(".said-lines")?.contains(range.commonAncestorContainer)) return;
    const chosen = [...pane.querySelectorAll<HTMLElement>("[data-word]")].filter((word) => range.intersectsNode(word) && !word.classList.contains("cut"));
    const [first, last] = [chosen[0], chosen.at(-1)];
    if (!first || !last) return;
    this.fill("begin", Number(first.dataset["at"]));
    this.fill("end", Number(last.dataset["until"]));
  }, 120);

  private fill(edge: string, second: number): void {
    const field = this.pane?.querySelector<HTMLInputElement>(`.said-cut [name="${edge}"]`);
    if (field) field.value = clock(shownAt(this.player.cuts, second), true);
    this.wave?.mark();
  }

  /** What needs script, in a pane that the server has just drawn. */
  private readonly offer = (): void => {
    for (const button of this.pane?.querySelectorAll<HTMLElement>("[data-now]") ?? []) button.hidden = false;
    if (this.wave?.isGone) this.wave = null;
    const [root, form] = [this.pane?.querySelector<HTMLElement>("[data-peaks]"), this.pane?.querySelector<HTMLFormElement>(".said-cut")];
    if (!this.wave && root && form) this.wave = new Wave(root, form, this.player);
  };
}
