/* Sending pictures and files, with how far each is; what could not be sent stays here until it could. */
import type { Editor } from "@tiptap/core";
import { word } from "./palette";
import { patchSettings } from "./parts";

export interface Upload {
  file: File;
  share: number;
  fault: string;
  preview: string;
}

export interface Sent {
  sha256: string;
  url: string;
  name?: string;
  kind?: string;
  fault?: string;
}

interface Addresses {
  addPicture: string;
  picture: string;
  addFile: string;
  file: string;
  token: string;
}

const underWay = new Map<string, Upload>();
const watchers = new Map<string, Set<() => void>>();
let addresses: Addresses = { addPicture: "", picture: "", addFile: "", file: "", token: "" };

export function readAddresses(root: HTMLElement): void {
  const { addPicture = "", picture = "", addFile = "", file = "", token = "" } = root.dataset;
  addresses = { addPicture, picture, addFile, file, token };
}

export const takesFiles = (): boolean => Boolean(addresses.addFile);
export const csrf = (): string => addresses.token;
export const pictureAddress = (sha256: string): string => addresses.picture.replace("0".repeat(64), sha256);
export const fileAddress = (sha256: string): string => addresses.file.replace("0".repeat(64), sha256);
export const pictureIn = (address: string): string => new RegExp(addresses.picture.replace("0".repeat(64), "([0-9a-f]{64})")).exec(address)?.[1] ?? "";
export const uploadOf = (block: string): Upload | undefined => underWay.get(block);

/** Calls `work` whenever the upload for a block goes on. Answers with how to stop that. */
export function watch(block: string, work: () => void): () => void {
  const all = watchers.get(block) ?? new Set();
  watchers.set(block, all.add(work));
  return () => void all.delete(work);
}

function told(block: string): void {
  watchers.get(block)?.forEach((work) => work());
}

/** Whether something is still on its way; then a closing tab asks first. */
export const isSending = (): boolean => [...underWay.values()].some(({ fault }) => !fault);

/** Sends a file for the part named `block`, and puts its name into the part's setting once it is there. */
export async function upload(editor: Editor, block: string, file: File, setting: "picture" | "file"): Promise<void> {
  const old = underWay.get(block);
  const preview = old?.file === file ? old.preview : setting === "picture" ? URL.createObjectURL(file) : "";
  const state: Upload = { file, share: 0, fault: "", preview };
  underWay.set(block, state);
  told(block);
  const sent = await send(setting, file, (share) => ((state.share = share), told(block)));
  if (underWay.get(block) !== state) return;
  if (sent.fault) {
    state.fault = sent.fault;
    return told(block);
  }
  underWay.delete(block);
  if (preview) URL.revokeObjectURL(preview);
  patchSettings(editor, findBlock(editor, block), { [setting]: sent.sha256 });
  told(block);
}

export function findBlock(editor: Editor, block: string): number | undefined {
  let found: number | undefined;
  editor.state.doc.forEach((node, pos) => {
    if (node.attrs["block"] === block) found ??= pos;
  });
  return found;
}

function send(setting: "picture" | "file", file: File, goesOn: (share: number) => void): Promise<Sent> {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", addresses.token);
  body.append(setting, file);
  const failed: Sent = { sha256: "", url: "", fault: word("notSent", { name: file.name || word("file") }) };
  return new Promise((settle) => {
    const request = new XMLHttpRequest();
    request.open("POST", setting === "picture" ? addresses.addPicture : addresses.addFile);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => goesOn(total ? loaded / total : 0));
    request.addEventListener("load", () => settle((request.response as Sent | null) ?? failed));
    request.addEventListener("error", () => settle(failed));
    request.send(body);
  });
}
