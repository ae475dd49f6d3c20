/* The two menus of the page: what one can add, and what one can do with a block. `/` opens the first while one types. */
import { Extension, type Editor } from "@tiptap/core";
import { Plugin, type EditorState } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Choice, Chooser, Group } from "./chooser";
import { addEntry, copyBlock, moveBlock, removeBlock, turnInto } from "./commands";
import { isTyped } from "./naming";
import { menu, word, type Entry } from "./palette";
import { blockAt, settingsOf } from "./parts";

const asChoice = (entry: Entry, run: () => void): Choice => ({ ...entry, run });

/** Everything that can be added at `pos`. */
function adding(editor: Editor, pos: () => number): Group[] {
  return menu().map(({ label, entries }) => ({ label, choices: entries.map((entry) => asChoice(entry, () => addEntry(editor, entry, pos()))) }));
}

export function openAdding(editor: Editor, chooser: Chooser, rect: DOMRect, pos = editor.state.selection.from): void {
  chooser.open(word("add"), adding(editor, () => pos), rect, null, () => editor.view.focus());
}

/** Move, copy, remove, and everything the block at `pos` can be turned into. */
export function openActions(editor: Editor, chooser: Chooser, rect: DOMRect, pos = editor.state.selection.from): void {
  const action = (id: string, icon: string, keys: string, run: () => void): Choice => ({ id, label: word(id), hint: "", icon, find: "", keys, run });
  const acts = [
    action("up", "arrow-up", "Alt ↑", () => (moveBlock(editor, -1, pos), editor.view.focus())),
    action("down", "arrow-down", "Alt ↓", () => (moveBlock(editor, 1, pos), editor.view.focus())),
    action("copy", "copy", "Ctrl D", () => copyBlock(editor, pos)),
    action("remove", "trash-2", "", () => removeBlock(editor, pos)),
  ];
  const turning = menu().map(({ entries }) => entries.filter((entry) => canTurn(editor, pos, entry)).map((entry) => asChoice({ ...entry, hint: "" }, () => turnInto(editor, entry, pos))));
  chooser.open(word("block"), [{ label: "", choices: acts }, { label: word("turnInto"), choices: turning.flat() }], rect, null, () => editor.view.focus());
}

/** What holds only words can become anything that holds words; a picture or a file stays what it is. */
function canTurn(editor: Editor, pos: number, entry: Entry): boolean {
  const media = ["image", "video", "audio", "file", "link", "embed"];
  const { node } = blockAt(editor.state.doc, pos);
  if (entry.rich === "line" || entry.rich === "table" || media.includes(entry.kind ?? "")) return false;
  if (node.type.name === "horizontalRule" || node.type.name === "table") return false;
  if (node.type.name !== "part") return true;
  const kind = String(node.attrs["kind"]);
  return node.childCount > 0 && !media.includes(kind) && !(kind === entry.kind && settingsOf(node)["kind"] === entry.settings?.["kind"]);
}

interface Typed {
  from: number;
  words: string;
}

/** What follows a `/` at the beginning of a line or behind a space, up to the caret. */
function typedAfterSlash(state: EditorState): Typed | null {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth !== 1 || $from.parent.type.name !== "paragraph") return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc");
  const found = /(?:^|\s)\/([\p{L}\p{N}-]{0,24})$/u.exec(before);
  return found ? { from: $from.pos - found[1]!.length - 1, words: found[1]! } : null;
}

/** `/` opens the menu as one types, Escape puts it away, and what was typed stays where nothing was chosen. */
export function slash(chooser: Chooser): Extension {
  return Extension.create({
    name: "slash",
    priority: 2000,
    addProseMirrorPlugins() {
      const { editor } = this;
      let openAt = -1;
      let refused = -1;

      const open = (view: EditorView, { from }: Typed): void => {
        const groups = menu().map(({ label, entries }) => ({
          label,
          choices: entries.map((entry) => asChoice(entry, () => (take(view), addEntry(editor, entry)))),
        }));
        const { left, top, bottom } = view.coordsAtPos(from);
        chooser.open(word("add"), groups, new DOMRect(left, top, 0, bottom - top), view.dom, () => ((refused = openAt), (openAt = -1)));
        openAt = from;
      };
      const take = (view: EditorView): void => {
        const typed = typedAfterSlash(view.state);
        openAt = -1;
        if (typed) view.dispatch(view.state.tr.delete(typed.from, view.state.selection.from));
      };
      const follow = (view: EditorView, isTyping: boolean): void => {
        const typed = typedAfterSlash(view.state);
        if (!typed || typed.from !== refused) refused = -1;
        if (!typed && openAt >= 0) return chooser.close();
        if (!typed || refused === typed.from) return;
        if (openAt < 0) {
          if (!isTyping || typed.words) return;
          open(view, typed);
        }
        if (!chooser.filter(typed.words) && typed.words.length > 3) chooser.close();
      };
      let wasTyped = false;
      return [
        new Plugin({
          state: { init: () => null, apply: (tr) => ((wasTyped = tr.docChanged ? isTyped(tr) : false), null) },
          props: { handleKeyDown: (_view, event) => openAt >= 0 && chooser.key(event) },
          view: () => ({
            update: (view, before) => {
              if (view.state !== before && (openAt >= 0 || wasTyped)) follow(view, wasTyped);
            },
          }),
        }),
      ];
    },
  });
}
