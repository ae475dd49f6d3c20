/* This browser's copy of a document. Its name carries the history it belongs to: two histories cannot be merged. */
import { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";

const PATIENCE = 2_000; /* a browser that keeps nothing (private windows, a full disk) may not even say so */

export class Copy {
  private readonly key: string;
  private store: IndexeddbPersistence | null = null;

  constructor(address: string, private readonly doc: Y.Doc) {
    this.key = `upwell:page:${document.body.dataset["person"] || "nobody"}:${address}`;
  }

  get epoch(): string {
    try {
      return localStorage.getItem(this.key) ?? "";
    } catch {
      return "";
    }
  }

  set epoch(epoch: string) {
    const before = this.epoch;
    try {
      localStorage.setItem(this.key, epoch);
    } catch {
      return; /* it keeps nothing, then */
    }
    if (epoch && epoch !== before) this.keep();
  }

  /** Puts what is kept into the document; true if there was anything. */
  async load(): Promise<boolean> {
    if (!this.epoch) return false;
    this.keep();
    const loaded = this.store?.whenSynced.then(() => true) ?? Promise.resolve(false);
    const late = new Promise<boolean>((resolve) => window.setTimeout(() => resolve(false), PATIENCE));
    return (await Promise.race([loaded, late]).catch(() => false)) && this.doc.store.clients.size > 0;
  }

  close(): void {
    void this.store?.destroy();
    this.store = null;
  }

  private keep(): void {
    if (!("indexedDB" in window) || this.store) return;
    this.store = new IndexeddbPersistence(`${this.key}:${this.epoch}`, this.doc);
  }
}
