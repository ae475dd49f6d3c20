/* Making parts, reading them, and finding one's place among them. */
import type { Editor } from "@tiptap/core";
import type { Node as PageNode, Schema } from "@tiptap/pm/model";
import { NodeSelection, Selection, TextSelection, type EditorState, type Transaction } from "@tiptap/pm/state";
import { kindOf, type Settings } from "./palette";

/** Which list of rows a kind of question shows. */
const LIST_OF: Record<string, string> = { choice: "options", short: "accepted", order: "items", match: "pairs" };
const FIRST_ROWS: Record<string, number> = { options: 2, items: 2, pairs: 2, accepted: 1 };

export interface Place {
  node: PageNode;
  pos: number;
  index: number;
}

/** The lists of rows that a part with these settings shows. */
export function shownLists(kind: string, settings: Settings): string[] {
  if (kind === "question") return [LIST_OF[String(settings["kind"] ?? "choice")] ?? ""].filter(Boolean);
  return Object.keys(kindOf(kind)?.rows ?? {});
}

export function readJson(text: unknown): Settings {
  try {
    const read: unknown = JSON.parse(String(text || "{}"));
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Settings) : {};
  } catch {
    return {};
  }
}

export const settingsOf = (part: PageNode): Settings => ({ ...kindOf(String(part.attrs["kind"]))?.settings, ...readJson(part.attrs["settings"]) });

export function rowNode(schema: Schema, kind: string, list: string, texts: string[] = [], flags: Settings = {}): PageNode {
  const rows = kindOf(kind)?.rows[list];
  const fields = (rows?.texts ?? []).map((text, at) => fieldNode(schema, text.name, texts[at] ?? ""));
  const all = { ...Object.fromEntries((rows?.flags ?? []).map((flag) => [flag, false])), ...flags };
  return schema.nodes["row"]!.create({ list, flags: JSON.stringify(all) }, fields);
}

export function fieldNode(schema: Schema, name: string, text = ""): PageNode {
  return schema.nodes["field"]!.create({ name }, text ? schema.text(text) : null);
}

/** A new part: its first text, the rows it shows, its other texts. `texts` and `rows` fill what there is already. */
export function partNode(schema: Schema, kind: string, given: Settings = {}, texts: Record<string, string> = {}, rows: string[] = []): PageNode {
  const made = kindOf(kind);
  const settings = { ...made?.settings, ...given };
  const fields = (made?.texts ?? []).map((text) => fieldNode(schema, text.name, texts[text.name] ?? ""));
  const lists = shownLists(kind, settings).flatMap((list) => firstRows(schema, kind, list, rows));
  const content = [...fields.slice(0, 1), ...lists, ...fields.slice(1)];
  return schema.nodes["part"]!.create({ kind, settings: JSON.stringify(settings) }, content);
}

function firstRows(schema: Schema, kind: string, list: string, given: string[]): PageNode[] {
  const most = kindOf(kind)?.rows[list]?.most ?? 0;
  const count = Math.min(most, Math.max(FIRST_ROWS[list] ?? 1, given.length));
  return Array.from({ length: count }, (_none, at) => {
    const flags = kind === "question" && list === "options" && at === 0 ? { right: true } : {};
    return rowNode(schema, kind, list, [given[at] ?? ""], flags);
  });
}

/** The block of the page that holds a position; the last one where it lies behind all. */
export function blockAt(doc: PageNode, pos: number): Place {
  const index = Math.min(doc.resolve(Math.min(pos, doc.content.size)).index(0), doc.childCount - 1);
  return blockNumber(doc, index);
}

export function blockNumber(doc: PageNode, index: number): Place {
  let pos = 0;
  for (let before = 0; before < index; before += 1) pos += doc.child(before).nodeSize;
  return { node: doc.child(index), pos, index };
}

export const blockHere = (state: EditorState): Place => blockAt(state.doc, state.selection.from);

/** The part and its position around a position inside it, or null. */
export function partAround(state: EditorState, pos: number): { node: PageNode; pos: number } | null {
  const at = state.doc.resolve(pos);
  for (let depth = at.depth; depth > 0; depth -= 1) if (at.node(depth).type.name === "part") return { node: at.node(depth), pos: at.before(depth) };
  return null;
}

/** Puts the caret where one types first in the block at `pos`. */
export function selectInside(tr: Transaction, pos: number): Transaction {
  const node = tr.doc.nodeAt(pos);
  if (!node) return tr;
  if (node.type.name === "part" && node.childCount === 0) return tr.setSelection(NodeSelection.create(tr.doc, pos));
  if (node.type.name === "horizontalRule") return tr.setSelection(Selection.near(tr.doc.resolve(pos + node.nodeSize)));
  return tr.setSelection(Selection.near(tr.doc.resolve(pos + 1)));
}

/** Where the caret stands at the end of the field, or of the first field in the row, at `pos`. */
export function selectEnd(tr: Transaction, pos: number): Transaction {
  const node = tr.doc.nodeAt(pos);
  const field = node?.type.name === "row" ? { at: pos + 1, node: node.firstChild } : { at: pos, node };
  if (field.node?.type.name !== "field") return tr;
  return tr.setSelection(TextSelection.create(tr.doc, field.at + 1 + field.node.content.size));
}

/** Changes some settings of the part at `pos`. */
export function patchSettings(editor: Editor, pos: number | undefined, changes: Settings): void {
  const part = pos === undefined ? null : editor.state.doc.nodeAt(pos);
  if (pos === undefined || part?.type.name !== "part") return;
  const settings = JSON.stringify({ ...settingsOf(part), ...changes });
  if (settings !== part.attrs["settings"]) editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, "settings", settings));
}

/** What somebody typed into a part, field by field: {text: …} and the rows' texts. */
export function textsOf(part: PageNode): { texts: Record<string, string>; rows: string[][] } {
  const texts: Record<string, string> = {};
  const rows: string[][] = [];
  part.forEach((child) => {
    if (child.type.name === "field") texts[String(child.attrs["name"])] = child.textContent;
    else rows.push(child.children.map((field) => field.textContent));
  });
  return { texts, rows };
}

/** Whether nothing was typed or chosen in a part yet. */
export function isUntouched(part: PageNode): boolean {
  const settings = settingsOf(part);
  return part.childCount > 0 && !part.textContent && !["picture", "file", "url"].some((name) => settings[name]);
}
