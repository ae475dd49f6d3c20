/* Sends a recording while it is being made (tus): every piece goes to the server as soon as it is there.

   tus-js-client does the talking, goes on after an interruption, and asks the server how much it has. It is given a source that
   grows: what the recorder made since the last request, be it much or little. So a tab that dies loses what was not sent yet,
   a few seconds, and no more. */
import type { FileReader as TusReader, HttpResponse, Upload } from "tus-js-client";
import { ADDRESS, PAUSES, PIECE } from "../uploading";
import { Keeper, type Kept, piecesOf } from "./kept";

export interface Sending {
  add(part: Blob): void;
  end(): void; // nothing more comes
  drop(): Promise<void>; // stop, and remove what is on the server
  readonly done: Promise<void>; // all of it is there; rejected with a sentence for people
  readonly sent: number; // bytes
  readonly key: string; // what the server calls it; '' until it has begun
  readonly isKept: boolean; // also in this browser, until it is on the server
}

export interface Heard {
  goesOn(): void; // something more is on the server, or it is known to be away
  away(isAway: boolean): void;
}

export type About = Pick<Kept, "name" | "headings" | "person">;

const SIGNED_OUT = [401, 403]; // what was recorded stays here, until one is back
const AGAIN = 10_000; // milliseconds until one tries anew where many attempts failed

/** Sends what is being recorded; every piece is kept in this browser until it is there. */
export function send(about: About, type: string, heard: Heard): Sending {
  const kept: Kept = { ...about, type, id: crypto.randomUUID(), address: "" };
  return transmit(kept, new Keeper(kept), new Growing(type), heard);
}

/** Sends the rest of what an earlier visit left behind. */
export async function sendRest(kept: Kept): Promise<void> {
  const { from, parts } = await piecesOf(kept.id);
  const growing = new Growing(kept.type, from, parts);
  growing.close(true);
  await transmit(kept, new Keeper(kept), growing, { goesOn: () => undefined, away: () => undefined }).done;
}

function transmit(kept: Kept, keeper: Keeper, growing: Growing, heard: Heard): Sending {
  const { name, type, headings } = kept;
  let upload: Upload | null = null;
  let sent = 0;
  let isDropped = false;

  const done = (async () => {
    const { Upload } = await import("tus-js-client");
    await new Promise<void>((resolve, reject) => {
      upload = new Upload(new Blob(), {
        endpoint: ADDRESS,
        uploadUrl: kept.address || null,
        onUploadUrlAvailable: () => keeper.begun(upload?.url ?? ""),
        fileReader: { openFile: () => Promise.resolve(growing) } as unknown as TusReader,
        uploadLengthDeferred: true,
        chunkSize: PIECE,
        retryDelays: PAUSES,
        storeFingerprintForResuming: false, // the server knows what is not finished, whichever browser one comes back with
        metadata: { filename: name, filetype: type, take: "1", ...(headings && { headings }) },
        onShouldRetry: (error) => (heard.away(true), isPassing(error.originalResponse)),
        onChunkComplete: (_size, accepted) => ((sent = accepted), void keeper.arrived(accepted), heard.away(false), heard.goesOn()),
        onSuccess: () => (void keeper.forget(), heard.goesOn(), resolve()),
        onError: (error) => {
          const answer = (error as { originalResponse?: HttpResponse | null }).originalResponse;
          if (isDropped) return resolve();
          if (!isPassing(answer)) {
            if (!SIGNED_OUT.includes(answer?.getStatus() ?? 0)) void keeper.forget();
            return reject(new Error(answer?.getBody().trim() ?? ""));
          }
          heard.away(true);
          window.setTimeout(() => upload?.start(), AGAIN);
        },
      });
      upload.start();
    });
  })();
  done.catch(() => undefined); // whoever waits for it hears of it

  return {
    add: (part) => (keeper.add(part), growing.add(part)),
    end: () => growing.close(true),
    drop: async () => {
      isDropped = true;
      growing.close(true);
      await keeper.forget();
      await upload?.abort(true).catch(() => undefined);
    },
    get isKept() {
      return keeper.isKeeping;
    },
    done,
    get sent() {
      return sent;
    },
    get key() {
      return upload?.url?.split("/").filter(Boolean).at(-1) ?? "";
    },
  };
}

/** Whether trying again may help: no answer at all, or a server that is busy or away. A no stays a no. */
function isPassing(answer: HttpResponse | null | undefined): boolean {
  const status = answer?.getStatus() ?? 0;
  return status < 400 || status >= 500 || [409, 423, 429].includes(status);
}

/** What was recorded so far, as a file that tus-js-client reads from any place, and that may still grow. */
class Growing {
  size: number;
  private isOver = false;
  private wake: () => void = () => undefined;

  /** `from` is the byte with which the first of `parts` begins: what came before is on the server already. */
  constructor(
    private readonly type: string,
    private readonly from = 0,
    private readonly parts: Blob[] = [],
  ) {
    this.size = parts.reduce((sum, part) => sum + part.size, from);
  }

  add(part: Blob): void {
    this.parts.push(part);
    this.size += part.size;
    this.wake();
  }

  /** tus-js-client calls this, too, whenever it stops for a while; only the recorder says that it is over. */
  close(isOver = false): void {
    this.isOver ||= isOver;
    this.wake();
  }

  async slice(start: number, end: number): Promise<{ value: Blob; done: boolean }> {
    while (this.size <= start && !this.isOver) await new Promise<void>((resolve) => (this.wake = resolve));
    const value = new Blob(this.parts, { type: this.type }).slice(Math.max(0, start - this.from), Math.min(end, this.size) - this.from);
    return { value, done: this.isOver && start + value.size >= this.size };
  }
}
