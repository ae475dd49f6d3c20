/* Keeps a page's document together with everybody else's. Over plain HTTP always; over a WebSocket as well while that works;
   and in a copy in this browser, so that a closed lid or a lost network loses nothing.

   `connect` gives a Link: `whenOpened()` waits until there is something to show, `status` and `onStatus` say how it stands
   (`words` why something was refused), and `whenSaved()` waits until the server has stored everything that is here. */
import type { Awareness } from "y-protocols/awareness";
import { removeAwarenessStates } from "y-protocols/awareness";
import * as Y from "yjs";
import { Copy } from "./copy";
import { Live } from "./live-line";
import { hearOfRemarks } from "./remarks";
import { joined, KIND, read, STEP, syncMessage } from "./wire";

/** `offline`: the server cannot be reached; `unsaved`: it is in trouble; in both, it is tried again. `refused`: the server
    cannot keep what was typed last. `gone`: one may not write here any more. */
export type Status = "connecting" | "saved" | "saving" | "offline" | "unsaved" | "refused" | "signedOut" | "gone";

export interface Addresses {
  sync: string;
  live: string;
}

const SOON = 700;
const LOOK_AGAIN = 6_000;
const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const LARGEST_LAST_WORD = 60_000; /* bytes that a browser still sends for a page that is being closed */

export function connect(doc: Y.Doc, awareness: Awareness, addresses: Addresses): Link {
  return new Link(doc, awareness, addresses);
}

export class Link {
  status: Status = "connecting";
  words = "";
  private readonly listeners = new Set<(status: Status) => void>();
  private readonly opened: Promise<void>;
  private readonly copy: Copy;
  private readonly live: Live | null;
  private version = 0; /* counts what was changed here; */
  private stored = 0; /* up to this one the server has it */
  private theirs: Uint8Array | null = null; /* what the server had when it last said so */
  private asking: Promise<void> | null = null;
  private timer = 0;
  private fails = 0;
  private hasLeft = false;

  constructor(readonly doc: Y.Doc, readonly awareness: Awareness, private readonly addresses: Addresses) {
    this.copy = new Copy(addresses.sync, doc);
    this.live = addresses.live ? new Live(this, addresses.live) : null;
    doc.on("update", this.changed);
    window.addEventListener("online", this.now);
    window.addEventListener("offline", this.lost);
    window.addEventListener("pagehide", this.lastWord);
    document.addEventListener("visibilitychange", this.now);
    this.opened = this.open();
  }

  /** Once there is something to show: this browser's copy, or the server's answer. */
  whenOpened(): Promise<void> {
    return this.opened;
  }

  /** Calls `work` whenever the status changes; gives the way to stop that. */
  onStatus(work: (status: Status) => void): () => void {
    this.listeners.add(work);
    return () => this.listeners.delete(work);
  }

  /** Whether what others type comes at once. */
  get isLive(): boolean {
    return this.live?.isOpen ?? false;
  }

  get isSaved(): boolean {
    return this.stored >= this.version && this.theirs !== null;
  }

  /** Sends what is not stored yet; true once the server has everything, false if that takes longer than `patience` ms. */
  whenSaved(patience = 15_000): Promise<boolean> {
    this.fails = 0;
    this.live?.flush();
    if (!this.live?.isOpen) this.later(0);
    if (this.isSaved) return Promise.resolve(true);
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.isSaved || this.isOver || this.status === "refused") end();
      };
      const end = (): void => {
        window.clearTimeout(timer);
        forget();
        resolve(this.isSaved);
      };
      const timer = window.setTimeout(end, patience);
      const forget = this.onStatus(look);
    });
  }

  /** Says goodbye: others no longer see this person here. */
  leave(): void {
    if (this.hasLeft) return;
    this.lastWord();
    this.hasLeft = true;
    window.clearTimeout(this.timer);
    this.doc.off("update", this.changed);
    window.removeEventListener("online", this.now);
    window.removeEventListener("offline", this.lost);
    window.removeEventListener("pagehide", this.lastWord);
    document.removeEventListener("visibilitychange", this.now);
    this.live?.close();
    this.copy.close();
  }

  /* what the live line tells */

  /** Everything up to a version is stored. */
  acknowledge(version: number): void {
    this.stored = Math.max(this.stored, version);
    this.say(this.isSaved ? "saved" : "saving");
  }

  refuse(words: string): void {
    this.live?.close();
    this.say("refused", words);
  }

  lineChanged(): void {
    if (this.live?.isOpen) {
      this.fails = 0;
      window.clearTimeout(this.timer);
      hearOfRemarks(); /* something may have been said while the line was down */
    } else {
      const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.doc.clientID);
      removeAwarenessStates(this.awareness, others, this);
      if (!this.isOver) this.later(SOON);
    }
    this.tell();
  }

  end(status: "signedOut" | "gone"): void {
    this.live?.close();
    this.say(status);
    if (status === "signedOut") this.later(LONGEST_PAUSE); /* one may sign in again in another tab */
  }

  get current(): number {
    return this.version;
  }

  get epoch(): string {
    return this.copy.epoch;
  }

  private get isOver(): boolean {
    return this.status === "gone" || this.status === "signedOut";
  }

  private async open(): Promise<void> {
    const hasCopy = await this.copy.load();
    const first = this.ask();
    if (!hasCopy) await first;
    while (!hasCopy && this.theirs === null && !this.isOver && !this.hasLeft) await this.nextAnswer();
  }

  private nextAnswer(): Promise<void> {
    return new Promise((resolve) => {
      const forget = this.onStatus(() => {
        forget();
        resolve();
      });
    });
  }

  private readonly changed = (_update: Uint8Array, origin: unknown): void => {
    if (origin === this || origin === this.live) return;
    this.version += 1;
    if (this.isOver) return;
    if (this.theirs && (this.status === "saved" || this.status === "connecting")) this.say("saving");
    if (!this.live?.isOpen) this.later(SOON);
  };

  private readonly now = (): void => {
    if (document.hidden || this.isOver || this.hasLeft) return;
    this.fails = 0;
    if (!this.live?.isOpen) this.later(0);
  };

  private readonly lost = (): void => {
    if (!this.isOver) this.say("offline");
  };

  private later(pause: number): void {
    if (this.hasLeft) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), pause);
  }

  private ask(): Promise<void> {
    this.asking ??= this.exchange().finally(() => {
      this.asking = null;
      this.plan();
    });
    return this.asking;
  }

  /** When to ask again: soon if there is more to send, later for what others typed, later still after a failure. */
  private plan(): void {
    if (this.hasLeft || this.status === "gone" || this.live?.isOpen) return;
    if (this.fails) {
      const pause = Math.min(SHORTEST_PAUSE * 2 ** (this.fails - 1), LONGEST_PAUSE);
      this.later(pause * (0.75 + Math.random() / 2));
    } else if (this.status === "refused") this.later(LONGEST_PAUSE);
    else if (!this.isSaved) this.later(SOON);
    else if (!document.hidden) this.later(LOOK_AGAIN);
  }

  private async exchange(): Promise<void> {
    const version = this.version;
    const mine = Y.encodeStateVector(this.doc);
    const parts = [syncMessage(STEP.state, mine)];
    const isSending = this.theirs !== null && this.stored < version;
    if (isSending && this.theirs) parts.push(syncMessage(STEP.update, Y.encodeStateAsUpdate(this.doc, this.theirs)));
    const answer = await this.post(joined(parts));
    if (!answer) return this.fail();
    if (answer.status === 409) return this.beginAnew(answer);
    if (answer.status === 422) return this.refuse(await faultsOf(answer));
    if (answer.status === 401) return this.end("signedOut");
    if (answer.status === 403 || answer.status === 404) return this.end("gone");
    if (!answer.ok || answer.redirected || !isBinary(answer)) return this.fail("unsaved");
    this.copy.epoch = answer.headers.get("Upwell-Epoch") ?? this.copy.epoch;
    hearOfRemarks(answer.headers.get("Upwell-Remarks") ?? "");
    this.take(await answer.arrayBuffer());
    this.fails = 0;
    if (isSending || !lacks(this.doc, this.theirs)) this.stored = Math.max(this.stored, version);
    this.say(this.isSaved ? "saved" : "saving");
    this.live?.open();
  }

  private take(bytes: ArrayBuffer): void {
    for (const message of read(bytes)) {
      if (message.kind !== KIND.sync) continue;
      if (message.step === STEP.state) this.theirs = message.data;
      else Y.applyUpdate(this.doc, message.data, this);
    }
  }

  private async post(body: Uint8Array<ArrayBuffer>, isLast = false): Promise<Response | null> {
    const address = this.copy.epoch ? `${this.addresses.sync}?epoch=${this.copy.epoch}` : this.addresses.sync;
    const token = document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": token, "HX-Request": "true" };
    try {
      return await fetch(address, { method: "POST", body, headers, keepalive: isLast });
    } catch {
      return null;
    }
  }

  private fail(status: Status = "offline"): void {
    this.fails += 1;
    this.say(status);
  }

  /** The document was begun anew on the server: this copy stays in the browser, and the page is opened again with theirs. */
  private beginAnew(answer: Response): void {
    this.copy.epoch = answer.headers.get("Upwell-Epoch") ?? "";
    this.leave();
    location.reload();
  }

  private readonly lastWord = (): void => {
    this.live?.flush();
    if (this.isSaved || !this.theirs || this.isOver || this.hasLeft) return;
    const body = syncMessage(STEP.update, Y.encodeStateAsUpdate(this.doc, this.theirs));
    if (body.byteLength < LARGEST_LAST_WORD) void this.post(body, true);
  };

  private say(status: Status, words = ""): void {
    if (status === this.status && words === this.words) return;
    this.status = status;
    this.words = words;
    this.tell();
  }

  private tell(): void {
    for (const work of [...this.listeners]) work(this.status);
  }
}

function isBinary(answer: Response): boolean {
  return answer.headers.get("Content-Type")?.startsWith("application/octet-stream") ?? false;
}

/** Whether the server lacks something that is here, as far as states tell (they do not tell of deletions). */
function lacks(doc: Y.Doc, theirs: Uint8Array | null): boolean {
  if (!theirs) return true;
  const update = Y.encodeStateAsUpdate(doc, theirs);
  return update[0] !== 0 || update[1] !== 0;
}

async function faultsOf(answer: Response): Promise<string> {
  try {
    return ((await answer.json()) as { faults: string[] }).faults.join(" ");
  } catch {
    return "";
  }
}
