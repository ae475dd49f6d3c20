/* 'Record' in a part for a video or a sound: the recorder over the page one writes on, and what was recorded in the part. */
import { words } from "../toasts";
import { make, toast, wordButton } from "./dom";
import { icon, word } from "./palette";
import { patchSettings } from "./parts";
import type { Around } from "./settings";
import { csrf, findBlock } from "./uploads";

const WAYS: Record<string, string> = { video: "camera screen both", audio: "voice" };

/** The button of a part that can be recorded; none for other files, and none where the page has no recorder. */
export function recordButton(kind: string, around: Around): HTMLElement[] {
  const ways = WAYS[kind];
  const address = document.querySelector<HTMLElement>("upwell-editor")?.dataset["recorder"];
  return ways && address ? [wordButton(kind === "audio" ? "mic" : "video", word("record"), () => void record(address, ways, around), "btn soft sm")] : [];
}

async function record(address: string, ways: string, around: Around): Promise<void> {
  const block = String(around.node().attrs["block"] ?? "");
  const [answer] = await Promise.all([fetch(address).catch(() => null), import("../recorder/recorder")]);
  if (!answer?.ok) return toast(word("noRecorder"), "error");
  const drawn = make("template");
  drawn.innerHTML = await answer.text();
  const recorder = drawn.content.querySelector<HTMLElement & { isBusy: boolean }>("x-recorder")!;
  recorder.dataset["ways"] = ways;
  const dialog = open(drawn.content, recorder);
  recorder.addEventListener("take", (event) => {
    event.preventDefault(); // it goes into this page, and not to one of its own
    void keep(recorder, (event as CustomEvent<{ key: string }>).detail.key).then((file) => {
      if (!file) return;
      patchSettings(around.editor, findBlock(around.editor, block), { file });
      dialog.close();
    });
  });
}

/** A dialog that only its own buttons close while something is being recorded. */
function open(content: DocumentFragment, recorder: HTMLElement & { isBusy: boolean }): HTMLDialogElement {
  const close = make("button", { class: "round", "aria-label": words("close") }, icon("x"));
  const head = make("header", {}, make("h2", { id: "recording-title" }, word("record")), make("form", { method: "dialog" }, close));
  const dialog = make("dialog", { class: "dialog recording", "aria-labelledby": "recording-title", "data-stays": true }, head, content);
  dialog.addEventListener("cancel", (event) => recorder.isBusy && event.preventDefault());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Makes a file of the take; '' where it may not be kept, which the recorder then says. */
async function keep(recorder: HTMLElement, key: string): Promise<string> {
  const address = `${recorder.dataset["takes"]?.replace("key", key)}keep/`;
  const answer = await fetch(address, { method: "POST", headers: { "X-CSRFToken": csrf() } }).catch(() => null);
  const told = answer?.status === 201 || answer?.status === 422 ? ((await answer.json()) as { sha256?: string; fault?: string }) : {};
  const line = recorder.querySelector<HTMLElement>("[data-fault]");
  if (!told.sha256 && line) {
    line.textContent = told.fault ?? word("noRecorder");
    line.hidden = false;
  }
  return told.sha256 ?? "";
}
