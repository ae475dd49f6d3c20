/* The takes of this visit: looked at, compared, thrown away, and one of them used. Each stays until one says otherwise. */
import type { Way } from "./sources";
import type { Take } from "./take";
import { amount, clock, lasting, type Word } from "./words";

interface Told {
  say(sentence: string): void;
  again(): void;
}

const SPAN = 8000; // milliseconds over which the speed is measured

export class Takes {
  way: Way | null = null;
  next = 1;
  private all: Take[] = [];
  private shown: Take | null = null;
  private mark = { at: 0, sent: 0 };

  constructor(
    private readonly root: HTMLElement,
    private readonly word: Word,
    private readonly told: Told,
  ) {
    this.form.addEventListener("submit", (event) => void this.use(event));
    this.find("again").addEventListener("click", () => told.again());
    this.find("drop").addEventListener("click", () => void this.drop());
    this.find("taken").addEventListener("change", (event) => this.pick(Number((event.target as HTMLInputElement).value)));
  }

  get isEmpty(): boolean {
    return !this.all.length;
  }

  get isSending(): boolean {
    return this.all.some(({ sending, size }) => sending.sent < size);
  }

  add(take: Take): void {
    this.next = take.number + 1;
    this.all.push(take);
    take.sending.done.then(
      () => this.follow(),
      (error: Error) => this.shown === take && this.refuse(error.message),
    );
    this.pick(take.number);
    if (this.all.length > 1) this.told.say(this.word("kept", { number: take.number - 1 }));
  }

  /** Say again how much of the shown take is on the server. */
  follow(): void {
    const { shown } = this;
    if (!shown) return;
    const [sent, whole] = [shown.sending.sent, shown.size];
    const share = this.find<HTMLProgressElement>("share");
    share.value = whole ? sent / whole : 0;
    share.hidden = sent >= whole;
    this.find("how-far").textContent = sent >= whole ? this.word("sent") : this.howFar(sent, whole);
  }

  private howFar(sent: number, whole: number): string {
    const now = performance.now();
    if (now - this.mark.at > SPAN) this.mark = { at: now, sent };
    const speed = (sent - this.mark.sent) / Math.max(1, now - this.mark.at); // bytes a millisecond
    const values = { sent: amount(sent, this.word), whole: amount(whole, this.word) };
    return speed > 0 ? this.word("stillSending", { ...values, left: lasting((whole - sent) / speed / 1000, this.word) }) : this.word("stillSendingSoon", values);
  }

  private find<Kind extends HTMLElement = HTMLElement>(name: string): Kind {
    return this.root.querySelector<Kind>(`[data-${name}]`)!;
  }

  private get form(): HTMLFormElement {
    return this.root.querySelector<HTMLFormElement>("form[data-use]")!;
  }

  private pick(number: number): void {
    const take = this.all.find((one) => one.number === number);
    if (!take) return;
    this.shown = take;
    this.mark = { at: 0, sent: 0 };
    const film = this.find<HTMLVideoElement>("look");
    film.classList.toggle("is-sound", take.isSound);
    film.src = take.address;
    // what a browser records does not say how long it is; looking for its end tells
    film.addEventListener("loadedmetadata", () => Number.isFinite(film.duration) || measure(film), { once: true });
    this.draw();
    this.follow();
  }

  private draw(): void {
    const options = this.all.map((take) => {
      const label = document.createElement("label");
      const input = Object.assign(document.createElement("input"), { type: "radio", name: "shown", value: String(take.number), checked: take === this.shown });
      const words = document.createElement("span");
      words.textContent = this.word("takeNow", { number: take.number, time: clock(take.seconds) });
      label.append(input, words);
      return label;
    });
    this.find("taken").replaceChildren(...options);
  }

  private async drop(): Promise<void> {
    const { shown } = this;
    if (!shown) return;
    this.all = this.all.filter((take) => take !== shown);
    this.shown = null;
    this.told.say(this.word("dropped", { number: shown.number }));
    const last = this.all.at(-1);
    if (last) this.pick(last.number);
    else this.told.again();
    await shown.drop();
  }

  private refuse(sentence: string): void {
    this.find("how-far").textContent = sentence || this.word("failed");
  }

  /** The form names the take once all of it is on the server. */
  private async use(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { shown } = this;
    if (!shown) return;
    if (shown.sending.sent < shown.size) this.told.say(this.word("waiting"));
    try {
      await shown.sending.done;
    } catch (error) {
      return this.refuse((error as Error).message);
    }
    if (this.root.dispatchEvent(new CustomEvent("take", { detail: { key: shown.sending.key, isSound: shown.isSound }, cancelable: true }))) {
      this.find<HTMLInputElement>("key").value = shown.sending.key;
      HTMLFormElement.prototype.submit.call(this.form);
    }
  }
}

function measure(film: HTMLVideoElement): void {
  film.addEventListener("durationchange", () => (film.currentTime = 0), { once: true });
  film.currentTime = Number.MAX_SAFE_INTEGER;
}
