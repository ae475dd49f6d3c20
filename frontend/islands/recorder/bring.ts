/* <x-bring> around the form that brings a film: in pieces, with how far it is and how long it takes, over any interruption.
   Without script the same form sends the film whole. */
import { type Bringing, type Progress, bringTake } from "../uploading";
import { amount, lasting, type Word, wordsOf } from "./words";

class Bring extends HTMLElement {
  private word: Word = (name) => name;
  private bringing: Bringing<string> | null = null;
  private isHeld = false;
  private isArrived = false;

  connectedCallback(): void {
    this.word = wordsOf(this);
    const form = this.querySelector("form");
    const drop = this.find("drop");
    form?.addEventListener("submit", (event) => void this.use(event, form));
    this.chooser.addEventListener("change", () => this.take(this.chooser.files?.[0]));
    for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => (event.preventDefault(), drop.classList.add("is-over")));
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("is-over"));
    drop.addEventListener("drop", (event) => (event.preventDefault(), this.take(event.dataTransfer?.files[0])));
    this.find("hold").addEventListener("click", () => this.hold());
    this.find("cancel").addEventListener("click", () => void this.cancel());
    window.addEventListener("beforeunload", this.warn);
  }

  disconnectedCallback(): void {
    window.removeEventListener("beforeunload", this.warn);
  }

  private readonly warn = (event: BeforeUnloadEvent): void => {
    if (this.bringing && !this.isArrived && !this.isHeld) event.preventDefault();
  };

  private get chooser(): HTMLInputElement {
    return this.querySelector("input[type=file]")!;
  }

  private find(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-${name}]`)!;
  }

  private take(file: File | undefined): void {
    if (!file) return;
    void this.cancel();
    const bringing = bringTake(file, (progress) => this.show(progress));
    this.bringing = bringing;
    this.isHeld = this.isArrived = false;
    this.say("");
    this.find("hold").textContent = this.word("hold");
    this.find("bringing").hidden = false;
    this.show({ sent: 0, whole: file.size, bytesPerSecond: 0, secondsLeft: 0 });
    bringing.done.then(
      (key) => this.bringing === bringing && this.arrive(file, key),
      (error: Error) => this.bringing === bringing && this.refuse(error.message),
    );
  }

  private show({ sent, whole, bytesPerSecond, secondsLeft }: Progress): void {
    (this.find("share") as HTMLProgressElement).value = whole ? sent / whole : 0;
    const [here, all] = [amount(sent, this.word), amount(whole, this.word)];
    const isKnown = bytesPerSecond > 0 && secondsLeft > 0;
    this.find("pace").textContent = isKnown
      ? this.word("speed", { sent: here, whole: all, speed: amount(bytesPerSecond, this.word), left: lasting(secondsLeft, this.word) })
      : this.word("stillSendingSoon", { sent: here, whole: all });
  }

  private arrive(file: File, key: string): void {
    this.isArrived = true;
    (this.find("take") as HTMLInputElement).value = key;
    this.chooser.value = ""; // it is there already: the form names it
    this.find("bringing").hidden = true;
    this.say(this.word("arrived", { name: file.name }));
    const title = this.querySelector<HTMLInputElement>("input[name=title]");
    if (title && !title.value) title.focus();
  }

  private refuse(sentence: string): void {
    this.bringing = null;
    this.chooser.value = "";
    this.find("bringing").hidden = true;
    this.find("fault").textContent = sentence || this.word("failed");
  }

  private hold(): void {
    this.isHeld = !this.isHeld;
    void (this.isHeld ? this.bringing?.pause() : this.bringing?.goOn());
    this.find("hold").textContent = this.word(this.isHeld ? "goOn" : "hold");
    this.say(this.isHeld ? this.word("onHold") : "");
  }

  private async cancel(): Promise<void> {
    const { bringing } = this;
    this.bringing = null;
    (this.find("take") as HTMLInputElement).value = "";
    this.find("bringing").hidden = true;
    this.say("");
    bringing?.done.catch(() => undefined);
    if (!this.isArrived) await bringing?.cancel();
  }

  /** A film that is on its way is used once it is there. */
  private async use(event: SubmitEvent, form: HTMLFormElement): Promise<void> {
    const { bringing } = this;
    if (!bringing) return; // nothing chosen: the server says so
    event.preventDefault();
    if (!this.isArrived) this.say(this.word("waiting"));
    await bringing.done.catch(() => undefined);
    if (this.bringing !== bringing || !this.isArrived) return;
    form.action = this.find("use").dataset["use"] ?? "";
    form.enctype = "application/x-www-form-urlencoded";
    HTMLFormElement.prototype.submit.call(form);
  }

  private say(sentence: string): void {
    this.find("told").textContent = sentence;
    this.find("fault").textContent = "";
  }
}

customElements.define("x-bring", Bring);
