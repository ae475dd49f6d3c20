/* The sentences that the page gives the recorder, and numbers as people say them. */

export type Word = (name: string, values?: Record<string, string | number>) => string;

/** Reads `data-words` of an element. */
export function wordsOf(element: HTMLElement): Word {
  const words = JSON.parse(element.dataset["words"] ?? "{}") as Record<string, string>;
  return (name, values = {}) => (words[name] ?? "").replace(/\{(\w+)\}/g, (_all, key: string) => String(values[key] ?? ""));
}

/** Seconds as a clock shows them: 1:05. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** About how long that is. */
export function lasting(seconds: number, word: Word): string {
  return seconds < 90 ? word("seconds", { number: Math.max(1, Math.round(seconds)) }) : word("minutes", { number: Math.round(seconds / 60) });
}

/** About how much that is. */
export function amount(bytes: number, word: Word): string {
  const mega = bytes / 1024 ** 2;
  if (mega >= 1024) return word("gigabytes", { number: (mega / 1024).toFixed(1) });
  return word("megabytes", { number: mega < 10 ? mega.toFixed(1) : Math.round(mega) });
}
