/* Cropping a picture: drag over what should stay or at its corners, move it with the arrow keys, or say it in four numbers. The
   picture that was there stays kept. */
import { make, toast, wordButton } from "./dom";
import { word } from "./palette";

interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

const SIDES = ["left", "top", "width", "height"] as const;
const LABELS = { left: "cropLeft", top: "cropTop", width: "cropWidth", height: "cropHeight" };
const NEAR = 24; /* px around a corner in which one takes hold of it */
const STEPS: Record<string, [x: number, y: number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Asks what of a picture should stay; null where somebody leaves it as it is. Numbers are shares of 100. */
export async function crop(address: string): Promise<File | null> {
  const image = make("img", { src: address, alt: "", draggable: "false" });
  await image.decode().catch(() => undefined);
  const frame: Frame = { left: 10, top: 10, width: 80, height: 80 };
  // focused first: a number would bring up the keys of a phone, over half of the picture
  const mark = make("div", { class: "crop-mark", tabindex: "0", autofocus: true, role: "group", "aria-label": word("cropHelp") }, ...SIDES.map(() => make("i")));
  const stage = make("div", { class: "crop-stage" }, image, mark);
  const fields = SIDES.map((side) => make("input", { type: "number", class: "input", min: "0", max: "100", step: "1", name: side }));
  const labels = fields.map((field, at) => make("label", {}, make("span", {}, `${word(LABELS[SIDES[at]!])} %`), field));
  const dialog = make("dialog", { class: "dialog crop", "aria-label": word("crop") });

  /** Shows the frame; a number that somebody is typing stays as they type it. */
  function change(next: Frame, typed?: HTMLInputElement): void {
    Object.assign(frame, fitting(next));
    for (const side of SIDES) mark.style[side] = `${frame[side]}%`;
    fields.forEach((field, at) => field !== typed && (field.value = String(Math.round(frame[SIDES[at]!]))));
  }
  fields.forEach((field, at) => field.addEventListener("input", () => change({ ...frame, [SIDES[at]!]: Number(field.value) }, field)));
  fields.forEach((field) => field.addEventListener("change", () => change(frame)));
  drag(stage, frame, change);
  mark.addEventListener("keydown", (event) => {
    const next = stepped(frame, event);
    if (!next) return;
    event.preventDefault();
    change(next);
  });
  return new Promise((settle) => {
    const end = (file: File | null): void => (dialog.remove(), settle(file));
    const done = wordButton("check", word("cropDone"), () => void cut(image, frame).then((file) => (file ? end(file) : toast(word("notCropped"), "error"))), "btn");
    const leave = wordButton("x", word("cropCancel"), () => end(null));
    dialog.append(make("p", { class: "small soft" }, word("cropHelp")), stage, make("div", { class: "crop-numbers" }, ...labels), make("div", { class: "actions" }, done, leave));
    dialog.addEventListener("cancel", () => end(null));
    document.body.append(dialog);
    change(frame);
    dialog.showModal();
  });
}

/** Arrows move the frame by one, with Shift its lower right corner; null for any other key. */
function stepped(frame: Frame, { key, shiftKey }: KeyboardEvent): Frame | null {
  const [x, y] = STEPS[key] ?? [0, 0];
  if (!x && !y) return null;
  if (shiftKey) return { ...frame, width: frame.width + x, height: frame.height + y };
  return { ...frame, left: Math.min(frame.left + x, 100 - frame.width), top: Math.min(frame.top + y, 100 - frame.height) };
}

/** At least a twentieth of each side, and nothing beyond the edge. */
function fitting({ left, top, width, height }: Frame): Frame {
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, Number.isFinite(value) ? value : 0));
  const x = within(left, 95);
  const y = within(top, 95);
  return { left: x, top: y, width: Math.max(5, within(width, 100 - x)), height: Math.max(5, within(height, 100 - y)) };
}

/** A corner is taken hold of; anywhere else a new frame is drawn. */
function drag(stage: HTMLElement, frame: Frame, change: (frame: Frame) => void): void {
  let start: { x: number; y: number } | null = null;
  const at = (event: PointerEvent): { x: number; y: number } => {
    const box = stage.getBoundingClientRect();
    const share = (value: number, size: number): number => Math.min(100, Math.max(0, (value / size) * 100));
    return { x: share(event.clientX - box.left, box.width), y: share(event.clientY - box.top, box.height) };
  };
  stage.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary) return;
    start = heldFrom(stage.getBoundingClientRect(), frame, event) ?? at(event);
    stage.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  stage.addEventListener("pointermove", (event) => {
    if (!start || !event.isPrimary) return;
    const end = at(event);
    change({ left: Math.min(start.x, end.x), top: Math.min(start.y, end.y), width: Math.abs(end.x - start.x), height: Math.abs(end.y - start.y) });
  });
  for (const ended of ["pointerup", "pointercancel"]) stage.addEventListener(ended, () => (start = null));
}

/** The corner across from the one that is held, from which the frame is drawn then; null where none is held. */
function heldFrom(box: DOMRect, { left, top, width, height }: Frame, { clientX, clientY }: PointerEvent): { x: number; y: number } | null {
  const isNear = (share: number, size: number, value: number): boolean => Math.abs((share / 100) * size - value) <= NEAR;
  const across = (from: number, length: number, size: number, value: number): number | null =>
    isNear(from, size, value) ? from + length : isNear(from + length, size, value) ? from : null;
  const x = across(left, width, box.width, clientX - box.left);
  const y = across(top, height, box.height, clientY - box.top);
  return x === null || y === null ? null : { x, y };
}

async function cut(image: HTMLImageElement, frame: Frame): Promise<File | null> {
  const { naturalWidth: width, naturalHeight: height } = image;
  if (!width) return null; /* it did not come */
  const canvas = make("canvas");
  canvas.width = Math.max(1, Math.round((width * frame.width) / 100));
  canvas.height = Math.max(1, Math.round((height * frame.height) / 100));
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.drawImage(image, (width * frame.left) / 100, (height * frame.top) / 100, canvas.width, canvas.height, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((settle) => canvas.toBlob(settle, "image/png"));
  return blob && new File([blob], "picture.png", { type: "image/png" });
}
