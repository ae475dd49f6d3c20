/* The parts of the page one writes on, as elements: reading what is in one, making, copying and moving them.
   Each part is a section[data-part]; its fields are named "<id>.<name>". The page itself is the only place where it is kept. */

export const PARTS = "[data-part]";
const NEW = "NEWPART";
const NEW_ROW = "NEWROW";
type Control = HTMLInputElement | HTMLTextAreaElement;

export function partsIn(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(PARTS)];
}

export function idOf(part: HTMLElement): string {
  return part.dataset["part"] ?? "";
}

/** What is in a part, without its id: two parts that say the same give the same text. */
export function contentOf(part: HTMLElement): string {
  const id = idOf(part);
  const said: string[][] = [[part.dataset["kind"] ?? ""]];
  for (const control of controlsIn(part)) {
    if (control.type === "file" || control.name === "part") continue;
    if (isTick(control) && !control.checked) continue;
    const name = control.name.slice(id.length).replace(/^\.\d+\w*\./, ".row.");
    // which number a row has says nothing
    if (name !== ".row") said.push([name, control.value.replace(/\r\n/g, "\n").trim()]);
  }
  return JSON.stringify(said);
}

/** An empty part of a kind, from the page's own template. */
export function blankPart(root: ParentNode, kind: string): HTMLElement | null {
  const template = root.querySelector<HTMLTemplateElement>(`template[data-blank="${kind}"]`);
  const part = template?.content.firstElementChild?.cloneNode(true);
  return part instanceof HTMLElement ? renamed(part, NEW, newId()) : null;
}

/** The same part once more, under a new id. */
export function copyOf(part: HTMLElement): HTMLElement {
  const copy = part.cloneNode(true) as HTMLElement;
  const from = controlsIn(part);
  controlsIn(copy).forEach((control, at) => {
    const source = from[at];
    if (!source) return;
    if (isTick(control)) control.checked = (source as HTMLInputElement).checked;
    else if (control.type !== "file") control.value = source.value;
  });
  copy.querySelectorAll("details[open]").forEach((menu) => menu.removeAttribute("open"));
  copy.querySelectorAll(".part-note").forEach((note) => note.remove());
  return renamed(copy, idOf(part), newId());
}

/** Another option at the end of a question. */
export function addOption(root: ParentNode, part: HTMLElement, after?: Element | null): HTMLElement | null {
  const list = part.querySelector(".write-options");
  const made = root.querySelector<HTMLTemplateElement>('template[data-blank="option"]')?.content.firstElementChild?.cloneNode(true);
  if (!list || !(made instanceof HTMLElement) || list.children.length >= 12) return null;
  const rows = [...list.querySelectorAll<HTMLElement>("[data-row]")].map((row) => Number.parseInt(row.dataset["row"] ?? "0", 10) || 0);
  const row = renamed(renamed(made, NEW, idOf(part)), NEW_ROW, String(Math.max(-1, ...rows) + 1));
  if (after) after.after(row);
  else list.append(row);
  return row;
}

/** The parts in a piece of HTML that the server drew. */
export function partsFrom(html: string): HTMLElement[] {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return partsIn(holder.content).map((part) => document.importNode(part, true));
}

/** Puts `parts` into `list` in this order; those that stand right are not touched, so the caret stays where it is. */
export function arrange(list: Element, parts: HTMLElement[]): void {
  const wanted = new Set(parts);
  for (const old of partsIn(list)) if (!wanted.has(old)) old.remove();
  parts.forEach((part, at) => {
    const standing = partsIn(list)[at];
    if (standing !== part) list.insertBefore(part, standing ?? null);
  });
}

/** The first thing in a part that one types into. */
export function firstField(part: HTMLElement): HTMLElement | null {
  return part.querySelector<HTMLElement>("textarea, input.line-input, input.input, input[type=file]");
}

function controlsIn(part: HTMLElement): Control[] {
  return [...part.querySelectorAll<Control>("input, textarea")];
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === "checkbox";
}

function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(5))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Every attribute that carries the id `from` carries `to`; what somebody typed is in no attribute but `value`. */
function renamed(part: HTMLElement, from: string, to: string): HTMLElement {
  for (const element of [part, ...part.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      const isTyped = name === "value" && element instanceof HTMLInputElement && !/^(part|.*\.row)$/.test(element.name);
      if (!isTyped && name !== "class" && value.includes(from)) element.setAttribute(name, value.replaceAll(from, to));
    }
  }
  return part;
}
