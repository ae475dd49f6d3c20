/* The live region at the foot of the page: says in a line what just happened. A page's own messages stand there already;
   answers to htmx bring theirs in a "toast" event (HX-Trigger). A fault stays until somebody closes it. */

export interface Say {
  kind?: "success" | "info" | "warning" | "error";
  again?: () => void;
}

const READING_TIME = 7000;

const region = (): HTMLElement | null => document.getElementById("toasts");

/** A sentence from the page, in its language: data-<name> of the live region. */
export function words(name: string, values: Record<string, string> = {}): string {
  const sentence = region()?.dataset[name] ?? "";
  return sentence.replace(/\{(\w+)\}/g, (_all, key: string) => values[key] ?? "");
}

/** Says `text`; the same sentence is not said twice at once. */
export function say(text: string, { kind = "info", again }: Say = {}): void {
  const place = region();
  if (!place || !text) return;
  unsay(text);
  const toast = document.createElement("div");
  toast.className = `toast ${kind}`;
  const line = document.createElement("p");
  line.textContent = text;
  toast.append(line);
  if (again) toast.append(button(words("again"), "again", () => (toast.remove(), again())));
  toast.append(button("×", "close", () => toast.remove(), words("close")));
  place.append(toast);
  settle(toast);
}

/** Takes `text` back, which is not so any more. */
export function unsay(text: string): void {
  for (const old of region()?.querySelectorAll(".toast") ?? []) if (old.querySelector("p")?.textContent === text) old.remove();
}

function button(text: string, name: string, work: () => void, label = text): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", work);
  return made;
}

/** Takes a toast away once it was read, unless somebody is on it. */
function settle(toast: HTMLElement): void {
  if (toast.matches(".error, .warning")) return;
  window.setTimeout(() => (toast.matches(":hover, :focus-within") ? settle(toast) : toast.remove()), READING_TIME);
}

interface Told {
  text?: string;
  value?: string;
  kind?: Say["kind"];
  messages?: { text: string; kind: Say["kind"] }[];
}

document.addEventListener("toast", (event) => {
  const told = (event as CustomEvent<Told>).detail;
  for (const { text, kind } of told.messages ?? [{ text: told.text ?? told.value ?? "", kind: told.kind }]) {
    say(text, { kind: kind ?? "success" });
  }
});

document.addEventListener("click", (event) => {
  const closer = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-closes]") : null;
  if (closer) closer.closest(closer.dataset["closes"] ?? "")?.remove();
});

region()?.querySelectorAll<HTMLElement>(".toast").forEach(settle);
