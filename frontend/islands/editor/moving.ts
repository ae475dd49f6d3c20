/* Moving a block in the shared document itself. A moved block is made anew at its new place, because the document knows no
   moving; done here, that is the block somebody moves and none of its neighbours, into which others may be typing. What
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

/** What a copy says about itself: which element it is, and what its author had of the page when it was made (a state vector). */
export interface Move {
  copy: [client: number, clock: number];
  seen: Uint8Array;
}

/** The last move of each block. */
export const movesIn = (doc: Y.Doc): Y.Map<Move> => doc.getMap<Move>("moves");

/** Moves block number `from` so that it is number `to` of the page. A caret in it goes with it. One step of undo. */
export function moveInDocument(editor: Editor, from: number, to: number): void {
  const { doc, type } = ySyncPluginKey.getState(editor.state) as Bound;
  const before = blockNumber(editor.state.doc, from);
  const { anchor, head } = editor.state.selection;
  const isInside = anchor > before.pos && head < before.pos + before.node.nodeSize;
  const history = (yUndoPluginKey.getState(editor.state) as { undoManager: Y.UndoManager } | undefined)?.undoManager;
  history?.stopCapturing();
  const seen = Y.encodeStateVector(doc);
  doc.transact(() => {
    const moved = type.get(from).clone() as Y.XmlElement;
    type.delete(from);
    type.insert(to, [moved]);
    const { client, clock } = moved._item!.id;
    if (before.node.attrs["block"]) movesIn(doc).set(String(before.node.attrs["block"]), { copy: [client, clock], seen });
  }, ySyncPluginKey);
  const { tr } = editor.state;
  nameAll(tr.doc, tr);
  const shift = blockNumber(tr.doc, to).pos - before.pos;
  if (isInside) tr.setSelection(TextSelection.between(tr.doc.resolve(anchor + shift), tr.doc.resolve(head + shift)));
  editor.view.dispatch(tr.scrollIntoView());
  history?.stopCapturing();
}
