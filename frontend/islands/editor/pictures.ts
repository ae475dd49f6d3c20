/* A picture in the page one writes on: chosen, dropped or pasted; seen while it is still on its way; cropped. */
import { make, wordButton } from "./dom";
import { crop } from "./crop";
import { icon, word } from "./palette";
import { sendingOf } from "./sending";
import type { Around, Controls } from "./settings";
import { pictureAddress, upload } from "./uploads";

const TYPES = "image/jpeg,image/png,image/webp,image/gif";

export function pictureControls(around: Around): Controls {
  const image = make("img", { alt: "", hidden: true });
  const chooser = make("input", { type: "file", class: "file", accept: TYPES, "aria-label": word("choosePicture") });
  const words = make("span", {}, word("choosePicture"));
  const drop = make("label", { class: "drop" }, icon("image"), words, chooser);
  const sending = sendingOf(around, "picture");
  const cropper = wordButton("crop", word("crop"), () => void cropIt(around), "btn ghost sm");
  const media = make("div", {}, image, sending.line, make("div", { class: "row part-picture-tools" }, drop, cropper, sending.again));
  chooser.addEventListener("change", () => {
    const file = chooser.files?.[0];
    if (file) void upload(around.editor, sending.block(), file, "picture").then(() => askForWords(around));
    chooser.value = "";
  });

  function draw(): void {
    const picture = String(around.settings()["picture"] ?? "");
    const underWay = sending.draw();
    const source = underWay?.preview || (picture ? pictureAddress(picture) : "");
    if (source && image.getAttribute("src") !== source) image.src = source;
    image.hidden = !source;
    image.classList.toggle("is-sending", Boolean(underWay && !underWay.fault));
    cropper.hidden = !picture || Boolean(underWay);
    words.textContent = word(source ? "anotherPicture" : "choosePicture");
    drop.classList.toggle("is-small", Boolean(source));
  }

  return { media, update: () => sending.follow(draw), destroy: () => sending.stop() };
}

/** The caret goes where one says what the picture shows. */
export function askForWords({ editor, position, node }: Around): void {
  const pos = position();
  if (pos !== undefined && node().firstChild && !node().firstChild?.content.size) editor.chain().focus(pos + 2).run();
}

async function cropIt(around: Around): Promise<void> {
  const picture = String(around.settings()["picture"] ?? "");
  const file = await crop(pictureAddress(picture));
  if (file) await upload(around.editor, String(around.node().attrs["block"] ?? ""), file, "picture");
}
