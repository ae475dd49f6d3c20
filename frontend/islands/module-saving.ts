/* Saves what one writes, as one types: to this browser at once, to the server soon after; offline, as soon as one is back.
   When somebody else saved in between, both texts are put together, and it is said. */
import { merge } from "./module-merge";
import { arrange, contentOf, idOf, partsFrom, partsIn } from "./module-parts";
import { Store, type Entries } from "./module-store";
import { settled } from "./timing";

interface Told {
  stamp: number;
  saved: string;
  side: string;
  title: string;
  parts: string;
  mine: string;
  sentence: string;
  faults: string[];
}

const SOON = 900;
const AGAIN = 8000;

export class Saver {
  private readonly store: Store;
  private readonly saveSoon = settled(() => void this.save(), SOON);
  private base = new Map<string, string>();
  private baseTitle = "";
  private saved = "";
  private isSending: Promise<boolean> | null = null;
  private hasEnded = false;
  private later = 0;

  constructor(private readonly root: HTMLElement, private readonly form: HTMLFormElement) {
    this.store = new Store(root.dataset["key"] ?? "");
    this.accept();
    window.addEventListener("online", this.again);
    window.addEventListener("pagehide", this.leave);
    void this.restore();
  }

  stop(): void {
    window.removeEventListener("online", this.again);
    window.removeEventListener("pagehide", this.leave);
    window.clearTimeout(this.later);
  }

  /** Something changed. */
  touch(): void {
    if (this.hasEnded) return;
    this.root.dataset["dirty"] = "";
    this.keep();
    this.saveSoon();
  }

  /** Sends what is not saved yet; true when everything is. */
  async save(): Promise<boolean> {
    if (this.isSending) await this.isSending;
    if (this.hasEnded) return false;
    if (this.snapshot() === this.saved) return this.settle();
    this.isSending = this.send();
    const isSaved = await this.isSending;
    this.isSending = null;
    return isSaved;
  }

  private async send(): Promise<boolean> {
    this.say("saving");
    const sent = this.snapshot();
    const base = this.contents();
    const title = this.title.value;
    const answer = await this.post(this.entries());
    if (!answer) return false;
    if (answer.status === 409) return this.putTogether(answer.told);
    if (answer.status !== 200) return this.refuse(answer.told);
    this.stamp.value = String(answer.told.stamp);
    [this.saved, this.base, this.baseTitle] = [sent, base, title];
    this.show(answer.told);
    if (this.snapshot() === sent) return this.settle();
    this.touch();
    return false;
  }

  /** The server has everything. */
  private settle(): boolean {
    delete this.root.dataset["dirty"];
    this.store.forget();
    return true;
  }

  private async post(entries: Entries): Promise<{ status: number; told: Told } | null> {
    const body = this.bodyOf(entries);
    let answer: Response;
    try {
      answer = await fetch(this.form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    } catch {
      return this.wait("offline");
    }
    const isJson = answer.headers.get("Content-Type")?.includes("application/json") ?? false;
    if (isJson && [200, 409, 422].includes(answer.status)) return { status: answer.status, told: (await answer.json()) as Told };
    if (answer.redirected || answer.ok) return this.end("signedOut");
    if (answer.status === 403 || answer.status === 404) return this.end("gone");
    if (answer.status === 400 || answer.status === 413) return this.wait("tooMuch", false);
    return this.wait("broke");
  }

  /** Somebody saved in between: what both wrote, in one list, and saved again. */
  private putTogether(told: Told): boolean {
    const list = this.list;
    const { parts, clashes } = merge(partsIn(list), partsFrom(told.parts), this.base);
    arrange(list, parts);
    for (const [theirs, mine] of clashes) {
      note(theirs, this.words("theirs"));
      note(mine, this.words("mine"));
    }
    const isMine = this.title.value !== this.baseTitle && this.title.value !== told.title;
    const wasChanged = told.title !== this.baseTitle;
    if (!isMine) this.title.value = told.title;
    this.tell(isMine && wasChanged ? `${told.sentence} ${this.words("otherTitle")} ${told.title}` : told.sentence);
    this.stamp.value = String(told.stamp);
    this.base = new Map(partsFrom(told.parts).map((part) => [idOf(part), contentOf(part)]));
    this.baseTitle = told.title;
    this.saved = "";
    this.touch();
    return false;
  }

  private refuse(told: Told): boolean {
    this.status.textContent = told.faults.join(" ");
    this.status.classList.add("fault");
    return false;
  }

  /** What this browser kept is sent; the page then shows what the server has. */
  private async restore(): Promise<void> {
    const kept = this.store.read();
    if (!kept) return;
    if (JSON.stringify(kept.entries) === JSON.stringify(this.entries())) return this.store.forget();
    const answer = await this.post([...kept.entries.filter(([name]) => name !== "stamp"), ["stamp", kept.stamp], ["render", "1"]]);
    if (!answer) return;
    const { status, told } = answer;
    for (const [name, value] of kept.entries) if (name === "summary" || name === "skills") fill(name, value);
    if (status === 409) {
      this.base = new Map(kept.base);
      this.baseTitle = kept.title;
      arrange(this.list, partsFrom(told.mine));
      this.title.value = kept.entries.find(([name]) => name === "title")?.[1] ?? "";
      this.putTogether(told);
      return;
    }
    arrange(this.list, partsFrom(status === 200 ? told.parts : told.mine));
    this.title.value = status === 200 ? told.title : (kept.entries.find(([name]) => name === "title")?.[1] ?? "");
    if (status === 200) {
      this.stamp.value = String(told.stamp);
      this.accept();
      this.show(told);
      this.store.forget();
    } else this.refuse(told);
    this.tell(this.words("cameBack"));
  }

  private accept(): void {
    this.saved = this.snapshot();
    this.base = this.contents();
    this.baseTitle = this.title.value;
  }

  private keep(): void {
    const base: [string, string][] = [...this.base];
    this.store.write({ at: Date.now(), stamp: this.stamp.value, entries: this.entries(), base, title: this.baseTitle });
  }

  private readonly again = (): void => void this.save();

  private readonly leave = (): void => {
    if (this.hasEnded || this.snapshot() === this.saved) return;
    this.keep();
    navigator.sendBeacon(this.form.action, this.bodyOf(this.entries()));
  };

  private wait(why: string, isWorthIt = true): null {
    this.say(why);
    window.clearTimeout(this.later);
    if (isWorthIt) this.later = window.setTimeout(this.again, AGAIN);
    return null;
  }

  private end(why: string): null {
    this.hasEnded = true;
    this.keep();
    this.tell(this.words(why));
    this.say(why);
    return null;
  }

  private show(told: Told): void {
    this.status.textContent = told.saved;
    this.status.classList.remove("fault");
    const checks = this.root.querySelector("#checks");
    if (checks && told.side) checks.innerHTML = told.side;
  }

  private say(word: string): void {
    this.status.textContent = this.words(word);
    this.status.classList.toggle("fault", word !== "saving");
  }

  private tell(text: string): void {
    const place = this.root.querySelector("[data-notes]");
    if (!place) return;
    const line = Object.assign(document.createElement("div"), { className: "note work told", textContent: text });
    line.setAttribute("role", "alert");
    place.replaceChildren(line);
  }

  private words(name: string): string {
    return this.root.dataset[name] ?? "";
  }

  private bodyOf(entries: Entries): FormData {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", this.form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "");
    for (const [name, value] of entries) body.append(name, value);
    return body;
  }

  /** Everything that is sent, without files and tokens. */
  private entries(): Entries {
    const all = [...new FormData(this.form)].filter((entry): entry is [string, string] => typeof entry[1] === "string");
    return all.filter(([name]) => name !== "csrfmiddlewaretoken").map(([name, value]) => [name, value.replace(/\r\n/g, "\n")]);
  }

  private snapshot(): string {
    return JSON.stringify(this.entries().filter(([name]) => name !== "stamp"));
  }

  private contents(): Map<string, string> {
    return new Map(partsIn(this.list).map((part) => [idOf(part), contentOf(part)]));
  }

  private get list(): HTMLElement {
    return this.form.querySelector<HTMLElement>("[data-parts]") ?? this.form;
  }

  private get status(): HTMLElement {
    return this.root.querySelector<HTMLElement>("[data-status]") ?? this.root;
  }

  private get stamp(): HTMLInputElement {
    return this.form.elements.namedItem("stamp") as HTMLInputElement;
  }

  private get title(): HTMLTextAreaElement {
    return this.form.elements.namedItem("title") as HTMLTextAreaElement;
  }
}

function fill(name: string, value: string): void {
  const field = document.getElementById(name);
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = value;
}

function note(part: HTMLElement, words: string): void {
  part.querySelector(".part-note")?.remove();
  part.prepend(Object.assign(document.createElement("p"), { className: "part-note", textContent: words }));
}
