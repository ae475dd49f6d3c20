/* The title: a plain field bound to the shared text `title`, letter by letter, so that two may mend it at once. */
import type * as Y from "yjs";

const MOST = 200;

export function bindTitle(field: HTMLTextAreaElement, text: Y.Text, goOn: () => void): () => void {
  const fit = (): void => {
    if (CSS.supports("field-sizing", "content")) return;
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight + 2}px`;
  };
  const show = (event?: Y.YTextEvent): void => {
    const said = text.toString();
    if (field.value !== said && !composing) {
      const [start, end] = [field.selectionStart, field.selectionEnd].map((place) => moved(place, event));
      field.value = said;
      if (document.activeElement === field) field.setSelectionRange(start!, end!);
    }
    fit();
  };
  const send = (): void => {
    if (composing) return;
    const typed = field.value.replace(/[\r\n]+/g, " ").slice(0, MOST);
    if (typed !== field.value) field.value = typed;
    change(text, typed);
    fit();
  };
  let composing = false;
  field.addEventListener("compositionstart", () => (composing = true));
  field.addEventListener("compositionend", () => ((composing = false), send()));
  field.addEventListener("input", send);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || (event.key !== "Enter" && event.key !== "ArrowDown")) return;
    if (event.key === "ArrowDown" && field.selectionEnd < field.value.length) return;
    event.preventDefault();
    goOn();
  });
  text.observe(show);
  show();
  return () => text.unobserve(show);
}

/** Says to the shared text what differs: one piece taken out, one put in. */
function change(text: Y.Text, typed: string): void {
  const old = text.toString();
  if (old === typed) return;
  let start = 0;
  while (start < old.length && start < typed.length && old[start] === typed[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < typed.length - start && old[old.length - 1 - end] === typed[typed.length - 1 - end]) end += 1;
  text.doc?.transact(() => {
    if (old.length - end > start) text.delete(start, old.length - end - start);
    if (typed.length - end > start) text.insert(start, typed.slice(start, typed.length - end));
  });
}

/** Where a place in the text is after somebody else's change. */
function moved(place: number, event?: Y.YTextEvent): number {
  let at = 0;
  let now = place;
  for (const { retain, insert, delete: gone } of event?.delta ?? []) {
    if (retain) at += retain;
    if (typeof insert === "string" && at <= now) (now += insert.length), (at += insert.length);
    if (gone && at < now) now = Math.max(at, now - gone);
  }
  return now;
}
