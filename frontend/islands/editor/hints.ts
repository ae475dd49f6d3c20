/* What the page shows around what one types: which part one is in, what an empty line asks for, 'Another option'. */
import { Extension, type Editor } from "@tiptap/core";
import type { Node as PageNode } from "@tiptap/pm/model";
import { Plugin, PluginKey, type EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { addRow } from "./commands";
import { wordButton } from "./dom";
import { kindOf, word } from "./palette";
import { settingsOf, shownLists } from "./parts";

const key = new PluginKey<{ rows: DecorationSet }>("hints");

export const Hints = Extension.create({
  name: "hints",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        key,
        state: {
          init: (_config, state) => ({ rows: rowButtons(editor, state.doc) }),
          apply: (tr, old) => (tr.docChanged ? { rows: rowButtons(editor, tr.doc) } : old),
        },
        props: {
          decorations: (state) => (key.getState(state)?.rows ?? DecorationSet.empty).add(state.doc, hintsHere(state)),
        },
      }),
    ];
  },
});

/** A button behind the last row of each list that is in sight. */
function rowButtons(editor: Editor, doc: PageNode): DecorationSet {
  const found: Decoration[] = [];
  doc.forEach((part, pos) => {
    const kind = String(part.attrs["kind"] ?? "");
    if (part.type.name !== "part" || !kindOf(kind)) return;
    for (const list of shownLists(kind, settingsOf(part))) found.push(rowButton(editor, part, pos, kind, list));
  });
  return DecorationSet.create(doc, found);
}

function rowButton(editor: Editor, part: PageNode, pos: number, kind: string, list: string): Decoration {
  let end = pos + 1 + (part.firstChild?.nodeSize ?? 0);
  part.forEach((row, offset) => {
    if (row.type.name === "row" && row.attrs["list"] === list) end = pos + 1 + offset + row.nodeSize;
  });
  const draw = (): HTMLElement => {
    const button = wordButton("plus", kindOf(kind)!.rows[list]!.another, () => press(editor, button, list), "btn ghost sm row-add");
    button.contentEditable = "false";
    button.dataset["own"] = "";
    return button;
  };
  return Decoration.widget(end, draw, { side: -1, key: `${kind}-${list}`, ignoreSelection: true, stopEvent: () => true });
}

function press(editor: Editor, button: HTMLElement, list: string): void {
  const part = button.closest(".part");
  if (part) addRow(editor, editor.view.posAtDOM(part, 0) - 1, list);
}

/** The part or row the caret is in, and what an empty line asks for. */
function hintsHere(state: EditorState): Decoration[] {
  const { $from } = state.selection;
  const found: Decoration[] = [];
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type.name !== "part" && node.type.name !== "row") continue;
    found.push(Decoration.node($from.before(depth), $from.after(depth), { class: "is-here" }));
  }
  const first = state.doc.firstChild;
  const isBare = state.doc.childCount === 1 && first?.type.name === "paragraph" && first.content.size === 0;
  if (isBare) return [...found, asks(0, 2, word("write"))];
  if ($from.parent.content.size > 0 || !state.selection.empty || $from.depth !== 1) return found;
  const name = $from.parent.type.name;
  if (name === "paragraph" || name === "heading") found.push(asks($from.before(), $from.after(), word(name === "heading" ? "heading" : "writeOn")));
  return found;
}

const asks = (from: number, to: number, words: string): Decoration => Decoration.node(from, to, { class: "asks", "data-placeholder": words });
