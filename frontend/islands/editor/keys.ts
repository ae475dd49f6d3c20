/* Keys inside parts, and those that move blocks. Enter goes on to what one types next, as in a form; Tab goes through
   fields and buttons in the order in which they stand, and leaves the part behind the last. */
import { Extension, type Editor } from "@tiptap/core";
import { Selection, TextSelection } from "@tiptap/pm/state";
import { addRow, copyBlock, moveBlock, moveRow, removeBlock, removeRow, writeBelow } from "./commands";
import { blockHere, isUntouched, partAround, selectEnd } from "./parts";
import { textOf } from "./palette";

export const Keys = Extension.create({
  name: "keys",
  priority: 1500,
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      Enter: () => goOn(editor),
      "Shift-Enter": () => newLine(editor),
      "Mod-Enter": () => writeBelow(editor),
      Backspace: () => backspace(editor),
      Delete: () => isAtEdge(editor, 1),
      Tab: () => nextStop(editor, 1),
      "Shift-Tab": () => nextStop(editor, -1),
      "Alt-ArrowUp": () => moveRow(editor, -1) || moveBlock(editor, -1),
      "Alt-ArrowDown": () => moveRow(editor, 1) || moveBlock(editor, 1),
      "Mod-d": () => (copyBlock(editor), true),
      "Mod-a": () => chooseField(editor),
      ArrowDown: () => leaveDown(editor),
    };
  },
});

interface Here {
  field: { pos: number; name: string };
  row: { pos: number; list: string; isBlank: boolean } | null;
  part: { pos: number };
}

/** The field the caret is in, with its row and part; null where it is not in one. */
function here(editor: Editor): Here | null {
  const { $from } = editor.state.selection;
  if ($from.parent.type.name !== "field") return null;
  const inRow = $from.node(-1).type.name === "row";
  const around = partAround(editor.state, $from.pos);
  if (!around) return null;
  const row = $from.node(-1);
  return {
    field: { pos: $from.before(), name: String($from.parent.attrs["name"]) },
    row: inRow ? { pos: $from.before(-1), list: String(row.attrs["list"]), isBlank: !row.textContent } : null,
    part: { pos: around.pos },
  };
}

function goOn(editor: Editor): boolean {
  const at = here(editor);
  if (!at) return false;
  const part = editor.state.doc.nodeAt(at.part.pos)!;
  if (!at.row && textOf(String(part.attrs["kind"]), "", at.field.name)?.lines) return newLine(editor);
  if (at.row) return nextRow(editor, at);
  const next = following(editor, at.field.pos, 1);
  return next === null ? writeBelow(editor, at.part.pos) : select(editor, next);
}

/** The next row of the list; a new one behind the last; out of the list from an empty one. */
function nextRow(editor: Editor, at: Here): boolean {
  const { doc } = editor.state;
  const place = doc.resolve(at.row!.pos);
  const partner = doc.resolve(at.field.pos + 1).parent === doc.nodeAt(at.row!.pos)!.firstChild ? doc.nodeAt(at.row!.pos)!.maybeChild(1) : null;
  const kind = String(place.parent.attrs["kind"]);
  if (partner && !textOf(kind, at.row!.list, String(partner.attrs["name"]))?.optional) return select(editor, at.field.pos + doc.nodeAt(at.field.pos)!.nodeSize);
  const rows = place.parent.children.filter((child) => child.attrs["list"] === at.row!.list && child.type.name === "row");
  const next = place.parent.maybeChild(place.index() + 1);
  const end = at.row!.pos + doc.nodeAt(at.row!.pos)!.nodeSize;
  if (next?.type.name === "row" && next.attrs["list"] === at.row!.list) return select(editor, end + 1);
  if (!at.row!.isBlank || rows.length < 2) return addRow(editor, at.part.pos, at.row!.list, end);
  removeRow(editor, at.row!.pos);
  return writeBelow(editor, at.part.pos);
}

/** The first field in sight behind (or before) the field at `pos`, within its part. */
function following(editor: Editor, pos: number, step: 1 | -1): number | null {
  const part = partAround(editor.state, pos + 1);
  if (!part) return null;
  const fields: number[] = [];
  part.node.descendants((node, offset) => {
    const at = part.pos + 1 + offset;
    if (node.type.name === "field" && isSeen(editor.view.nodeDOM(at))) fields.push(at);
    return node.type.name === "row";
  });
  const seen = inSight(fields.map((at) => ({ at, dom: editor.view.nodeDOM(at) as HTMLElement }))).map(({ at }) => at);
  return seen[seen.indexOf(pos) + step] ?? null;
}

/** In the order in which they stand on the page, which is not always that of the document. */
function inSight<Stop extends { dom: HTMLElement }>(stops: Stop[]): Stop[] {
  const boxes = new Map(stops.map((stop) => [stop, stop.dom.getBoundingClientRect()]));
  return [...stops].sort((one, other) => {
    const [first, second] = [boxes.get(one)!, boxes.get(other)!];
    const isBeside = first.top < second.bottom - 4 && second.top < first.bottom - 4;
    return isBeside ? first.left - second.left : first.top - second.top;
  });
}

const isSeen = (dom: Node | null): boolean => dom instanceof HTMLElement && dom.offsetParent !== null;

function select(editor: Editor, pos: number): boolean {
  editor.view.dispatch(selectEnd(editor.state.tr, pos).scrollIntoView());
  return true;
}

function newLine(editor: Editor): boolean {
  if (!here(editor)) return false;
  editor.view.dispatch(editor.state.tr.insertText("\n").scrollIntoView());
  return true;
}

function backspace(editor: Editor): boolean {
  const at = here(editor);
  const { $from, empty } = editor.state.selection;
  if (!at || !empty || $from.parentOffset > 0) return false;
  const part = editor.state.doc.nodeAt(at.part.pos)!;
  if (at.row) {
    const rows = part.children.filter((child) => child.attrs["list"] === at.row!.list);
    if (at.row.isBlank && rows.length > 1) removeRow(editor, at.row.pos);
    else before(editor, at.field.pos);
    return true;
  }
  if (isUntouched(part)) removeBlock(editor, at.part.pos);
  else before(editor, at.field.pos);
  return true;
}

/** Into the field before; at the first one nothing happens, so that no part is swallowed by a key held too long. */
function before(editor: Editor, pos: number): void {
  const previous = following(editor, pos, -1);
  if (previous !== null) select(editor, previous);
}

/** Delete at the end of a field joins nothing to it. */
function isAtEdge(editor: Editor, _step: 1): boolean {
  const { $from, empty } = editor.state.selection;
  return Boolean(here(editor)) && empty && $from.parentOffset === $from.parent.content.size;
}

/** Everything in the field first; pressed again, everything on the page. */
function chooseField(editor: Editor): boolean {
  const { $from, from, to } = editor.state.selection;
  if (!here(editor) || (from === $from.start() && to === $from.end())) return false;
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, $from.start(), $from.end())));
  return true;
}

/** Below the last part of the page there is always a line to go on in. */
function leaveDown(editor: Editor): boolean {
  const { selection, doc } = editor.state;
  const place = blockHere(editor.state);
  if (place.index < doc.childCount - 1 || !selection.empty || !editor.view.endOfTextblock("down")) return false;
  const isLast = !here(editor) || following(editor, here(editor)!.field.pos, 1) === null;
  if (!isLast || place.node.type.name === "paragraph") return false;
  const after = Selection.findFrom(doc.resolve(place.pos + place.node.nodeSize), 1);
  return after ? false : writeBelow(editor, place.pos);
}

/** The next field or button of the part; false where Tab should leave it. */
function nextStop(editor: Editor, step: 1 | -1): boolean {
  const at = here(editor);
  const dom = at && editor.view.nodeDOM(at.part.pos);
  if (!at || !(dom instanceof HTMLElement)) return false;
  const current = (editor.view.nodeDOM(at.field.pos) as HTMLElement).querySelector<HTMLElement>(".slot-text");
  return goTo(editor, dom, current, step);
}

const STOPS = ".slot-text, button, select, input, a[href], video, audio";

export function goTo(editor: Editor, part: HTMLElement, current: Element | null, step: 1 | -1): boolean {
  const all = [...part.querySelectorAll<HTMLElement>(STOPS)].filter((one) => isSeen(one) && !one.matches(":disabled"));
  const stops = inSight(all.map((dom) => ({ dom }))).map(({ dom }) => dom);
  const next = current ? stops[stops.indexOf(current as HTMLElement) + step] : undefined;
  if (!next) return false;
  if (!next.matches(".slot-text")) return next.focus(), true;
  const pos = editor.view.posAtDOM(next, 0);
  editor.view.focus();
  editor.view.dispatch(editor.state.tr.setSelection(Selection.near(editor.state.doc.resolve(pos))).scrollIntoView());
  return true;
}
