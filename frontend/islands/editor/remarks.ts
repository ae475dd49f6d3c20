/* Comments on words, while one writes. What is said stands beside the page (<x-remarks>, which the server draws); here its words
   are found in the page and marked.

   Where words stand is kept as two Yjs relative positions, so it holds whatever is typed around them or into them. A block that is
   moved is made anew and takes none of its positions along: then, and for words that somebody chose on the page as it is read, they
   are looked for by what they say and what stands before them, and the place that is found is kept for the next time. */
import { Extension, type Editor } from "@tiptap/core";
import { Plugin, PluginKey, type EditorState, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { toast } from "./dom";
import { word } from "./palette";
import { find } from "./remark-words";

const LONGEST = 2_000; /* characters that may be chosen, as the server has it */
const CONTEXT = 64;
const PAUSE = 600; /* ms after which a place that was found anew is kept */

interface Ends {
  from: Y.RelativePosition;
  to: Y.RelativePosition;
}

interface Remark {
  id: string;
  row: HTMLElement;
  ends: Ends | null;
}

interface Marked {
  remarks: Remark[];
  marks: DecorationSet;
}

interface Bound {
  doc: Y.Doc;
  type: Y.XmlFragment;
  binding: { mapping: Map<Y.AbstractType<unknown>, never> } | null;
}

const key = new PluginKey<Marked>("remarks");
let known = "";

/** Something may be said of the draft: always without a stamp, else when it is another one than before. */
export function hearOfRemarks(stamp?: string): void {
  if (stamp !== undefined && stamp === known) return;
  known = stamp ?? known;
  document.dispatchEvent(new Event("remarks:news"));
}

/** Begins a comment on what is chosen; false where nothing is. */
export function beginRemark(editor: Editor): boolean {
  const { doc, selection } = editor.state;
  const { from, to, $from } = selection;
  const exact = doc.textBetween(from, to, "\n", " ");
  if (!exact.trim()) return false;
  if (exact.length > LONGEST) {
    toast(word("remarkTooLong"), "warning");
    return true;
  }
  const block = String($from.depth ? ($from.node(1).attrs["block"] ?? "") : "");
  const prefix = doc.textBetween(Math.max(0, from - CONTEXT), from, "\n", " ");
  const suffix = doc.textBetween(to, Math.min(doc.content.size, to + CONTEXT), "\n", " ");
  document.dispatchEvent(new CustomEvent("remark:new", { detail: { block, exact, prefix, suffix, place: written(endsOf(editor.state, from, to)) } }));
  return true;
}

export const Remarks = Extension.create({
  name: "remarks",
  addProseMirrorPlugins() {
    return [
      new Plugin<Marked>({
        key,
        state: {
          init: () => ({ remarks: [], marks: DecorationSet.empty }),
          apply: (tr, marked, _before, state) => follow(tr, marked, state),
        },
        props: {
          decorations: (state) => key.getState(state)?.marks,
          handleClick: (view, pos) => show(view.state, pos),
        },
        view: (view) => {
          const look = (): void => view.dispatch(view.state.tr.setMeta(key, rows()));
          const goTo = (event: Event): void => scrollTo(view.dom, (event as CustomEvent<string>).detail);
          document.addEventListener("remarks:drawn", look);
          document.addEventListener("remark:goto", goTo);
          window.setTimeout(look);
          return {
            destroy: () => {
              document.removeEventListener("remarks:drawn", look);
              document.removeEventListener("remark:goto", goTo);
            },
          };
        },
      }),
    ];
  },
});

/** What stands beside the page now. */
function rows(): Remark[] {
  return [...document.querySelectorAll<HTMLElement>("[data-remark]")].map((row) => ({ id: row.dataset["remark"]!, row, ends: read(row.dataset["place"] ?? "") }));
}

function follow(tr: Transaction, marked: Marked, state: EditorState): Marked {
  const remarks = tr.getMeta(key) as Remark[] | undefined;
  if (remarks) return mark(withEnds(remarks, marked.remarks), state);
  if (!tr.docChanged || !marked.remarks.length) return marked;
  const isFromElsewhere = Boolean((tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin);
  return isFromElsewhere ? mark(marked.remarks, state) : { ...marked, marks: marked.marks.map(tr.mapping, tr.doc) };
}

/** A list drawn anew keeps the places that were found here and are not with the server yet. */
function withEnds(remarks: Remark[], before: Remark[]): Remark[] {
  return remarks.map((remark) => ({ ...remark, ends: remark.ends ?? before.find(({ id }) => id === remark.id)?.ends ?? null }));
}

function mark(remarks: Remark[], state: EditorState): Marked {
  const found: Remark[] = [];
  const marks: Decoration[] = [];
  for (const remark of remarks) {
    const placed = place(remark, state);
    found.push(placed.remark);
    const gone = remark.row.querySelector<HTMLElement>(".remark-gone");
    if (gone) gone.hidden = placed.range !== null;
    if (!placed.range) continue;
    const title = word("remarked", { words: (remark.row.querySelector(".said")?.textContent ?? "").slice(0, 80) });
    marks.push(Decoration.inline(placed.range[0], placed.range[1], { class: "remarked", "data-of": remark.id, title }, { remark: remark.id, inclusiveStart: false, inclusiveEnd: false }));
  }
  return { remarks: found, marks: DecorationSet.create(state.doc, marks) };
}

function place(remark: Remark, state: EditorState): { remark: Remark; range: [number, number] | null } {
  const range = remark.ends ? rangeOf(state, remark.ends) : null;
  if (range) return { remark, range };
  const { block = "", quote = "", prefix = "" } = remark.row.dataset;
  const again = find(state.doc, quote, { block, prefix });
  if (!again) return { remark, range: null };
  const ends = endsOf(state, again[0], again[1]);
  if (ends) keepSoon(remark.row, written(ends));
  return { remark: { ...remark, ends }, range: again };
}

function rangeOf(state: EditorState, { from, to }: Ends): [number, number] | null {
  const bound = ySyncPluginKey.getState(state) as Bound;
  if (!bound.binding) return null;
  const [start, end] = [from, to].map((end) => relativePositionToAbsolutePosition(bound.doc, bound.type, end, bound.binding!.mapping));
  return start !== null && end !== null && start !== undefined && end !== undefined && start < end ? [start, Math.min(end, state.doc.content.size)] : null;
}

function endsOf(state: EditorState, from: number, to: number): Ends | null {
  const bound = ySyncPluginKey.getState(state) as Bound;
  if (!bound.binding) return null;
  const [start, end] = [from, to].map((pos) => absolutePositionToRelativePosition(pos, bound.type, bound.binding!.mapping) as Y.RelativePosition);
  return start && end ? { from: start, to: end } : null;
}

/* base64 with a comma between */
const written = (ends: Ends | null): string => (ends ? [ends.from, ends.to].map((end) => btoa(String.fromCharCode(...Y.encodeRelativePosition(end)))).join(",") : "");

function read(place: string): Ends | null {
  try {
    const [from, to] = place.split(",").map((end) => Y.decodeRelativePosition(Uint8Array.from(atob(end), (letter) => letter.charCodeAt(0))));
    return from && to ? { from, to } : null;
  } catch {
    return null;
  }
}

function keepSoon(row: HTMLElement, place: string): void {
  const address = row.dataset["keep"];
  if (!address || !place || row.dataset["place"] === place) return;
  row.dataset["place"] = place;
  const token = document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
  // whoever cannot reach the server now looks for the words again the next time
  window.setTimeout(() => void fetch(address, { method: "POST", body: new URLSearchParams({ place }), headers: { "X-CSRFToken": token, "HX-Request": "true" } }).catch(() => undefined), PAUSE);
}

function show(state: EditorState, pos: number): boolean {
  const id = key.getState(state)?.marks.find(pos, pos)[0]?.spec["remark"] as string | undefined;
  if (id) document.dispatchEvent(new CustomEvent("remark:show", { detail: id }));
  return false;
}

function scrollTo(page: HTMLElement, id: string): void {
  page.querySelector(`[data-of="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
}
