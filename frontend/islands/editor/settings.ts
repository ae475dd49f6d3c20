/* What one chooses of a part, beside what one types: kinds of questions, switches, addresses, pictures and files. */
import type { Editor } from "@tiptap/core";
import type { Node as PageNode } from "@tiptap/pm/model";
import { turnInto } from "./commands";
import { make, wordButton } from "./dom";
import { fileControls } from "./files";
import { pictureControls } from "./pictures";
import { menu, word, type Settings } from "./palette";
import { patchSettings } from "./parts";
import { toAddress } from "./schema";

export interface Around {
  editor: Editor;
  position: () => number | undefined;
  settings: () => Settings;
  node: () => PageNode;
}

export interface Controls {
  head?: HTMLElement[];
  media?: HTMLElement;
  foot?: HTMLElement;
  update(settings: Settings): void;
  destroy?(): void;
}

export function controlsFor(kind: string, around: Around): Controls {
  if (kind === "question") return questionControls(around);
  if (kind === "poll") return switches(around, ["several", "severalVotes"]);
  if (kind === "reflection") return switches(around, ["shared", "shared"]);
  if (kind === "task") return taskControls(around);
  if (kind === "link" || kind === "embed") return addressControls(kind, around);
  if (kind === "image") return pictureControls(around);
  if (kind === "video" || kind === "audio" || kind === "file") return fileControls(kind, around);
  return { update: () => undefined };
}

const change = (around: Around, changes: Settings): void => patchSettings(around.editor, around.position(), changes);

/** A tick with its sentence; `only` says for which kind of question it stands there. */
function tick(around: Around, name: string, sentence: string): { label: HTMLLabelElement; box: HTMLInputElement } {
  const box = make("input", { type: "checkbox", class: "box" });
  box.addEventListener("change", () => change(around, { [name]: box.checked }));
  return { label: make("label", { class: "check" }, box, make("span", {}, word(sentence))), box };
}

function switches(around: Around, [name, sentence]: [string, string]): Controls {
  const { label, box } = tick(around, name, sentence);
  return { foot: make("div", {}, label), update: (settings) => void (box.checked = settings[name] === true) };
}

/** A field for a setting: a number, an address. What is typed is kept at once. */
function input(around: Around, name: string, attributes: Record<string, string>): HTMLInputElement {
  const made = make("input", { type: "text", class: "line-input", name, autocomplete: "off", ...attributes });
  made.addEventListener("input", () => change(around, { [name]: made.value }));
  return made;
}

/** Somebody else's change is shown, but not under the hands of whoever types there. */
function show(field: HTMLInputElement, value: unknown): void {
  const text = String(value ?? "");
  if (field.value !== text && document.activeElement !== field) field.value = text;
}

function addressControls(kind: string, around: Around): Controls {
  const field = input(around, "url", { inputmode: "url", "aria-label": word("address"), placeholder: "https://", maxlength: "2000" });
  const complete = (): void => (field.value = toAddress(field.value) || field.value, change(around, { url: field.value }));
  field.addEventListener("change", complete);
  // the focus leaves with the next frame; what publishes before it must find the address complete
  field.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), complete(), goInto(around)));
  const help = kind === "embed" ? [make("p", { class: "part-help" }, word("embedHelp"))] : [];
  return { media: make("div", { class: "part-address" }, field, ...help), update: (settings) => show(field, settings["url"]) };
}

/** Which task of the house it is tried as, by its address; none is a good answer, too. */
function taskControls(around: Around): Controls {
  const field = input(around, "task", { inputmode: "url", placeholder: "/tasks/12/", maxlength: "200" });
  return { foot: make("label", { class: "part-task" }, make("span", { class: "part-help" }, word("taskHere")), field), update: (settings) => show(field, settings["task"]) };
}

/** From a setting into the first text of the part. */
function goInto(around: Around): void {
  const pos = around.position();
  if (pos !== undefined) around.editor.chain().focus(pos + 2).run();
}

function questionControls(around: Around): Controls {
  const choose = make("select", { class: "part-kinds", "aria-label": word("kindOfQuestion") });
  for (const name of ["choice", "truth", "short", "number", "order", "match", "gaps"]) choose.append(make("option", { value: name }, word(name)));
  choose.addEventListener("change", () => turnQuestion(around, choose.value));
  const several = tick(around, "several", "several");
  const shuffled = tick(around, "shuffled", "shuffled");
  several.label.dataset["only"] = "choice";
  shuffled.label.dataset["only"] = "choice order match";
  const truth = truthChoice(around);
  const numbers = numberFields(around);
  const gaps = make("div", { class: "part-help", "data-only": "gaps" }, make("p", {}, word("gapsHelp")), wordButton("text-cursor-input", word("makeGap"), () => makeGap(around)));
  const foot = make("div", {}, truth.box, numbers.box, gaps, make("div", { class: "row" }, several.label, shuffled.label));
  return {
    head: [choose],
    foot,
    update(settings) {
      const kind = String(settings["kind"] ?? "choice");
      choose.value = kind;
      several.box.checked = settings["several"] === true;
      shuffled.box.checked = settings["shuffled"] === true;
      truth.update(settings);
      numbers.update(settings);
      for (const one of foot.querySelectorAll<HTMLElement>("[data-only]")) one.hidden = !one.dataset["only"]!.split(" ").includes(kind);
    },
  };
}

/** Another kind of question; the rows of the first stay with it, so that one may turn back. */
function turnQuestion(around: Around, kind: string): void {
  const entry = menu().flatMap((group) => group.entries).find((one) => one.id === `question-${kind}`);
  const pos = around.position();
  if (entry && pos !== undefined) turnInto(around.editor, entry, pos);
}

let questions = 0;

function truthChoice(around: Around): { box: HTMLElement; update(settings: Settings): void } {
  const group = `truth-${(questions += 1)}`;
  const radios = [true, false].map((value) => {
    const radio = make("input", { type: "radio", name: group });
    radio.addEventListener("change", () => change(around, { is_true: value }));
    return { radio, value, label: make("label", {}, radio, make("span", {}, word(value ? "isTrue" : "isFalse"))) };
  });
  const box = make("div", { class: "choice", role: "radiogroup", "aria-label": word("truth"), "data-only": "truth" }, ...radios.map(({ label }) => label));
  return { box, update: (settings) => radios.forEach(({ radio, value }) => (radio.checked = (settings["is_true"] !== false) === value)) };
}

function numberFields(around: Around): { box: HTMLElement; update(settings: Settings): void } {
  const names = ["value", "tolerance", "unit"] as const;
  const fields = names.map((name) => input(around, name, { maxlength: "40", ...(name === "unit" ? {} : { inputmode: "decimal" }) }));
  const labels = fields.map((field, at) => make("label", {}, make("span", {}, word(names[at]!)), field));
  const box = make("div", { class: "part-numbers", "data-only": "number" }, ...labels);
  return { box, update: (settings) => fields.forEach((field, at) => show(field, settings[names[at]!])) };
}

/** Puts [[ ]] around the chosen words, or where the caret stands. */
function makeGap({ editor }: Around): void {
  const { from, to, $from, $to } = editor.state.selection;
  if ($from.parent.type.name !== "field" || $from.parent !== $to.parent) return;
  const words = editor.state.doc.textBetween(from, to);
  editor.chain().focus().insertContentAt({ from, to }, `[[${words}]]`).setTextSelection(to + (words ? 4 : 2)).run();
}
