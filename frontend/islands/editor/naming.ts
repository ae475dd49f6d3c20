/* Every block keeps its name through edits, because reactions and comments point at it; new ones get one here.

   A stretch of text is one block: it begins at a heading, behind another part, or where it has grown long, and all of its
   paragraphs go by the name of the first. Only what somebody types here is named here, so two authors never name twice. */
import { Extension } from "@tiptap/core";
import type { Node as PageNode } from "@tiptap/pm/model";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { newId } from "./dom";

/** Signs after which a stretch of text goes on as a new block; a block holds 20,000 with its Markdown. */
export const LONG = 12_000;

export const Naming = Extension.create({
  name: "naming",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction(done, _before, after) {
          if (!done.some((one) => one.docChanged && isTyped(one))) return null;
          const { tr } = after;
          nameAll(after.doc, tr);
          return tr.docChanged ? tr : null;
        },
      }),
    ];
  },
});

/** Whether somebody did it on this page, as against what comes from another author. */
export const isTyped = (tr: Transaction): boolean => !(tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin;

interface Stretch {
  id: string;
  was: string;
  length: number;
}

/** Gives every block of the page its name, each name once. */
export function nameAll(doc: PageNode, tr: Transaction): void {
  const taken = new Set<string>();
  let stretch: Stretch | null = null;
  doc.forEach((node, pos) => {
    const id = nameIn(node);
    const free = id && !taken.has(id) ? id : "";
    let name = id;
    if (node.type.name === "part") {
      name = free || newId();
      stretch = null;
    } else if (!stretch || node.type.name === "heading" || (free && free !== stretch.was) || stretch.length + node.content.size > LONG) {
      name = free || newId();
      stretch = { id: name, was: id || name, length: node.content.size };
    } else {
      // within a stretch: without a name, or by the name of the stretch
      name = id ? stretch.id : "";
      stretch.length += node.content.size;
    }
    if (name) taken.add(name);
    if (name !== String(node.attrs["block"] ?? "")) tr.setNodeAttribute(pos, "block", name || null);
  });
}

/** The name of a block, also where its paragraph has just been put into a list or a quote. */
function nameIn(node: PageNode): string {
  const own = String(node.attrs["block"] ?? "");
  if (own || node.isTextblock || node.type.name === "part" || !node.firstChild) return own;
  return nameIn(node.firstChild);
}
