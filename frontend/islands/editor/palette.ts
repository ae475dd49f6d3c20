/* What the server says one can write with: kinds of parts, the menu, sentences in the reader's language, and icons. */

export interface Text {
  name: string;
  label: string;
  placeholder: string;
  most: number;
  optional: boolean;
  lines: boolean;
}

export interface Rows {
  name: string;
  another: string;
  most: number;
  flags: string[];
  texts: Text[];
}

export type Settings = Record<string, unknown>;

export interface Kind {
  name: string;
  icon: string;
  texts: Text[];
  rows: Record<string, Rows>;
  settings: Settings;
}

export interface Entry {
  id: string;
  label: string;
  hint: string;
  icon: string;
  find: string;
  kind?: string;
  settings?: Settings;
  rich?: string;
}

export interface Palette {
  kinds: Record<string, Kind>;
  menu: { label: string; entries: Entry[] }[];
  words: Record<string, string>;
}

let palette: Palette = { kinds: {}, menu: [], words: {} };
let drawings: HTMLTemplateElement | null = null;

/** Reads what the page carries in data-palette and in its template of icons. */
export function readPalette(root: HTMLElement): void {
  palette = JSON.parse(root.dataset["palette"] ?? "{}") as Palette;
  drawings = root.querySelector<HTMLTemplateElement>("template[data-icons]");
}

export const kindOf = (name: string): Kind | undefined => palette.kinds[name];

export const menu = (): Palette["menu"] => palette.menu;

/** The text of a part or of one of its rows. */
export function textOf(kind: string, list: string, name: string): Text | undefined {
  const made = palette.kinds[kind];
  return (list ? made?.rows[list]?.texts : made?.texts)?.find((text) => text.name === name);
}

/** A sentence by its name, with values put in. */
export function word(name: string, values: Record<string, string | number> = {}): string {
  return (palette.words[name] ?? name).replace(/\{(\w+)\}/g, (_all, key: string) => String(values[key] ?? ""));
}

/** The drawing of an icon, hidden from screen readers. */
export function icon(name: string, size = ""): Element {
  const drawn = drawings?.content.querySelector(`[data-icon="${name}"] svg`)?.cloneNode(true) as Element | undefined;
  if (!drawn) return document.createElement("span");
  if (size) drawn.classList.add(size);
  return drawn;
}
