/* Cropping a picture: drag over what should stay, or say it in four numbers. The picture that was there stays kept. */
import { make, wordButton } from "./dom";
import { word } from "./palette";

interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

const SIDES = ["left", "top", "width", "height"] as const;
const LABELS = { left: "cropLeft", top: "cropTop", width: "cropWidth", height: "cropHeight" };

/** Asks what of a picture should stay; null where somebody leaves it as it is. Numbers are shares of 100. */
export async function crop(address: string): Promise<File | null> {
  const image = make("img", { src: address, alt: "", draggable: "false" });
  await image.decode().catch(() => undefined);
  const frame: Frame = { left: 10, top: 10, width: 80, height: 80 };
  const mark = make("div", { class: "crop-mark" });
  const stage = make("div", { class: "crop-stage" }, image, mark);
  const fields = SIDES.map((side) => make("input", { type: "number", class: "input", min: "0", max: "100", step: "1", name: side }));
  const labels = fields.map((field, at) => make("label", {}, make("span", {}, `${word(LABELS[SIDES[at]!])} %`), field));
  const dialog = make("dialog", { class: "dialog crop", "aria-label": word("crop") });

  function draw(): void {
    for (const side of SIDES) mark.style[side] = `${frame[side]}%`;
    fields.forEach((field, at) => document.activeElement !== field && (field.value = String(Math.round(frame[SIDES[at]!]))));
  }
  fields.forEach((field, at) => field.addEventListener("input", () => (Object.assign(frame, fitting({ ...frame, [SIDES[at]!]: Number(field.value) })), draw())));
  drag(stage, (next) => (Object.assign(frame, next), draw()));
  return new Promise((settle) => {
    const end = (file: File | null): void => (dialog.remove(), settle(file));
    const done = wordButton("check", word("cropDone"), () => void cut(image, frame).then(end), "btn");
    const leave = wordButton("x", word("cropCancel"), () => end(null));
    dialog.append(make("p", { class: "small soft" }, word("cropHelp")), stage, make("div", { class: "crop-numbers" }, ...labels), make("div", { class: "actions" }, done, leave));
    dialog.addEventListener("cancel", () => end(null));
    document.body.append(dialog);
    draw();
    dialog.showModal();
  });
}

/** At least a twentieth of each side, and nothing beyond the edge. */
function fitting({ left, top, width, height }: Frame): Frame {
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, Number.isFinite(value) ? value : 0));
  const x = within(left, 95);
  const y = within(top, 95);
  return { left: x, top: y, width: Math.max(5, within(width, 100 - x)), height: Math.max(5, within(height, 100 - y)) };
}

function drag(stage: HTMLElement, change: (frame: Frame) => void): void {
  let start: { x: number; y: number } | null = null;
  const at = (event: PointerEvent): { x: number; y: number } => {
    const box = stage.getBoundingClientRect();
    const share = (value: number, size: number): number => Math.min(100, Math.max(0, (value / size) * 100));
    return { x: share(event.clientX - box.left, box.width), y: share(event.clientY - box.top, box.height) };
  };
  stage.addEventListener("pointerdown", (event) => {
    start = at(event);
    stage.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  stage.addEventListener("pointermove", (event) => {
    if (!start) return;
    const end = at(event);
    change(fitting({ left: Math.min(start.x, end.x), top: Math.min(start.y, end.y), width: Math.abs(end.x - start.x), height: Math.abs(end.y - start.y) }));
  });
  stage.addEventListener("pointerup", () => (start = null));
}

async function cut(image: HTMLImageElement, frame: Frame): Promise<File | null> {
  const { naturalWidth: width, naturalHeight: height } = image;
  const canvas = make("canvas");
  canvas.width = Math.max(1, Math.round((width * frame.width) / 100));
  canvas.height = Math.max(1, Math.round((height * frame.height) / 100));
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.drawImage(image, (width * frame.left) / 100, (height * frame.top) / 100, canvas.width, canvas.height, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((settle) => canvas.toBlob(settle, "image/png"));
  return blob && new File([blob], "picture.png", { type: "image/png" });
}
