/* The messages between a page and the server: those of the y-protocols, and three of our own (what is stored, what was
   refused, and that something is said of the draft). */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

export const KIND = { sync: 0, awareness: 1, stored: 10, refused: 11, remarks: 12 } as const;
export const STEP = { state: 0, missing: 1, update: 2 } as const;

export interface Message {
  kind: number;
  step: number;
  data: Uint8Array;
  count: number;
}

export function syncMessage(step: number, data: Uint8Array): Uint8Array<ArrayBuffer> {
  return written((encoder) => {
    encoding.writeVarUint(encoder, KIND.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, data);
  });
}

export function awarenessMessage(data: Uint8Array): Uint8Array<ArrayBuffer> {
  return written((encoder) => {
    encoding.writeVarUint(encoder, KIND.awareness);
    encoding.writeVarUint8Array(encoder, data);
  });
}

export function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return written((encoder) => parts.forEach((part) => encoding.writeUint8Array(encoder, part)));
}

/** The messages of a frame or a body, in order. */
export function read(bytes: ArrayBuffer): Message[] {
  const decoder = decoding.createDecoder(new Uint8Array(bytes));
  const found: Message[] = [];
  while (decoding.hasContent(decoder)) {
    const kind = decoding.readVarUint(decoder);
    if (kind === KIND.stored) {
      found.push({ kind, step: -1, data: new Uint8Array(), count: decoding.readVarUint(decoder) });
      continue;
    }
    const step = kind === KIND.sync ? decoding.readVarUint(decoder) : -1;
    found.push({ kind, step, data: decoding.readVarUint8Array(decoder), count: 0 });
  }
  return found;
}

function written(write: (encoder: encoding.Encoder) => void): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  write(encoder);
  return new Uint8Array(encoding.toUint8Array(encoder));
}
