/* What one can do with a block: add, move, copy, remove, turn into something else. Each is one step of undo. */
import type { Editor } from "@tiptap/core";
import { Fragment, type Node as PageNode, type Schema } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { toast, whisper } from "./dom";
import { moveInDocument, moveRowInDocument } from "./moving";
import { kindOf, word, type Entry } from "./palette";
import { blockAt, blockHere, partNode, readJson, rowNode, selectEnd, selectInside, settingsOf, shownLists, textsOf, type Place } from "./parts";

export const MOST_BLOCKS = 500;

/** Adds what an entry of the menu stands for: in place of an empty line, else below the block at `pos`. */
export function addEntry(editor: Editor, entry: Entry, pos = editor.state.selection.from): void {
  const at = addBlocks(editor, nodesFor(editor.schema, entry), pos);
  const part = at < 0 ? null : editor.view.nodeDOM(at);
  // of a link the address comes first
  if (part instanceof HTMLElement) part.querySelector<HTMLInputElement>(".part-address input")?.focus();
}

export function addBlocks(editor: Editor, made: PageNode[], pos: number, select = true): number {
  const { doc, tr } = editor.state;
  if (doc.childCount + made.length > MOST_BLOCKS) {
    toast(word("blocksFull", { most: MOST_BLOCKS }), "warning");
    return -1;
  }
  const here = blockAt(doc, pos);
  const isBlank = here.node.type.name === "paragraph" && here.node.content.size === 0;
  const at = isBlank ? here.pos : here.pos + here.node.nodeSize;
  tr.replaceWith(at, isBlank ? at + here.node.nodeSize : at, Fragment.from(made));
  if (select) selectInside(tr, at);
  editor.view.dispatch(tr.scrollIntoView());
  if (select) editor.view.focus();
  return at;
}

function nodesFor(schema: Schema, entry: Entry): PageNode[] {
  if (entry.kind) return [partNode(schema, entry.kind, entry.settings)];
  return [richNode(schema, entry.rich ?? "paragraph", [schema.nodes["paragraph"]!.create()])];
}

/** Paragraphs as what the menu calls `rich`. */
function richNode(schema: Schema, rich: string, paragraphs: PageNode[]): PageNode {
  const { heading, bulletList, orderedList, listItem, blockquote, codeBlock, horizontalRule, paragraph } = schema.nodes;
  const inline = joined(schema, paragraphs);
  const items = (): PageNode[] => paragraphs.map((one) => listItem!.create(null, one));
  if (rich === "heading") return heading!.create({ level: 2 }, inline);
  if (rich === "subheading") return heading!.create({ level: 3 }, inline);
  if (rich === "list") return bulletList!.create(null, items());
  if (rich === "steps") return orderedList!.create(null, items());
  if (rich === "quote") return blockquote!.create(null, paragraphs);
  if (rich === "tip" || rich === "note" || rich === "warning") return blockquote!.create({ callout: rich }, paragraphs);
  if (rich === "code") return codeBlock!.create(null, textIn(schema, paragraphs.map((one) => one.textContent).join("\n")));
  if (rich === "line") return horizontalRule!.create();
  if (rich === "table") return tableNode(schema);
  return paragraph!.create(null, inline);
}

const textIn = (schema: Schema, text: string): PageNode[] => (text ? [schema.text(text)] : []);

function joined(schema: Schema, paragraphs: PageNode[]): Fragment {
  let all = Fragment.empty;
  for (const one of paragraphs) {
    if (all.size && one.content.size) all = all.append(Fragment.from(schema.text(" ")));
    all = all.append(one.content);
  }
  return all;
}

function tableNode(schema: Schema): PageNode {
  const { table, tableRow, tableCell, tableHeader } = schema.nodes;
  const row = (cell: typeof tableCell): PageNode => tableRow!.create(null, [cell!.createAndFill()!, cell!.createAndFill()!, cell!.createAndFill()!]);
  return table!.create(null, [row(tableHeader), row(tableCell), row(tableCell)]);
}

/** Moves the block at `pos` one place up (-1) or down (1); the caret goes with it. */
export function moveBlock(editor: Editor, step: -1 | 1, pos = editor.state.selection.from): boolean {
  return moveBlockTo(editor, blockAt(editor.state.doc, pos).index + step, pos);
}

/** Moves the block at `pos` so that it is number `to` of the page, and says so. */
export function moveBlockTo(editor: Editor, to: number, pos: number): true {
  const { doc } = editor.state;
  const { index } = blockAt(doc, pos);
  if (to < 0 || to >= doc.childCount || to === index) return true;
  moveInDocument(editor, index, to);
  whisper(word("moved", { place: to + 1, count: doc.childCount }));
  return true;
}

/** Moves the row around the caret one place up or down in its list. Says whether there is such a row. */
export function moveRow(editor: Editor, step: -1 | 1, at = editor.state.selection.$from.before(Math.max(1, editor.state.selection.$from.depth - 1))): boolean {
  const { doc } = editor.state;
  const row = doc.nodeAt(at);
  if (row?.type.name !== "row") return false;
  const place = doc.resolve(at);
  const other = place.index() + step < 0 ? null : place.parent.maybeChild(place.index() + step);
  if (other?.type.name !== "row" || other.attrs["list"] !== row.attrs["list"]) return true;
  moveRowInDocument(editor, at, place.index() + step);
  return true;
}

/** A copy of the block below it, under a name of its own. */
export function copyBlock(editor: Editor, pos = editor.state.selection.from): void {
  const here = blockAt(editor.state.doc, pos);
  const at = here.pos + here.node.nodeSize;
  const { tr } = editor.state;
  tr.insert(at, here.node.type.create({ ...here.node.attrs, block: null }, here.node.content));
  editor.view.dispatch(selectInside(tr, at).scrollIntoView());
  editor.view.focus();
}

/** Takes the block away; the page keeps at least one empty line. */
export function removeBlock(editor: Editor, pos = editor.state.selection.from): void {
  const here = blockAt(editor.state.doc, pos);
  const { tr, schema, doc } = editor.state;
  if (doc.childCount === 1) tr.replaceWith(here.pos, here.node.nodeSize, schema.nodes["paragraph"]!.create());
  else tr.delete(here.pos, here.pos + here.node.nodeSize);
  selectInside(tr, blockAt(tr.doc, Math.min(here.pos, tr.doc.content.size - 1)).pos);
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
  whisper(word("removed"));
}

/** Makes something else of the block at `pos`; every word of it stays. */
export function turnInto(editor: Editor, entry: Entry, pos = editor.state.selection.from): void {
  const here = blockAt(editor.state.doc, pos);
  const made = turned(editor.schema, here, entry);
  const { tr } = editor.state;
  tr.replaceWith(here.pos, here.pos + here.node.nodeSize, Fragment.from(made));
  if (here.node.attrs["block"]) tr.setNodeAttribute(here.pos, "block", here.node.attrs["block"]);
  editor.view.dispatch(selectInside(tr, here.pos).scrollIntoView());
  editor.view.focus();
}

function turned(schema: Schema, { node }: Place, entry: Entry): PageNode[] {
  if (entry.kind && node.type.name === "part") return turnedPart(schema, node, entry);
  const paragraphs = node.type.name === "part" ? paragraphsOf(schema, node) : [...inlineOf(schema, node)];
  if (!entry.kind) return withRest(schema, entry.rich ?? "paragraph", paragraphs);
  const [first, ...rest] = paragraphs.map((one) => one.textContent);
  const list = shownLists(entry.kind, { ...kindOf(entry.kind)?.settings, ...entry.settings })[0];
  const name = kindOf(entry.kind)?.texts[0]?.name ?? "text";
  const made = partNode(schema, entry.kind, entry.settings, { [name]: first ?? "" }, list ? rest : []);
  return list ? [made] : [made, ...paragraphs.slice(1)];
}

/** What fits into one heading or line goes there; further paragraphs stay below it. */
function withRest(schema: Schema, rich: string, paragraphs: PageNode[]): PageNode[] {
  if (rich === "table" || rich === "line") return [richNode(schema, rich, []), ...paragraphs];
  if (rich === "paragraph") return paragraphs;
  if (rich !== "heading" && rich !== "subheading") return [richNode(schema, rich, paragraphs)];
  return [richNode(schema, rich, paragraphs.slice(0, 1)), ...paragraphs.slice(1)];
}

function turnedPart(schema: Schema, node: PageNode, entry: Entry): PageNode[] {
  const kind = entry.kind ?? "";
  if (kind === node.attrs["kind"]) {
    const settings = { ...settingsOf(node), ...entry.settings };
    return [node.type.create({ ...node.attrs, settings: JSON.stringify(settings) }, withRows(schema, node, kind, settings))];
  }
  const { texts, rows } = textsOf(node);
  const own = kindOf(kind)?.texts.map((text) => text.name) ?? [];
  const list = shownLists(kind, { ...kindOf(kind)?.settings, ...entry.settings })[0];
  const lost = Object.entries(texts).filter(([name, text]) => text && !own.includes(name)).map(([, text]) => text);
  const spilled = list ? [] : rows.flat().filter(Boolean);
  const below = [...lost, ...spilled].map((text) => schema.nodes["paragraph"]!.create(null, schema.text(text)));
  return [partNode(schema, kind, entry.settings, texts, rows.map((row) => row[0] ?? "")), ...below];
}

/** The content of a part, with empty rows for a list it shows from now on. */
export function withRows(schema: Schema, node: PageNode, kind: string, settings: Record<string, unknown>): Fragment {
  const children = [...node.children];
  for (const list of shownLists(kind, settings)) {
    if (children.some((child) => child.attrs["list"] === list)) continue;
    const fresh = partNode(schema, kind, settings).children.filter((child) => child.type.name === "row");
    children.splice(Math.min(1, children.length), 0, ...fresh);
  }
  return Fragment.from(children);
}

function paragraphsOf(schema: Schema, part: PageNode): PageNode[] {
  const { texts, rows } = textsOf(part);
  const all = [...Object.values(texts).slice(0, 1), ...rows.map((row) => row.filter(Boolean).join(": ")), ...Object.values(texts).slice(1)];
  const filled = all.filter(Boolean).map((text) => schema.nodes["paragraph"]!.create(null, schema.text(text)));
  return filled.length ? filled : [schema.nodes["paragraph"]!.create()];
}

function inlineOf(schema: Schema, node: PageNode): PageNode[] {
  const found: PageNode[] = [];
  const paragraph = schema.nodes["paragraph"]!;
  const add = (one: PageNode): void => {
    if (one.type.name === "codeBlock") found.push(...one.textContent.split("\n").map((line) => paragraph.create(null, textIn(schema, line))));
    else found.push(one.type === paragraph ? paragraph.create(null, one.content) : paragraph.create(null, one.content));
  };
  if (node.isTextblock) add(node);
  else node.descendants((one) => (one.isTextblock ? (add(one), false) : true));
  return found.length ? found : [paragraph.create()];
}

/** A further row at the end of a list of the part at `pos`, or behind the row at `after`. */
export function addRow(editor: Editor, pos: number, list: string, after?: number): boolean {
  const { tr, schema, doc } = editor.state;
  const part = doc.nodeAt(pos);
  const kind = String(part?.attrs["kind"]);
  const rows = kindOf(kind)?.rows[list];
  if (!part || !rows) return false;
  let at = after;
  let count = 0;
  let end = pos + 1 + (part.firstChild?.nodeSize ?? 0);
  part.forEach((child, offset) => {
    if (child.attrs["list"] !== list || child.type.name !== "row") return;
    count += 1;
    end = pos + 1 + offset + child.nodeSize;
  });
  if (count >= rows.most) {
    toast(word("rowsFull", { most: rows.most }), "warning");
    return true;
  }
  at ??= end;
  tr.insert(at, rowNode(schema, kind, list));
  editor.view.dispatch(selectEnd(tr, at).scrollIntoView());
  editor.view.focus();
  return true;
}

/** Takes the row at `pos` away; the caret goes to the row before it. */
export function removeRow(editor: Editor, pos: number): void {
  const { tr, doc } = editor.state;
  const row = doc.nodeAt(pos);
  if (row?.type.name !== "row") return;
  const before = doc.resolve(pos).nodeBefore;
  tr.delete(pos, pos + row.nodeSize);
  if (before) selectEnd(tr, pos - before.nodeSize);
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
}

/** Marks the option at `pos` as right or not; where only one may be, it is no longer another. */
export function toggleFlag(editor: Editor, pos: number, flag: string): void {
  const { tr, doc } = editor.state;
  const row = doc.nodeAt(pos);
  const at = doc.resolve(pos);
  if (row?.type.name !== "row") return;
  const isOn = !readJson(row.attrs["flags"])[flag];
  const isOne = !settingsOf(at.parent)["several"];
  at.parent.forEach((other, offset) => {
    const place = at.start() + offset;
    if (other.type.name !== "row" || other.attrs["list"] !== row.attrs["list"]) return;
    if (place !== pos && !(isOne && isOn)) return;
    const flags = readJson(other.attrs["flags"]);
    tr.setNodeAttribute(place, "flags", JSON.stringify({ ...flags, [flag]: place === pos ? isOn : false }));
  });
  editor.view.dispatch(tr);
}

/** Goes on writing below the block at `pos`, in an empty line. */
export function writeBelow(editor: Editor, pos = editor.state.selection.from): boolean {
  const here = blockHere(editor.state).pos === pos ? blockHere(editor.state) : blockAt(editor.state.doc, pos);
  const at = here.pos + here.node.nodeSize;
  const { tr, schema, doc } = editor.state;
  const next = doc.maybeChild(here.index + 1);
  if (!(next?.type.name === "paragraph" && next.content.size === 0)) tr.insert(at, schema.nodes["paragraph"]!.create());
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  editor.view.focus();
  return true;
}
