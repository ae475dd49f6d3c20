/* What a template asks for, between ⟨ and ⟩: shown as a question, and taken as a whole, so that what one types stands in its place. */
import { Extension } from "@tiptap/core";
import type { Node as PageNode } from "@tiptap/pm/model";
import { Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const PROMPT = /⟨[^⟨⟩]*⟩/g;
const key = new PluginKey<DecorationSet>("prompts");

export const Prompts = Extension.create({
  name: "prompts",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key,
        state: {
          init: (_config, state) => promptsIn(state.doc),
          apply: (tr, old) => (tr.docChanged ? promptsIn(tr.doc) : old),
        },
        props: {
          decorations: (state) => key.getState(state),
          handleClick: (view, pos) => {
            const prompt = key.getState(view.state)?.find(pos, pos)[0];
            const { from, to } = view.state.selection;
            if (!prompt || (from === prompt.from && to === prompt.to)) return false;
            view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, prompt.from, prompt.to)));
            return true;
          },
        },
      }),
    ];
  },
});

function promptsIn(doc: PageNode): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock || !node.textContent.includes("⟨")) return;
    // a leaf inside (a line break) counts as one sign, as it does for positions
    for (const { index, 0: words } of node.textBetween(0, node.content.size, "\n", "\n").matchAll(PROMPT)) {
      found.push(Decoration.inline(pos + 1 + index, pos + 1 + index + words.length, { class: "prompt" }));
    }
  });
  return DecorationSet.create(doc, found);
}
