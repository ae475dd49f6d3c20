/* Who else is here: faces at the head of the page, and their carets in it, with their names. */
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import type { AnyExtension } from "@tiptap/core";
import type { Awareness } from "y-protocols/awareness";
import { make } from "./dom";
import { word } from "./palette";

export interface Author {
  id: string;
  name: string;
  initials: string;
  hue: string;
  photo: string;
}

const LONGEST_FIRST_NAME = 24;

const hueOf = (user: Partial<Author>): string => `h-${Math.round((Number(user.hue) || 220) / 10) % 36}`;
const firstName = (name: string): string => (name.split(" ")[0] ?? name).slice(0, LONGEST_FIRST_NAME);

/** The carets of the others. Colours are classes, because the content policy allows no style attributes. */
export function carets(awareness: Awareness, user: Author): AnyExtension {
  return CollaborationCaret.configure({
    provider: { awareness },
    user: { ...user },
    render: (other) => {
      const label = make("span", { class: "caret-name" }, firstName(String(other["name"] ?? "")));
      return make("span", { class: `caret ${hueOf(other)}`, "aria-hidden": "true" }, "\u2060", label, "\u2060");
    },
    selectionRender: (other) => ({ class: `caret-selection ${hueOf(other)}` }),
  });
}

/** Draws the others' faces into `place`, says who they are in `words`, and keeps both true. */
export function showFaces(awareness: Awareness, me: Author, place: HTMLElement, words: HTMLElement): () => void {
  const draw = (): void => {
    const others = othersIn(awareness, me);
    const known = new Map([...place.querySelectorAll<HTMLElement>(".face")].map((face) => [face.dataset["person"], face]));
    place.replaceChildren(...[me, ...others].slice(0, 5).map((one) => known.get(one.id) ?? face(one)));
    const said = sentence(others.map(({ name }) => name));
    if (words.textContent !== said) words.textContent = said;
    words.hidden = !said;
  };
  awareness.on("change", draw);
  draw();
  return () => awareness.off("change", draw);
}

function othersIn(awareness: Awareness, me: Author): Author[] {
  const seen = new Map<string, Author>();
  for (const [client, state] of awareness.getStates()) {
    const user = (state as { user?: Author } | undefined)?.user;
    if (client !== awareness.clientID && user?.id && user.id !== me.id) seen.set(user.id, user);
  }
  return [...seen.values()].sort((one, other) => one.name.localeCompare(other.name));
}

function face(one: Author): HTMLElement {
  const drawn = make("span", { class: `face sm ${hueOf(one)}`, "data-person": one.id, title: one.name });
  const isOurs = /^\/[^/]/.test(one.photo ?? "");
  drawn.append(isOurs ? make("img", { src: one.photo, alt: "" }) : String(one.initials ?? "").slice(0, 2));
  return drawn;
}

function sentence(names: string[]): string {
  if (!names.length) return "";
  if (names.length === 1) return word("writesToo", { name: names[0]! });
  return word("writeToo", { names: `${names.slice(0, -1).slice(0, 3).join(", ")} ${word("and")} ${names.at(-1)}` });
}
