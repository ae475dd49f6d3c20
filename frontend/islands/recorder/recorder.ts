/* <x-recorder>: camera, screen, both or voice alone, in five states that its page draws and this shows: choose, ready, counting,
   recording or paused, review. Each take goes to the server while it is made; which one is used is said at the end.

   On the page one writes on it says `take` (a CustomEvent with the take's key) instead of leading to a page of its own. */
import { Devices } from "./devices";
import { headingsIn, Prompter } from "./prompter";
import { type Source, SourceFault, type Way, hasScreen, missing, open } from "./sources";
import { leftBehind } from "./kept";
import { sendRest } from "./sending";
import { Take } from "./take";
import { Takes } from "./takes";
import { clock, type Word, wordsOf } from "./words";

type State = "choose" | "ready" | "counting" | "recording" | "paused" | "review";

const COUNT = 3; // seconds before it begins
const LOOK = 200; // milliseconds between two looks at the clock
const SILENCE = 4; // seconds of nothing until one is asked about the microphone
const HEARD = 0.12; // of the level's range
const WARNED = 30; // seconds before the aim

class Recorder extends HTMLElement {
  private word: Word = (name) => name;
  private source: Source | null = null;
  private take: Take | null = null;
  private takes!: Takes;
  private devices!: Devices;
  private prompter!: Prompter;
  private timer = 0;
  private counting = 0;
  private heardAt = 0;
  private said = new Set<string>();
  private lock: WakeLockSentinel | null = null;

  connectedCallback(): void {
    if (this.takes) return;
    this.word = wordsOf(this);
    this.devices = new Devices(this, () => void this.change());
    this.prompter = new Prompter(this.find("prompter"), this.find<HTMLInputElement>("speed"));
    this.takes = new Takes(this, this.word, { say: (sentence) => this.say(sentence), again: () => void this.again() });
    this.offer();
    this.press("start", () => this.count());
    this.press("now", () => this.begin());
    this.press("stop-count", () => this.uncount());
    this.press("other", () => this.leave());
    this.press("stop", () => this.stop("stopped"));
    this.press("pause", () => this.pause());
    this.press("resume", () => this.resume());
    this.timer = window.setInterval(() => this.look(), LOOK);
    window.addEventListener("beforeunload", this.warn);
    void this.sendWhatWasLeft();
  }

  disconnectedCallback(): void {
    window.clearInterval(this.timer);
    window.removeEventListener("beforeunload", this.warn);
    this.take?.stop();
    this.close();
  }

  get state(): State {
    return (this.dataset["state"] as State | undefined) ?? "choose";
  }

  /** Whether closing this would lose something. */
  get isBusy(): boolean {
    return this.take !== null || this.takes.isSending;
  }

  /** What a closed tab left in this browser goes to the server now; the page that lists takes then shows it. */
  private async sendWhatWasLeft(): Promise<void> {
    const left = await leftBehind(this.dataset["person"] ?? "").catch(() => []);
    if (!left.length) return;
    this.fault("leftBehind");
    const all = await Promise.allSettled(left.map((kept) => sendRest(kept)));
    if (this.find("fault").textContent === this.word("leftBehind")) this.fault("");
    const isHere = all.some(({ status }) => status === "fulfilled");
    if (isHere && this.hasAttribute("data-lists")) await this.showTakes();
  }

  /** Shows the list of takes as it is now, and nothing else anew: somebody may be typing, or about to press something. */
  private async showTakes(): Promise<void> {
    const answer = await fetch(location.pathname + location.search).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("takes");
    const shown = document.getElementById("takes");
    if (!fresh || shown?.contains(document.activeElement)) return;
    if (shown) shown.replaceWith(fresh);
    else this.after(fresh);
  }

  private readonly warn = (event: BeforeUnloadEvent): void => {
    if (this.isBusy) event.preventDefault();
  };

  private find<Kind extends HTMLElement = HTMLElement>(name: string): Kind {
    return this.querySelector<Kind>(`[data-${name}]`)!;
  }

  private press(name: string, work: () => void): void {
    this.find(name).addEventListener("click", work);
  }

  /** The ways to record that this browser has; what is missing is said in words. */
  private offer(): void {
    const fault = missing() || (hasScreen() ? "" : "noScreen");
    const line = this.find("missing");
    line.textContent = fault ? this.word(fault) : "";
    line.hidden = !fault;
    const ways = (this.dataset["ways"] ?? "camera screen both voice").split(" ");
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-way]")) {
      const way = button.dataset["way"] as Way;
      button.hidden = !ways.includes(way);
      button.disabled = Boolean(missing()) || ((way === "screen" || way === "both") && !hasScreen());
      button.addEventListener("click", () => void this.choose(way));
    }
  }

  private show(state: State): void {
    this.dataset["state"] = state;
    for (const part of this.querySelectorAll<HTMLElement>("[data-when]")) part.hidden = !part.dataset["when"]!.split(" ").includes(state);
    const runs = state === "recording" || state === "paused" || state === "counting";
    this.find("pace").hidden = this.find("prompter").hidden || !runs;
  }

  private say(sentence: string): void {
    this.find("say").textContent = sentence;
  }

  private fault(name: string): void {
    const line = this.find("fault");
    line.textContent = name ? this.word(name) || name : "";
    line.hidden = !name;
  }

  private async choose(way: Way, screen: MediaStream | null = null): Promise<void> {
    this.fault("");
    try {
      this.source = await open(way, this.devices.chosen, this.dataset["ticks"] ?? "", screen);
    } catch (error) {
      this.source = null;
      this.show("choose");
      return this.fault(error instanceof SourceFault ? error.message : "trouble");
    }
    const { source } = this;
    if (!this.isConnected) return source.end();
    for (const track of [...source.stream.getTracks(), ...(source.screen?.getTracks() ?? [])]) track.addEventListener("ended", () => this.lost(source));
    const preview = this.find<HTMLVideoElement>("preview");
    preview.srcObject = source.stream;
    preview.hidden = way === "voice";
    preview.classList.toggle("is-mirror", way === "camera");
    this.find("voice").hidden = way !== "voice";
    this.fault(source.warning);
    await this.devices.show(source);
    this.heardAt = performance.now();
    this.find("time").textContent = clock(0);
    this.show("ready");
    this.find("start").focus();
  }

  /** Another camera or microphone; a screen that is shown stays shown. */
  private async change(): Promise<void> {
    const { source } = this;
    if (!source || this.state !== "ready") return;
    source.end(true);
    await this.choose(source.way, source.screen);
  }

  /** What is recorded was taken away: a cable, or 'Stop sharing'. What was recorded stays. */
  private lost(source: Source): void {
    if (this.source !== source) return;
    if (this.take) this.stop("sourceEnded");
    else if (this.state === "ready" || this.state === "counting") this.leave();
  }

  private leave(): void {
    window.clearInterval(this.counting);
    this.close();
    this.show(this.takes.isEmpty ? "choose" : "review");
  }

  private close(): void {
    const { source } = this;
    this.source = null;
    source?.end();
    this.find<HTMLVideoElement>("preview").srcObject = null;
  }

  private count(): void {
    let left = COUNT;
    this.prompter.show(this.find<HTMLTextAreaElement>("notes").value);
    this.show("counting");
    this.say(this.word("counting"));
    const place = this.find("count");
    const tell = (): void => ((place.textContent = String(left)), void (place.hidden = false));
    tell();
    this.find("now").focus();
    this.counting = window.setInterval(() => (--left > 0 ? tell() : this.begin()), 1000);
  }

  private uncount(): void {
    window.clearInterval(this.counting);
    this.find("count").hidden = true;
    this.prompter.show("");
    this.show("ready");
  }

  private begin(): void {
    window.clearInterval(this.counting);
    this.find("count").hidden = true;
    if (!this.source || this.take) return;
    const when = new Date().toLocaleString(document.documentElement.lang || undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
    const heard = { goesOn: () => this.takes.follow(), away: (isAway: boolean) => this.sending(isAway) };
    const headings = headingsIn(this.find<HTMLTextAreaElement>("notes").value);
    const about = { name: this.word("name", { when }), headings, person: this.dataset["person"] ?? "" };
    const take = new Take(this.takes.next, this.source.stream, about, heard, (why) => this.finish(take, why));
    this.take = take;
    this.said.clear();
    this.heardAt = performance.now();
    this.sending(false);
    this.show("recording");
    this.say(this.word("begun"));
    this.prompter.start();
    this.find("stop").focus();
    void navigator.wakeLock?.request("screen").then((lock) => (this.lock = lock), () => undefined);
  }

  private sending(isAway: boolean): void {
    const [line, sentence] = [this.find("sending"), this.word(isAway ? (this.take?.sending.isKept ? "awayKept" : "away") : "sending")];
    if (line.textContent === sentence) return;
    line.textContent = sentence;
    if (isAway) this.say(sentence);
  }

  private pause(): void {
    this.take?.pause();
    this.prompter.stop();
    this.show("paused");
    this.say(this.word("paused"));
    this.find("resume").focus();
  }

  private resume(): void {
    this.take?.resume();
    this.prompter.start();
    this.show("recording");
    this.say(this.word("begun"));
    this.find("pause").focus();
  }

  private stop(why: string): void {
    this.say(this.word(why));
    if (why !== "stopped") this.fault(why);
    this.take?.stop();
  }

  private finish(take: Take, why: Error | null): void {
    if (this.take !== take) return;
    this.take = null;
    this.prompter.stop();
    this.prompter.show("");
    void this.lock?.release();
    if (why) this.fault("trouble");
    this.close(); // the camera's light goes out while one looks at the take
    this.takes.add(take);
    this.show("review");
  }

  /** Another take, the same way; the first stays. */
  private async again(): Promise<void> {
    await this.choose(this.takes.way ?? "camera");
  }

  /** The clock, the level, and what is to be said about them. */
  private look(): void {
    const { source, take } = this;
    if (!source) return;
    const level = source.hearing.level();
    this.find<HTMLProgressElement>("level").value = level;
    const now = performance.now();
    if (level > HEARD || !source.hearing.track || this.state === "paused") this.heardAt = now;
    const isSilent = now - this.heardAt > SILENCE * 1000;
    if (isSilent) this.fault("silent");
    else if (this.find("fault").textContent === this.word("silent")) this.fault("");
    if (!take) return;
    this.takes.way = source.way;
    this.find("time").textContent = clock(take.seconds);
    this.remind(take.seconds);
    if (take.seconds > Number(this.dataset["most"])) this.stop("longest");
  }

  private remind(seconds: number): void {
    const aim = Number(this.find<HTMLSelectElement>("aim").value);
    const line = this.find("left");
    if (!aim) return void (line.textContent = "");
    const left = aim - seconds;
    line.textContent = left >= 0 ? this.word("left", { time: clock(left + 0.99) }) : this.word("over", { time: clock(-left) });
    line.classList.toggle("is-over", left < 0);
    if (left <= WARNED && aim > 2 * WARNED) this.sayOnce("halfMinute");
    if (left <= 0) this.sayOnce("aimReached");
  }

  private sayOnce(name: string): void {
    if (this.said.has(name)) return;
    this.said.add(name);
    this.say(this.word(name));
  }
}

customElements.define("x-recorder", Recorder);
