/* Small makers of elements, so that the parts of the editor read like what they draw. */
import { icon } from "./palette";

type Attributes = Record<string, string | boolean | undefined>;

/** An element with attributes (false and undefined leave one out) and what is inside it. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...inside);
  return made;
}

/** A button with an icon and its name for screen readers and pointers. */
export function iconButton(name: string, label: string, press: () => void, classes = "tool"): HTMLButtonElement {
  const button = make("button", { type: "button", class: classes, "aria-label": label, title: label }, icon(name, "sm"));
  button.addEventListener("click", press);
  return button;
}

/** A button with an icon and words. */
export function wordButton(name: string, label: string, press: () => void, classes = "btn ghost sm"): HTMLButtonElement {
  const button = make("button", { type: "button", class: classes }, icon(name, "sm"), label);
  button.addEventListener("click", press);
  return button;
}

/** Says something once to screen readers and on the page. */
export function toast(text: string, kind: "info" | "success" | "warning" | "error" = "info"): void {
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, kind } }));
}

/** Says something to screen readers alone. */
export function whisper(text: string): void {
  const place = document.querySelector("[data-whisper]");
  if (!place) return;
  place.textContent = "";
  window.setTimeout(() => (place.textContent = text), 30);
}

export function newId(): string {
  const letters = crypto.getRandomValues(new Uint8Array(10));
  return [...letters].map((byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte % 32]).join("");
}
