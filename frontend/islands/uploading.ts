/* Brings a file to the server in pieces (tus), over as many connections as it takes; goes on after a reload or a closed lid.

   `bring(file, told)` from any island. tus-js-client is fetched when the first file is brought. What was begun is remembered
   in this browser under the file's name, size and date, so that choosing the same file again goes on where it stopped. */
import { words } from "./toasts";

export interface Brought {
  sha256: string;
  name: string;
  type: string;
  bytes: number;
  kind: string;
  url: string;
}

export interface Progress {
  sent: number; // bytes
  whole: number; // bytes
  bytesPerSecond: number; // over the last seconds
  secondsLeft: number; // 0: not known yet
}

export interface Bringing<Result = Brought> {
  done: Promise<Result>; // rejected with an Error whose message may be shown
  pause(): Promise<void>; // stops; what is here stays for a week
  goOn(): void;
  cancel(): Promise<void>; // stops, and removes what is here
}

export const ADDRESS = "/uploads/";
export const PIECE = 8 * 1024 * 1024; // bytes of one request: what proxies let through, and what is sent again at most
export const PAUSES = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000]; // milliseconds between attempts
const SPAN = 8000; // milliseconds over which speed is measured
const FINISHING = 15; // times one asks whether a whole file has been looked into

/** Brings a file that is kept as soon as all of it is there. */
export function bring(file: File, told: (progress: Progress) => void = () => {}): Bringing {
  const bringing = begin(file, {}, told);
  return { ...bringing, done: bringing.done.then(finished) };
}

/** Brings a film that waits among one's takes until one says that it is to be used; gives what the server calls it. */
export function bringTake(file: File, told: (progress: Progress) => void): Bringing<string> {
  const bringing = begin(file, { take: "1" }, told);
  return { ...bringing, done: bringing.done.then((address) => address.split("/").filter(Boolean).at(-1) ?? "") };
}

function begin(file: File, more: Record<string, string>, told: (progress: Progress) => void): Bringing<string> {
  const speed = speedometer();
  let upload: import("tus-js-client").Upload | null = null;
  let isPaused = false;
  let refuse: (why: Error) => void = () => {};

  const done = (async (): Promise<string> => {
    const { Upload } = await import("tus-js-client");
    return new Promise<string>((resolve, reject) => {
      refuse = reject;
      upload = new Upload(file, {
        endpoint: ADDRESS,
        chunkSize: PIECE,
        retryDelays: PAUSES,
        metadata: { filename: file.name, filetype: file.type, ...more },
        fingerprint: (_file, { endpoint }) => Promise.resolve(["upwell", endpoint, file.name, file.type, file.size, file.lastModified, more["take"]].join("-")),
        removeFingerprintOnSuccess: true,
        onProgress: (sent, whole) => told(speed(sent, whole ?? file.size)),
        onError: (error) => reject(new Error(reason(error))),
        onSuccess: () => resolve(upload?.url ?? ""),
      });
      void upload.findPreviousUploads().then((begun) => {
        if (begun[0]) upload?.resumeFromPreviousUpload(begun[0]);
        if (!isPaused) upload?.start();
      });
    });
  })();

  return {
    done,
    pause: async () => ((isPaused = true), upload?.abort()),
    goOn: () => ((isPaused = false), upload?.start()),
    cancel: async () => {
      await upload?.abort(true).catch(() => undefined);
      refuse(new Error(""));
    },
  };
}

/** What became of a whole file; it is looked into on the server, which may take a moment for a long one. */
async function finished(address: string): Promise<Brought> {
  for (let attempt = 0; attempt < FINISHING; attempt++) {
    const answer = await fetch(address).catch(() => null);
    const state = answer?.ok ? ((await answer.json()) as { file?: Brought; fault: string }) : null;
    if (state?.file) return state.file;
    if (state?.fault) throw new Error(state.fault);
    await new Promise((resolve) => setTimeout(resolve, 1000 + attempt * 500));
  }
  throw new Error(words("away"));
}

/** The sentence the server gave, or our own where there is none. */
function reason(error: unknown): string {
  const answer = (error as { originalResponse?: { getBody(): string; getHeader(name: string): string | undefined } | null }).originalResponse;
  const said = answer?.getHeader("Content-Type")?.startsWith("text/plain") ? answer.getBody().trim() : "";
  return said || words("away");
}

function speedometer(): (sent: number, whole: number) => Progress {
  const marks: { at: number; sent: number }[] = [];
  return (sent, whole) => {
    const now = performance.now();
    marks.push({ at: now, sent });
    while (marks.length > 2 && now - (marks[0]?.at ?? now) > SPAN) marks.shift();
    const first = marks[0] ?? { at: now, sent };
    const bytesPerSecond = now > first.at ? ((sent - first.sent) / (now - first.at)) * 1000 : 0;
    return { sent, whole, bytesPerSecond, secondsLeft: bytesPerSecond > 0 ? (whole - sent) / bytesPerSecond : 0 };
  };
}
