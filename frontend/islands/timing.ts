/* Waiting a little, so that what follows typing happens once, and late answers are dropped. */

/** Calls `work` once, `pause` milliseconds after the last call. */
export function settled(work: () => void, pause: number): () => void {
  let timer = 0;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(work, pause);
  };
}

/** Fetches fragments one at a time: a newer question forgets the older one. Null where there is no answer to show. */
export class Fragments {
  private asking: AbortController | null = null;

  async fetch(address: string, query: Record<string, string>): Promise<string | null> {
    this.forget();
    this.asking = new AbortController();
    const url = new URL(address, location.href);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    try {
      const answer = await fetch(url, {
        headers: { "HX-Request": "true" },
        credentials: "same-origin",
        signal: this.asking.signal,
      });
      return answer.ok ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  forget(): void {
    this.asking?.abort();
    this.asking = null;
  }
}

/** Whether somebody is typing into `target`. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
