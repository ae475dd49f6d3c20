/* What was recorded and is not on the server yet, kept in this browser (IndexedDB), so that a tab that is closed while the connection is
   away loses nothing. Each person's own: nobody else who signs in here sends it or sees it. */

export interface Kept {
  id: string;
  person: string;
  name: string;
  type: string;
  headings: string;
  address: string; // where the server takes it; '' until it was reached once
}

interface Piece {
  take: string;
  at: number; // which byte of the take it begins with
  part: Blob;
}

const DATABASE = "upwell-recorder";
const LOCK = "upwell:take:"; // whoever records a take holds its lock; what nobody holds was left behind

function open(): Promise<IDBDatabase> {
  const asking = indexedDB.open(DATABASE, 1);
  asking.onupgradeneeded = () => {
    asking.result.createObjectStore("takes", { keyPath: "id" });
    asking.result.createObjectStore("pieces", { keyPath: ["take", "at"] });
  };
  return settled(asking);
}

function settled<Result>(asking: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => reject(asking.error ?? new Error("the browser keeps nothing"));
  });
}

const ofTake = (id: string, until: number | undefined = undefined): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, until ?? Infinity], false, true);

/** Keeps one take; a browser that keeps nothing (a private window, a full disk) is no fault of the recording. */
export class Keeper {
  private readonly opened = open().catch(() => null);
  isKeeping = false;
  private size = 0;
  private letGo: () => void = () => undefined;

  constructor(private readonly kept: Kept) {
    void navigator.locks?.request(LOCK + kept.id, () => new Promise<void>((resolve) => (this.letGo = resolve)));
    void this.write("takes", (store) => store.put(kept));
  }

  add(part: Blob): void {
    const piece: Piece = { take: this.kept.id, at: this.size, part };
    this.size += part.size;
    void this.write("pieces", (store) => store.put(piece));
  }

  /** The server has begun it: from now on it is known where the rest goes. */
  begun(address: string): void {
    if (address === this.kept.address) return;
    this.kept.address = address;
    void this.write("takes", (store) => store.put(this.kept));
  }

  /** So many bytes are on the server: pieces that begin before the last of them are no longer needed here. */
  async arrived(byteCount: number): Promise<void> {
    const database = await this.opened;
    if (!database) return;
    const store = database.transaction("pieces", "readwrite").objectStore("pieces");
    const keys = (await settled(store.getAllKeys(ofTake(this.kept.id, byteCount)))) as [string, number][];
    for (const key of keys.slice(0, -1)) store.delete(key); // the last may reach beyond
  }

  /** All of it is on the server, or it is thrown away. */
  async forget(): Promise<void> {
    await forget(this.kept.id, this.opened);
    this.letGo();
  }

  private async write(name: string, work: (store: IDBObjectStore) => void): Promise<void> {
    const database = await this.opened;
    try {
      if (database) work(database.transaction(name, "readwrite").objectStore(name));
      this.isKeeping = database !== null;
    } catch {
      this.isKeeping = false; // it is still sent
    }
  }
}

/** What an earlier visit of this person left behind: takes of which something is not on the server. */
export async function leftBehind(person: string): Promise<Kept[]> {
  const database = await open().catch(() => null);
  if (!database || !navigator.locks) return [];
  const all = (await settled(database.transaction("takes").objectStore("takes").getAll())) as Kept[];
  const held = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
  return all.filter((kept) => kept.person === person && !held.has(LOCK + kept.id));
}

/** The pieces of a take that are still here, in order, and which byte the first of them begins with. */
export async function piecesOf(id: string): Promise<{ from: number; parts: Blob[] }> {
  const database = await open();
  const pieces = (await settled(database.transaction("pieces").objectStore("pieces").getAll(ofTake(id)))) as Piece[];
  return { from: pieces[0]?.at ?? 0, parts: pieces.map(({ part }) => part) };
}

export async function forget(id: string, opened: Promise<IDBDatabase | null> = open()): Promise<void> {
  const database = await opened.catch(() => null);
  if (!database) return;
  const writing = database.transaction(["takes", "pieces"], "readwrite");
  writing.objectStore("takes").delete(id);
  writing.objectStore("pieces").delete(ofTake(id));
}
