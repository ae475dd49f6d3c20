/* What a page can hold. The server refuses more, and a refused change would stop all that follow, so nothing here goes
   beyond it: a key that would is answered with a sentence, and a paste is cut where it can go on below. */
import { Extension } from "@tiptap/core";
import type { Node as PageNode } from "@tiptap/pm/model";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import { toast } from "./dom";
import { MOST_BLOCKS } from "./commands";
import { LONG, isTyped } from "./naming";
import { textOf, word } from "./palette";

/** Characters of one page; a tenth of what a module holds is left for Markdown and settings. */
export const MOST = 800_000;
/** Characters of one paragraph, list or table; a block holds 20,000 with its Markdown. */
export const MOST_IN_ONE = LONG + 3_000;

export const Limits = Extension.create({
  name: "limits",
  addProseMirrorPlugins() {
    return [new Plugin({ filterTransaction: (tr, state) => !tr.docChanged || !isTyped(tr) || fits(tr, state.doc) })];
  },
});

function fits(tr: Transaction, before: PageNode): boolean {
  if (tr.doc.content.size <= before.content.size) return true;
  const fault = faultIn(tr, before);
  if (fault) toast(fault, "warning");
  return !fault;
}

function faultIn(tr: Transaction, before: PageNode): string {
  const { doc } = tr;
  if (doc.content.size > MOST) return word("pageFull");
  if (doc.childCount > MOST_BLOCKS && doc.childCount > before.childCount) return word("blocksFull", { most: MOST_BLOCKS });
  let fault = "";
  changed(tr, (from, to) => {
    doc.nodesBetween(from, to, (node, pos, parent) => {
      if (parent === doc && node.type.name !== "part" && node.content.size > MOST_IN_ONE) fault ||= word("fieldFull", { most: MOST_IN_ONE });
      if (node.type.name === "field") fault ||= fieldFault(doc, node, pos);
      return !fault;
    });
  });
  return fault;
}

function fieldFault(doc: PageNode, field: PageNode, pos: number): string {
  const most = mostIn(doc, pos, String(field.attrs["name"]));
  return field.content.size > most ? word("fieldFull", { most }) : "";
}

/** How many characters the field at `pos` may hold. */
export function mostIn(doc: PageNode, pos: number, name: string): number {
  const at = doc.resolve(pos);
  const row = at.parent.type.name === "row" ? at.parent : null;
  const part = row ? at.node(at.depth - 1) : at.parent;
  return textOf(String(part.attrs["kind"]), String(row?.attrs["list"] ?? ""), name)?.most ?? MOST;
}

/** Calls `look` with each stretch of the new document that a transaction touched. */
function changed(tr: Transaction, look: (from: number, to: number) => void): void {
  tr.mapping.maps.forEach((map, at) => {
    const after = tr.mapping.slice(at + 1);
    map.forEach((_from, _to, from, to) => look(after.map(from, -1), Math.min(after.map(to, 1), tr.doc.content.size)));
  });
}
