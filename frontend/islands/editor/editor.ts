/* <upwell-editor>: the page one types into, alone or together. The page it stands in works without it, with plain fields. */
import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Selection } from "@tiptap/pm/state";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { Chooser } from "./chooser";
import { addEntry } from "./commands";
import { toast } from "./dom";
import { Gutter } from "./gutter";
import { Hints } from "./hints";
import { goTo, Keys } from "./keys";
import { Limits } from "./limits";
import { connect, type Link } from "./provider";
import { importer } from "./importing";
import { openAdding, slash } from "./menus";
import { isTyped, Naming } from "./naming";
import { menu, readPalette, word } from "./palette";
import { selectInside } from "./parts";
import { Pasting } from "./pasting";
import { carets, showFaces, type Author } from "./presence";
import { Prompts } from "./prompts";
import { Remarks } from "./remarks";
import { Rescuing } from "./rescuing";
import { Saving } from "./saving";
import { Field, Part, richText, Row } from "./schema";
import { bindTitle } from "./title";
import { Toolbar } from "./toolbar";
import { findBlock, readAddresses } from "./uploads";
import { partView, rowView, slotView } from "./views";

const CLOSEST = "[data-add], [data-add-more]";

class UpwellEditor extends HTMLElement {
  private ends: (() => void)[] = [];

  connectedCallback(): void {
    readPalette(this);
    readAddresses(this);
    void this.open().catch((fault: unknown) => this.fail(fault));
  }

  disconnectedCallback(): void {
    for (const end of this.ends) end();
    this.ends = [];
  }

  private async open(): Promise<void> {
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    const { sync = "", live = "" } = this.dataset;
    const link = connect(doc, awareness, { sync, live });
    new Saving(this, link);
    await link.whenOpened();
    const editor = this.start(doc, awareness, link);
    this.ends.push(() => link.leave(), () => editor.destroy(), () => awareness.destroy(), () => doc.destroy());
    this.dataset["open"] = "";
  }

  private start(doc: Y.Doc, awareness: Awareness, link: Link): Editor {
    const place = this.querySelector<HTMLElement>("[data-page]")!;
    const me = this.author;
    const chooser = new Chooser(this);
    place.replaceChildren();
    const editor = new Editor({
      element: place,
      injectCSS: false,
      extensions: [
        ...richText,
        Part.extend({ addNodeView: () => partView }),
        Field.extend({ addNodeView: () => slotView }),
        Row.extend({ addNodeView: () => rowView }),
        Collaboration.configure({ document: doc, field: "page" }),
        carets(awareness, me),
        Naming,
        Rescuing,
        Remarks,
        Limits,
        Hints,
        Prompts,
        Keys,
        Pasting.configure({ take: importer(this, link) }),
        slash(chooser),
      ],
      editorProps: { attributes: { class: "page-text prose", role: "textbox", "aria-multiline": "true", "aria-label": word("page"), spellcheck: "true" }, scrollMargin: { top: 140, bottom: 120, left: 0, right: 0 }, scrollThreshold: { top: 140, bottom: 120, left: 0, right: 0 } },
      onTransaction: ({ transaction }) => {
        if (transaction.docChanged && isTyped(transaction)) this.dataset["touched"] = "";
      },
    });
    new Gutter(editor, place, chooser);
    new Toolbar(editor, this, chooser);
    this.bindHead(doc, awareness, editor, me);
    this.bindAdders(editor, chooser);
    this.bindParts(editor);
    return editor;
  }

  private bindHead(doc: Y.Doc, awareness: Awareness, editor: Editor, me: Author): void {
    const title = this.querySelector<HTMLTextAreaElement>("[data-title]")!;
    this.ends.push(bindTitle(title, doc.getText("title"), () => editor.commands.focus("start")));
    const [faces, words] = ["[data-faces]", "[data-also]"].map((name) => this.querySelector<HTMLElement>(name)!);
    this.ends.push(showFaces(awareness, me, faces!, words!));
    title.readOnly = false;
    const hasKeys = window.matchMedia("(hover: hover)").matches; // on a phone the keys would cover half of what there is to read
    const hasFaults = this.querySelector(".faults") !== null;
    if (!title.value) title.focus({ preventScroll: true });
    else if (editor.isEmpty) editor.commands.focus("start", { scrollIntoView: false });
    else if (hasKeys && !location.hash && !hasFaults) focusEnd(editor);
    if (location.hash.startsWith("#part-")) goToBlock(editor, location.hash.slice("#part-".length));
  }

  /** The row of buttons below the page, and 'Add one' in the checks: they work wherever the caret is. */
  private bindAdders(editor: Editor, chooser: Chooser): void {
    this.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>(CLOSEST);
      if (!button) return;
      event.preventDefault();
      const end = editor.state.doc.content.size;
      if (button.dataset["addMore"] !== undefined) return openAdding(editor, chooser, button.getBoundingClientRect(), end);
      const entry = menu().flatMap(({ entries }) => entries).find(({ id }) => id === button.dataset["add"]);
      if (entry) addEntry(editor, entry, end);
    });
    // below the last block there is always room to write
    this.querySelector("[data-below]")?.addEventListener("click", () => {
      const last = editor.state.doc.lastChild;
      if (last?.type.name === "paragraph" && !last.content.size) editor.commands.focus("end");
      else addEntry(editor, menu()[0]!.entries[0]!, editor.state.doc.content.size);
    });
  }

  /** From a button of a part, Tab goes on to what stands next in it; keys that were taken here are nobody else's. */
  private bindParts(editor: Editor): void {
    this.addEventListener("keydown", (event) => {
      if (event.defaultPrevented) return event.stopPropagation();
      const control = (event.target as Element).closest<HTMLElement>("[data-own] *, [data-own]");
      const part = control?.closest<HTMLElement>(".part");
      if (event.key === "Tab" && control && part && goTo(editor, part, event.target as Element, event.shiftKey ? -1 : 1)) event.preventDefault();
    });
    this.addEventListener("click", (event) => {
      const wanted = (event.target as Element).closest<HTMLElement>("[data-goto]");
      if (wanted && this.goToPart(editor, wanted.dataset["goto"] ?? "")) event.preventDefault();
    });
    this.addEventListener("click", (event) => {
      const link = (event.target as Element).closest<HTMLElement>("[data-describe], [data-goto]");
      const block = link?.dataset["describe"] ?? link?.dataset["goto"];
      if (block === undefined || !goToBlock(editor, block)) return;
      event.preventDefault();
    });
  }

  /** A check that leads to a part: it comes into sight, and one may write in it at once. */
  private goToPart(editor: Editor, id: string): boolean {
    const name = CSS.escape(id);
    const place = this.querySelector(`#part-${name}, .page-text [data-block="${name}"]`);
    if (!place) return false;
    const prompt = place.querySelector(".prompt") ?? place;
    editor.chain().focus(editor.view.posAtDOM(prompt, 0)).run();
    place.scrollIntoView({ block: "center" });
    return true;
  }

  private get author(): Author {
    const { person = "", name = "", initials = "", hue = "", photo = "" } = this.dataset;
    return { id: person, name, initials, hue, photo };
  }

  private fail(fault: unknown): void {
    this.dataset["failed"] = "";
    toast(word("brokenIsland"), "error");
    throw fault;
  }
}

/** The caret behind the last word, in whichever field of a part it is. */
function focusEnd(editor: Editor): void {
  editor.view.dispatch(editor.state.tr.setSelection(Selection.atEnd(editor.state.doc)));
  editor.view.focus();
}

/** The caret into the block of this name; of a picture, into what says what it shows. */
function goToBlock(editor: Editor, block: string): boolean {
  const pos = findBlock(editor, block);
  if (pos === undefined) return false;
  editor.view.dispatch(selectInside(editor.state.tr, pos).scrollIntoView());
  editor.view.focus();
  return true;
}

customElements.define("upwell-editor", UpwellEditor);
