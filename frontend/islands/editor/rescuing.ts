/* A co-author moved the block, or the row of a part, that somebody is typing into: the document holds a copy of it without the words that were still under
   way. Each browser puts back what was typed in it, and the caret goes along. */
import { Extension, type Editor } from "@tiptap/core";
import { Plugin, PluginKey, TextSelection, type EditorState } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { idOf, movesIn, rowsOf } from "./moving";

/** Where the caret stands: how far from the beginning of the block, and in which of its children. */
interface Place {
  block: string;
  child: number;
  anchor: number;
  head: number;
  within: number;
}

/** One text of a block that was moved: as it was here, letter by letter (`isNew`: mine, and unknown to whoever moved it), and
    the text of the copy. */
interface Pair {
  letters: { letter: string; isNew: boolean }[];
  copy: Y.XmlText;
}

const key = new PluginKey<Place | null>("rescuing");

export const Rescuing = Extension.create({
  name: "rescuing",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin<Place | null>({
        key,
        state: {
          init: () => null,
          apply: (tr, place, before) => (isFromElsewhere(tr.getMeta(ySyncPluginKey)) ? placeIn(before) : tr.docChanged || tr.selectionSet ? null : place),
        },
        view: () => ({ destroy: watch(editor) }),
      }),
    ];
  },
});

const isFromElsewhere = (meta: unknown): boolean => Boolean((meta as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin);

/** Where the caret stands: in which block, and how far from its beginning. */
function placeIn({ selection, doc }: EditorState): Place | null {
  if (selection.$anchor.depth === 0) return null;
  const start = selection.$anchor.before(1);
  const block = String(doc.nodeAt(start)?.attrs["block"] ?? "");
  const { $anchor } = selection;
  const within = $anchor.depth > 1 ? selection.anchor - $anchor.before(2) : 0;
  return block ? { block, child: $anchor.index(1), anchor: selection.anchor - start, head: selection.head - start, within } : null;
}

function watch(editor: Editor): () => void {
  const { doc, type } = ySyncPluginKey.getState(editor.state) as { doc: Y.Doc; type: Y.XmlFragment };
  const look = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    if (transaction.local) return;
    const moved = events.flatMap((event) => (event.target === type ? movedIn(event, transaction) : rowsMovedIn(event, transaction)));
    if (moved.length) doc.once("afterAllTransactions", () => putBack(editor, doc, moved));
  };
  type.observeDeep(look);
  return () => type.unobserveDeep(look);
}

/** `row`: of a row, which child of the block it was and is. */
interface Moved {
  block: string;
  pairs: Pair[];
  row?: { from: number; copy: Y.XmlElement };
}

/** The blocks of which one was taken away and another with the same name put in, with what I had typed in the first. */
function movedIn(event: Y.YEvent<Y.AbstractType<unknown>>, transaction: Y.Transaction): Moved[] {
  const added = new Map([...event.changes.added].map(elementOf).filter((one) => one !== null).map((one) => [nameOf(one), one]));
  return [...event.changes.deleted].flatMap((item) => {
    const gone = elementOf(item);
    const block = gone ? nameOf(gone) : "";
    const copy = block ? added.get(block) : undefined;
    if (!gone || !copy) return [];
    const pairs = paired(gone, copy, transaction, seenBy(transaction.doc, block, copy));
    return pairs ? [{ block, pairs }] : [];
  });
}

/** The rows of a part of which one was taken away and made anew at another place of it. */
function rowsMovedIn({ target, changes }: Y.YEvent<Y.AbstractType<unknown>>, transaction: Y.Transaction): Moved[] {
  if (!(target instanceof Y.XmlElement) || target.nodeName !== "part") return [];
  const block = nameOf(target);
  const move = movesIn(transaction.doc).get(rowsOf(block));
  const gone = [...changes.deleted].map(elementOf).find((one) => one && move?.from && isSame(idOf(one), move.from));
  const copy = [...changes.added].map(elementOf).find((one) => one && move && isSame(idOf(one), move.copy));
  const pairs = gone && copy ? paired(gone, copy, transaction, seenBy(transaction.doc, rowsOf(block), copy)) : null;
  return gone && copy && pairs ? [{ block, pairs, row: { from: indexBefore(gone, transaction), copy } }] : [];
}

const isSame = (one: readonly number[], other: readonly number[]): boolean => one[0] === other[0] && one[1] === other[1];

/** Which child it was before this transaction. */
function indexBefore(element: Y.XmlElement, transaction: Y.Transaction): number {
  let index = 0;
  for (let item = element._item!.left; item; item = item.left) {
    const isNew = item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0);
    if (!isNew && item.countable && wasHere(item, transaction)) index += 1;
  }
  return index;
}

function paired(gone: Y.XmlElement, copy: Y.XmlElement, transaction: Y.Transaction, seen: number | null): Pair[] | null {
  const [old, texts] = [textsIn(gone, transaction), textsIn(copy)];
  if (seen === null || old.length !== texts.length) return null;
  return old.map((text, at) => ({ letters: lettersOf(text, transaction, seen), copy: texts[at]! }));
}

/** Up to which of my changes whoever moved it had seen it; null where it was not moved but written anew. */
function seenBy(doc: Y.Doc, name: string, copy: Y.XmlElement): number | null {
  const move = movesIn(doc).get(name);
  if (!move || !isSame(move.copy, idOf(copy))) return null;
  return Y.decodeStateVector(move.seen).get(doc.clientID) ?? 0;
}

function elementOf(item: Y.Item): Y.XmlElement | null {
  const { content } = item;
  return content instanceof Y.ContentType && content.type instanceof Y.XmlElement ? content.type : null;
}

/** The name of the block, also of one that is gone. */
function nameOf(element: Y.XmlElement): string {
  const content = element._map.get("block")?.content;
  return content instanceof Y.ContentAny ? String(content.arr.at(-1) ?? "") : "";
}

/** Its texts in order; of an element that was taken away with this transaction, those that were there before it. */
function textsIn(element: Y.XmlElement, taken?: Y.Transaction): Y.XmlText[] {
  const found: Y.XmlText[] = [];
  for (let item = element._start; item; item = item.right) {
    if (!(item.content instanceof Y.ContentType) || !wasHere(item, taken)) continue;
    const inner = item.content.type;
    if (inner instanceof Y.XmlText) found.push(inner);
    else if (inner instanceof Y.XmlElement) found.push(...textsIn(inner, taken));
  }
  return found;
}

const wasHere = (item: Y.Item, taken?: Y.Transaction): boolean => !item.deleted || Boolean(taken && Y.isDeleted(taken.deleteSet, item.id));

function lettersOf(text: Y.XmlText, taken: Y.Transaction, seen: number): Pair["letters"] {
  const found: Pair["letters"] = [];
  for (let item = text._start; item; item = item.right) {
    if (!(item.content instanceof Y.ContentString) || !wasHere(item, taken)) continue;
    const { client, clock } = item.id;
    item.content.str.split("").forEach((letter, at) => found.push({ letter, isNew: client === taken.doc.clientID && clock + at >= seen }));
  }
  return found;
}

function putBack(editor: Editor, doc: Y.Doc, moved: Moved[]): void {
  const place = key.getState(editor.state);
  doc.transact(() => moved.forEach(({ pairs }) => pairs.forEach(complete)), "rescue");
  const mine = moved.find(({ block, row }) => block === place?.block && (!row || row.from === place.child));
  if (!place || !mine) return;
  let start = -1;
  editor.state.doc.forEach((node, pos) => (start = node.attrs["block"] === place.block && start < 0 ? pos : start));
  if (start < 0) return;
  if (mine.row) return goTo(editor, start, mine.row.copy, place.within);
  const within = (offset: number): number => Math.min(start + offset, start + (editor.state.doc.nodeAt(start)?.nodeSize ?? 1) - 1);
  const { tr } = editor.state;
  editor.view.dispatch(tr.setSelection(TextSelection.between(tr.doc.resolve(within(place.anchor)), tr.doc.resolve(within(place.head)))));
}

/** The caret into the row that was made anew, as far from its beginning as it was. */
function goTo(editor: Editor, start: number, copy: Y.XmlElement, within: number): void {
  const part = editor.state.doc.nodeAt(start);
  const index = (copy.parent as Y.XmlElement).toArray().indexOf(copy);
  if (!part || index < 0 || index >= part.childCount) return;
  let row = start + 1;
  for (let at = 0; at < index; at++) row += part.child(at).nodeSize;
  const at = Math.min(row + within, row + part.child(index).nodeSize - 1);
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(editor.state.doc.resolve(at))));
}

/** What the copy lacks of my new letters is put where it stood; what others typed is put back by them. */
function complete({ letters, copy }: Pair): void {
  const plain = plainOf(copy);
  let start = 0;
  while (start < plain.length && start < letters.length && plain[start] === letters[start]!.letter) start += 1;
  let end = 0;
  while (end < plain.length - start && end < letters.length - start && plain.at(-1 - end) === letters.at(-1 - end)!.letter) end += 1;
  const lost = letters.slice(start, letters.length - end).filter(({ isNew }) => isNew);
  if (lost.length) copy.insert(start, lost.map(({ letter }) => letter).join(""));
}

const plainOf = (text: Y.XmlText): string => (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === "string" ? insert : "\ufffc")).join("");
