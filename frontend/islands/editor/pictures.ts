/* A picture in the page one writes on: chosen, dropped or pasted; seen while it is still on its way; cropped. */
import { make, wordButton } from "./dom";
import { crop } from "./crop";
import { icon, word } from "./palette";
import type { Around, Controls } from "./settings";
import { pictureAddress, upload, uploadOf, watch } from "./uploads";

const TYPES = "image/jpeg,image/png,image/webp,image/gif";

export function pictureControls(around: Around): Controls {
  const image = make("img", { alt: "", hidden: true });
  const line = make("p", { class: "part-state", role: "status" });
  const chooser = make("input", { type: "file", class: "file", accept: TYPES, "aria-label": word("choosePicture") });
  const words = make("span", {}, word("choosePicture"));
  const drop = make("label", { class: "drop" }, icon("image"), words, chooser);
  const again = wordButton("refresh-cw", word("again"), () => resend(around), "btn soft sm");
  const cropper = wordButton("crop", word("crop"), () => void cropIt(around), "btn ghost sm");
  const media = make("div", {}, image, line, make("div", { class: "row part-picture-tools" }, drop, cropper, again));
  let watched = "";
  let stop = (): void => undefined;
  const block = (): string => String(around.node().attrs["block"] ?? "");
  chooser.addEventListener("change", () => {
    const file = chooser.files?.[0];
    if (file) void upload(around.editor, block(), file, "picture").then(() => askForWords(around));
    chooser.value = "";
  });

  function draw(): void {
    const picture = String(around.settings()["picture"] ?? "");
    const sending = uploadOf(block());
    const source = sending?.preview || (picture ? pictureAddress(picture) : "");
    if (source && image.getAttribute("src") !== source) image.src = source;
    image.hidden = !source;
    image.classList.toggle("is-sending", Boolean(sending && !sending.fault));
    line.textContent = sending ? sending.fault || word("sendingShare", { name: sending.file.name, share: Math.round(sending.share * 100) }) : "";
    line.hidden = !sending;
    line.classList.toggle("fault", Boolean(sending?.fault));
    again.hidden = !sending?.fault;
    cropper.hidden = !picture || Boolean(sending);
    words.textContent = word(source ? "anotherPicture" : "choosePicture");
    drop.classList.toggle("is-small", Boolean(source));
  }

  return {
    media,
    update() {
      if (block() !== watched) {
        stop();
        watched = block();
        stop = watch(watched, draw);
      }
      draw();
    },
    destroy: () => stop(),
  };
}

function resend(around: Around): void {
  const block = String(around.node().attrs["block"] ?? "");
  const sending = uploadOf(block);
  if (sending) void upload(around.editor, block, sending.file, "picture");
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
