/* Moving a block, or a row in one, in the shared document itself. What is moved is made anew at its new place, because the document knows no
   moving; done here, that is what somebody moves and none of its neighbours, into which others may be typing. What
   somebody typed into it in that very moment is put in again by their own browser (rescuing.ts). */
import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { ySyncPluginKey, yUndoPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { nameAll } from "./naming";
import { blockNumber } from "./parts";

interface Bound {
  doc: Y.Doc;
  type: Y.XmlFragment;
}

type Id = [client: number, clock: number];

/** What a copy says about itself: which element it is, of a row also which one it was, and what its author had of the page when it
    was made (a state vector). */
export interface Move {
  copy: Id;
  from?: Id;
  seen: Uint8Array;
}

export const rowsOf = (block: string): string => `${block}:row`;

export function idOf(element: Y.XmlElement): Id {
  const { client, clock } = element._item!.id;
  return [client, clock];
}

/** The last move of each block, and (`rowsOf`) of a row in it. */
export const movesIn = (doc: Y.Doc): Y.Map<Move> => doc.getMap<Move>("moves");

/** Moves block number `from` so that it is number `to` of the page. A caret in it goes with it. One step of undo. */
export function moveInDocument(editor: Editor, from: number, to: number): void {
  const { doc, type } = ySyncPluginKey.getState(editor.state) as Bound;
  const before = blockNumber(editor.state.doc, from);
  const { anchor, head } = editor.state.selection;
  const isInside = anchor > before.pos && head < before.pos + before.node.nodeSize;
  const history = historyOf(editor);
  history?.stopCapturing();
  const block = String(before.node.attrs["block"] ?? "");
  doc.transact(() => put(doc, type, from, to, block), ySyncPluginKey);
  const { tr } = editor.state;
  nameAll(tr.doc, tr);
  const shift = blockNumber(tr.doc, to).pos - before.pos;
  if (isInside) tr.setSelection(TextSelection.between(tr.doc.resolve(anchor + shift), tr.doc.resolve(head + shift)));
  editor.view.dispatch(tr.scrollIntoView());
  history?.stopCapturing();
}

/** Moves the row at `pos` so that it is child number `to` of its part, without exchanging words with its neighbour: whoever types
    in either goes on typing there. A caret in it goes with it. One step of undo. */
export function moveRowInDocument(editor: Editor, pos: number, to: number): void {
  const { doc, type } = ySyncPluginKey.getState(editor.state) as Bound;
  const { anchor, head } = editor.state.selection;
  const place = editor.state.doc.resolve(pos);
  const from = place.index();
  const isInside = anchor > pos && head < pos + place.parent.child(from).nodeSize;
  const history = historyOf(editor);
  history?.stopCapturing();
  const block = String(place.parent.attrs["block"] ?? "");
  doc.transact(() => put(doc, type.get(place.index(0)) as Y.XmlElement, from, to, block && rowsOf(block)), ySyncPluginKey);
  const { tr } = editor.state;
  let there = place.start();
  for (let at = 0; at < to; at++) there += tr.doc.resolve(place.start()).parent.child(at).nodeSize;
  if (isInside) tr.setSelection(TextSelection.between(tr.doc.resolve(anchor - pos + there), tr.doc.resolve(head - pos + there)));
  editor.view.dispatch(tr.scrollIntoView());
  history?.stopCapturing();
}

const historyOf = (editor: Editor): Y.UndoManager | undefined => (yUndoPluginKey.getState(editor.state) as { undoManager: Y.UndoManager } | undefined)?.undoManager;

/** Makes child number `from` anew as number `to`, and writes down under `name` which was which. */
function put(doc: Y.Doc, parent: Y.XmlFragment, from: number, to: number, name: string): void {
  const seen = Y.encodeStateVector(doc);
  const old = parent.get(from) as Y.XmlElement;
  const [copy, was] = [old.clone() as Y.XmlElement, idOf(old)];
  parent.delete(from);
  parent.insert(to, [copy]);
  if (name) movesIn(doc).set(name, { copy: idOf(copy), from: was, seen });
}
