/* A video, a recording or a file in the page one writes on: chosen or dropped, played or named once it is there. */
import { make } from "./dom";
import { icon, word } from "./palette";
import { recordButton } from "./recording";
import { sendingOf } from "./sending";
import type { Around, Controls } from "./settings";
import { fileAddress, takesFiles, upload } from "./uploads";

const ACCEPT: Record<string, string> = { video: "video/*", audio: "audio/*", file: "" };
const CHOOSE: Record<string, string> = { video: "chooseVideo", audio: "chooseAudio", file: "chooseFile" };
const names = new Map<string, Promise<string>>();

export function fileControls(kind: string, around: Around): Controls {
  const chooser = make("input", { type: "file", class: "file", accept: ACCEPT[kind] || false, "aria-label": word(CHOOSE[kind]!) });
  const words = make("span", {}, word(CHOOSE[kind]!));
  const drop = make("label", { class: "drop" }, icon("upload"), words, chooser);
  const sending = sendingOf(around, "file");
  const player = kind === "file" ? make("p", { class: "part-file" }) : make(kind as "video" | "audio", { controls: true, preload: "metadata" });
  const media = make("div", {}, player, sending.line, make("div", { class: "row" }, drop, ...recordButton(kind, around), sending.again));
  let shown = "";
  chooser.disabled = !takesFiles();
  chooser.addEventListener("change", () => {
    const file = chooser.files?.[0];
    if (file) void upload(around.editor, sending.block(), file, "file");
    chooser.value = "";
  });

  function draw(): void {
    const file = String(around.settings()["file"] ?? "");
    if (file !== shown) show(player, (shown = file));
    player.hidden = Boolean(sending.draw()) || !file;
    words.textContent = word(file ? "anotherFile" : CHOOSE[kind]!);
    drop.classList.toggle("is-small", Boolean(file));
  }

  return { media, update: () => sending.follow(draw), destroy: () => sending.stop() };
}

function show(player: HTMLElement, file: string): void {
  if (player instanceof HTMLMediaElement) {
    if (file) player.src = fileAddress(file);
    else player.removeAttribute("src");
    return;
  }
  player.textContent = "";
  if (!file) return;
  const link = make("a", { href: fileAddress(file), class: "link" }, icon("paperclip", "sm"), "…");
  player.append(link);
  void nameOf(file).then((name) => link.lastChild!.replaceWith(name));
}

/** What a file is called, as the server says when it is asked for it. */
function nameOf(file: string): Promise<string> {
  const known = names.get(file) ?? ask(file);
  names.set(file, known);
  return known;
}

async function ask(file: string): Promise<string> {
  try {
    const answer = await fetch(fileAddress(file), { method: "HEAD" });
    const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") ?? "");
    return named ? decodeURIComponent(named[1]!) : word("file");
  } catch {
    return word("file");
  }
}
