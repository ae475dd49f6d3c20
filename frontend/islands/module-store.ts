/* What somebody typed and the server has not taken yet, kept in this browser. */

export type Entries = [name: string, value: string][];

export interface Kept {
  at: number;
  stamp: string;
  entries: Entries;
  base: [id: string, content: string][];
  title: string;
}

export class Store {
  private readonly name: string;

  constructor(key: string) {
    this.name = `upwell:module:${document.body.dataset["person"] || "nobody"}:${key}`;
  }

  read(): Kept | null {
    try {
      return JSON.parse(localStorage.getItem(this.name) ?? "null") as Kept | null;
    } catch {
      return null;
    }
  }

  write(kept: Kept): void {
    try {
      localStorage.setItem(this.name, JSON.stringify(kept));
    } catch {
      /* storage is full or forbidden: it is still sent as one types */
    }
  }

  forget(): void {
    try {
      localStorage.removeItem(this.name);
    } catch {
      /* nothing was kept, then */
    }
  }
}
