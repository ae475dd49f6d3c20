/* What a picture and a file share while they are on their way: how far they are, sending them again, and following the block
   they belong to, whose name may change. */
import { make, wordButton } from "./dom";
import { word } from "./palette";
import type { Around } from "./settings";
import { upload, uploadOf, watch, type Upload } from "./uploads";

export interface Sending {
  /** The name of the block. */
  block(): string;
  /** How far it is, in words. */
  line: HTMLElement;
  /** Sends it once more after a fault. */
  again: HTMLElement;
  /** Says how far it is; gives what is on its way, if anything is. */
  draw(): Upload | undefined;
  /** Calls `work` now and whenever it goes on. */
  follow(work: () => void): void;
  stop(): void;
}

export function sendingOf(around: Around, setting: "picture" | "file"): Sending {
  const block = (): string => String(around.node().attrs["block"] ?? "");
  const line = make("p", { class: "part-state", role: "status" });
  const again = wordButton("refresh-cw", word("again"), () => resend(), "btn soft sm");
  let watched = "";
  let stop = (): void => undefined;

  function resend(): void {
    const sending = uploadOf(block());
    if (sending) void upload(around.editor, block(), sending.file, setting);
  }

  return {
    block,
    line,
    again,
    draw() {
      const sending = uploadOf(block());
      line.hidden = !sending;
      line.textContent = sending ? sending.fault || word("sendingShare", { name: sending.file.name, share: Math.round(sending.share * 100) }) : "";
      line.classList.toggle("fault", Boolean(sending?.fault));
      again.hidden = !sending?.fault;
      return sending;
    },
    follow(work) {
      if (block() !== watched) {
        stop();
        watched = block();
        stop = watch(watched, work);
      }
      work();
    },
    stop: () => stop(),
  };
}
