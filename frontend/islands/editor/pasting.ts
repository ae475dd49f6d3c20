/* Pasting and dropping: words come out clean, pictures are sent, other files become blocks, and too much is said in words. */
import { Extension, type Editor } from "@tiptap/core";
import { Fragment, Slice, type Node as PageNode } from "@tiptap/pm/model";
import { NodeSelection, Plugin } from "@tiptap/pm/state";
import { dropPoint } from "@tiptap/pm/transform";
import type { EditorView } from "@tiptap/pm/view";
import { cleanHtml } from "./cleaning";
import { addBlocks, moveBlockTo, writeBelow } from "./commands";
import { newId, toast } from "./dom";
import { MOST, mostIn } from "./limits";
import { LONG } from "./naming";
import { word } from "./palette";
import { blockAt, partNode, settingsOf } from "./parts";
import { toAddress } from "./schema";
import { pictureIn, takesFiles, upload, uploadOf } from "./uploads";

export interface Importing {
  /** Makes blocks of a document and puts them at the end of the page; null where this house cannot. */
  take: ((file: File) => Promise<void>) | null;
}

const PICTURE = /^image\/(png|jpeg|gif|webp)$/;

export const Pasting = Extension.create<Importing>({
  name: "pasting",
  addOptions: () => ({ take: null }),
  addProseMirrorPlugins() {
    const { editor, options } = this;
    let waiting = new Map<string, File>();
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => {
            const cleaned = cleanHtml(html, pictureIn);
            waiting = cleaned.pictures;
            if (cleaned.left) toast(word("picturesLeft"), "warning");
            return cleaned.html;
          },
          transformPasted: (slice, view) => fitted(unnamed(slice, view)),
          handlePaste: (view, event) => {
            const data = event.clipboardData;
            if (!data) return false;
            const done = tooMuch(view, data) || pasteFiles(editor, data, options) || pasteIntoField(editor, view, data) || pasteLink(editor, data);
            if (!done) window.setTimeout(() => void sendAll(editor, waiting));
            return done;
          },
          handleDrop: (view, event, slice, isMoved) => {
            const files = [...(event.dataTransfer?.files ?? [])];
            if (isMoved) return dropBlock(editor, view, event, slice);
            if (!files.length) return false;
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
            event.preventDefault();
            void takeFiles(editor, files, options, at);
            return true;
          },
        },
      }),
    ];
  },
});

/** A whole block that is dragged to between two others is moved there (moving.ts). */
function dropBlock(editor: Editor, view: EditorView, event: DragEvent, slice: Slice): boolean {
  const { selection, doc } = view.state;
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
  if (!(selection instanceof NodeSelection) || selection.$from.depth || at === undefined) return false;
  const place = doc.resolve(dropPoint(doc, at, slice) ?? at);
  if (place.depth) return false;
  const from = selection.$from.index(0);
  const to = place.index(0);
  view.focus(); // the grip had it, and undo should be at hand
  return moveBlockTo(editor, to > from ? to - 1 : to, selection.from);
}

/** Pictures first, each as its own part; films, recordings and documents as what they are. */
export async function takeFiles(editor: Editor, files: File[], { take }: Importing, at = editor.state.selection.from): Promise<void> {
  let place = at;
  for (const file of files) {
    const kind = kindOfFile(file);
    if (kind === "document") {
      if (take) await take(file);
      else toast(word("notImported", { name: file.name }), "warning");
      continue;
    }
    const setting = kind === "image" ? "picture" : "file";
    const waiting = emptyPart(editor, kind, setting, place);
    if (waiting) {
      void upload(editor, waiting, file, setting);
      continue;
    }
    const block = newId();
    const part = partNode(editor.schema, kind, {}, kind === "file" ? { title: file.name.replace(/\.\w+$/, "").slice(0, 200) } : {});
    const made = addBlocks(editor, [part.type.create({ ...part.attrs, block }, part.content)], place);
    if (made < 0) return;
    place = made + 1;
    void upload(editor, block, file, setting);
  }
}

/** The name of the part at `pos` if it waits for just such a file. */
function emptyPart(editor: Editor, kind: string, setting: string, pos: number): string {
  const { node } = blockAt(editor.state.doc, pos);
  const block = String(node.attrs["block"] ?? "");
  const isFree = node.attrs["kind"] === kind && !settingsOf(node)[setting] && !uploadOf(block);
  return isFree ? block : "";
}

function kindOfFile(file: File): "image" | "video" | "audio" | "file" | "document" {
  if (PICTURE.test(file.type)) return "image";
  if (/\.(md|markdown|doc[xm]?|ppt[xm]?|pdf|html?|txt|odt)$/i.test(file.name)) return "document";
  if (!takesFiles()) return "document";
  return file.type.startsWith("video/") ? "video" : file.type.startsWith("audio/") ? "audio" : "file";
}

function pasteFiles(editor: Editor, data: DataTransfer, options: Importing): boolean {
  const files = [...data.files];
  // a stretch of a page or a table comes with a picture of itself; its words are what is meant
  if (!files.length || data.getData("text/plain").trim()) return false;
  void takeFiles(editor, files, options);
  return true;
}

/** More than the page can still hold is refused as a whole, in words; the clipboard keeps it. */
function tooMuch(view: EditorView, data: DataTransfer): boolean {
  const count = data.getData("text/plain").length;
  const most = MOST - view.state.doc.content.size;
  if (count <= most) return false;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  toast(word("pasteTooMuch", { count: number.format(count), most: number.format(Math.max(0, most)) }), "warning");
  return true;
}

/** Into a field go words alone; what does not fit there goes below the part, as text. */
function pasteIntoField(editor: Editor, view: EditorView, data: DataTransfer): boolean {
  const { $from, $to } = view.state.selection;
  if ($from.parent.type.name !== "field" || $to.parent !== $from.parent) return false;
  const text = data.getData("text/plain").replace(/\r\n?/g, "\n").trim();
  const field = $from.parent;
  const most = mostIn(view.state.doc, $from.before(), String(field.attrs["name"]));
  const room = Math.max(0, most - field.content.size + ($to.pos - $from.pos));
  view.dispatch(view.state.tr.insertText(text.slice(0, room)).scrollIntoView());
  const rest = text.slice(room).trim();
  if (!rest) return true;
  writeBelow(editor);
  editor.view.dispatch(editor.state.tr.replaceSelection(fitted(new Slice(Fragment.from(paragraphsOf(editor, rest)), 1, 1))));
  toast(word("tooLong", { most }), "warning");
  return true;
}

const paragraphsOf = (editor: Editor, text: string): PageNode[] =>
  text.split(/\n+/).filter(Boolean).map((line) => editor.schema.nodes["paragraph"]!.create(null, editor.schema.text(line)));

/** An address pasted over words links them. */
function pasteLink(editor: Editor, data: DataTransfer): boolean {
  const href = toAddress(data.getData("text/plain"));
  const { empty, $from, $to } = editor.state.selection;
  if (!href || empty || $from.parent !== $to.parent || !$from.parent.type.allowsMarkType(editor.schema.marks["link"]!)) return false;
  return editor.chain().setMark("link", { href }).run();
}

async function sendAll(editor: Editor, pictures: Map<string, File>): Promise<void> {
  for (const [block, file] of [...pictures]) {
    pictures.delete(block);
    await upload(editor, block, file, "picture");
  }
}

/** A copy goes by a name of its own; what was cut, or dragged within the page, keeps the one it had. */
function unnamed(slice: Slice, view: EditorView): Slice {
  if ((view.dragging as { move?: boolean } | null)?.move) return slice;
  const taken = new Set<unknown>();
  view.state.doc.forEach((node) => taken.add(node.attrs["block"]));
  const free = (node: PageNode): PageNode => (taken.has(node.attrs["block"]) ? node.type.create({ ...node.attrs, block: null }, node.content, node.marks) : node);
  return new Slice(Fragment.from(slice.content.content.map(free)), slice.openStart, slice.openEnd);
}

/** Very long paragraphs, lists and tables in pieces that one block can hold. */
function fitted(slice: Slice): Slice {
  if (slice.content.content.every((node) => node.content.size <= LONG)) return slice;
  return new Slice(Fragment.from(slice.content.content.flatMap(pieces)), slice.openStart, slice.openEnd);
}

function pieces(node: PageNode): PageNode[] {
  if (node.content.size <= LONG || node.type.name === "part") return [node];
  const cuts: number[] = [];
  if (node.isTextblock) for (let at = LONG; at < node.content.size; at += LONG) cuts.push(spaceBefore(node, at));
  else node.forEach((_child, offset) => offset - (cuts.at(-1) ?? 0) > LONG - 2_000 && cuts.push(offset));
  return [0, ...cuts].map((from, at) => node.copy(node.content.cut(from, cuts[at] ?? node.content.size)));
}

function spaceBefore(node: PageNode, at: number): number {
  const text = node.textBetween(at - 400, at, "\n", "\ufffc");
  const space = Math.max(text.lastIndexOf(" "), text.lastIndexOf("\n"));
  return space > 0 ? at - 400 + space + 1 : at;
}
