/* The open line to the realtime process: every keystroke at once, who is here and where. HTTP goes on without it. */
import { applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import type { Link } from "./provider";
import { hearOfRemarks } from "./remarks";
import { awarenessMessage, joined, KIND, read, STEP, syncMessage, type Message } from "./wire";

const TOGETHER = 15; /* ms in which keystrokes are put into one message */
const CARETS = 80; /* ms between two messages about where one is */
const QUIET = 50_000; /* ms of silence after which the line is taken for dead; the server says something more often */
const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;
const SIGNED_OUT = 4401;
const GONE = new Set([4403, 4404]);

export class Live {
  private socket: WebSocket | null = null;
  private sent = 0;
  private versions: number[] = [];
  private waiting: Uint8Array[] = [];
  private sending = 0;
  private moved = 0;
  private quiet = 0;
  private again = 0;
  private fails = 0;
  private hasGreeted = false;
  private isClosed = false;

  constructor(private readonly page: Link, private readonly address: string) {}

  /** Whether both sides have told each other what they have. */
  get isOpen(): boolean {
    return this.hasGreeted;
  }

  open(): void {
    if (this.socket || this.isClosed || this.again) return;
    try {
      this.socket = new WebSocket(`${this.address}?epoch=${this.page.epoch}`);
    } catch {
      return;
    }
    const socket = this.socket;
    socket.binaryType = "arraybuffer";
    // one that was given up may still say something: what it acknowledges was counted anew since
    socket.onopen = () => socket === this.socket && this.greet();
    socket.onmessage = (event) => socket === this.socket && this.hear(read(event.data as ArrayBuffer));
    socket.onclose = (event) => this.lost(socket, event.code);
  }

  /** Closed until it is opened anew after a refusal. */
  close(): void {
    window.clearTimeout(this.again);
    this.again = 0;
    const socket = this.socket;
    if (socket) {
      socket.close(1000);
      this.lost(socket, 1000);
    }
  }

  flush(): void {
    window.clearTimeout(this.sending);
    this.sending = 0;
    if (!this.hasGreeted || !this.waiting.length) return;
    const update = this.waiting.length === 1 ? this.waiting[0]! : Y.mergeUpdates(this.waiting);
    this.waiting = [];
    this.change(STEP.update, update);
  }

  private greet(): void {
    const { doc, awareness } = this.page;
    this.sent = 0;
    this.versions = [];
    this.waiting = [];
    doc.on("update", this.typed);
    awareness.on("update", this.movedHere);
    this.send(syncMessage(STEP.state, Y.encodeStateVector(doc)));
    this.sayWhere();
    this.listen();
  }

  private hear(messages: Message[]): void {
    this.listen();
    for (const message of messages) {
      if (message.kind === KIND.sync) this.hearOfPage(message);
      else if (message.kind === KIND.awareness) applyAwarenessUpdate(this.page.awareness, message.data, this);
      else if (message.kind === KIND.stored) this.hearStored(message.count);
      else if (message.kind === KIND.remarks) hearOfRemarks();
      else if (message.kind === KIND.refused) this.page.refuse(new TextDecoder().decode(message.data));
    }
  }

  private hearOfPage(message: Message): void {
    if (message.step !== STEP.state) return Y.applyUpdate(this.page.doc, message.data, this);
    this.change(STEP.missing, Y.encodeStateAsUpdate(this.page.doc, message.data));
    this.waiting = [];
    if (this.hasGreeted) return;
    this.hasGreeted = true;
    this.fails = 0;
    this.page.lineChanged();
  }

  private hearStored(count: number): void {
    const version = this.versions[count - 1];
    if (version !== undefined) this.page.acknowledge(version);
  }

  /** Sends a change and remembers up to which version that is everything. */
  private change(step: number, update: Uint8Array): void {
    this.sent += 1;
    this.versions[this.sent - 1] = this.page.current;
    this.send(syncMessage(step, update));
  }

  private readonly typed = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || origin === this.page || !this.hasGreeted) return;
    this.waiting.push(update);
    this.sending ||= window.setTimeout(() => this.flush(), TOGETHER);
  };

  private readonly movedHere = (_change: unknown, origin: unknown): void => {
    if (origin === this || origin === this.page) return;
    this.moved ||= window.setTimeout(() => this.sayWhere(), CARETS);
  };

  private sayWhere(): void {
    this.moved = 0;
    const { awareness } = this.page;
    this.send(awarenessMessage(encodeAwarenessUpdate(awareness, [awareness.clientID])));
  }

  private send(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(joined([bytes]));
  }

  private listen(): void {
    window.clearTimeout(this.quiet);
    this.quiet = window.setTimeout(() => this.socket?.close(), QUIET);
  }

  private lost(socket: WebSocket, code: number): void {
    if (socket !== this.socket) return;
    this.socket = null;
    this.hasGreeted = false;
    this.page.doc.off("update", this.typed);
    this.page.awareness.off("update", this.movedHere);
    for (const timer of [this.sending, this.moved, this.quiet]) window.clearTimeout(timer);
    this.sending = this.moved = 0;
    if (code === SIGNED_OUT) return this.page.end("signedOut");
    if (GONE.has(code)) return this.page.end("gone");
    this.page.lineChanged();
    if (code === 1000) return;
    const pause = Math.min(SHORTEST_PAUSE * 2 ** this.fails, LONGEST_PAUSE) * (0.75 + Math.random() / 2);
    this.fails += 1;
    this.again = window.setTimeout(() => {
      this.again = 0;
      this.open();
    }, pause);
  }
}
