/* One take: what the browser records, kept here to look at and sent to the server as it is made. */
import { type About, type Heard, type Sending, send } from "./sending";

const EVERY = 2000; // milliseconds between two pieces: what is lost at most where a tab dies, and one request each
const PICTURE_BITS = 2_500_000; // a second
const SOUND_BITS = 96_000;
// WebM can be cut off anywhere and still plays; Safari before 18.4 makes MP4 alone, in fragments, which can be, too
const FILMS = ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"];
const SOUNDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const ENDINGS: Record<string, string> = { "video/webm": "webm", "video/mp4": "mp4", "audio/webm": "weba", "audio/ogg": "ogg", "audio/mp4": "m4a" };

export class Take {
  readonly sending: Sending;
  readonly type: string;
  private readonly parts: Blob[] = [];
  private readonly recorder: MediaRecorder;
  private since = 0; // when it last began or went on; 0 while it does neither
  private before = 0; // milliseconds recorded until then
  private film = "";

  constructor(
    readonly number: number,
    stream: MediaStream,
    about: About,
    heard: Heard,
    private readonly ended: (why: Error | null) => void,
  ) {
    const wanted = stream.getVideoTracks().length ? FILMS : SOUNDS;
    const mimeType = wanted.find((type) => MediaRecorder.isTypeSupported(type)) ?? "";
    this.recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), videoBitsPerSecond: PICTURE_BITS, audioBitsPerSecond: SOUND_BITS });
    this.type = (this.recorder.mimeType || mimeType || "video/webm").split(";")[0] ?? "";
    this.sending = send({ ...about, name: `${about.name}.${ENDINGS[this.type] ?? "webm"}` }, this.type, heard);
    this.recorder.addEventListener("dataavailable", ({ data }) => this.take(data));
    this.recorder.addEventListener("stop", () => this.finish(null));
    this.recorder.addEventListener("error", (event) => this.finish((event as ErrorEvent).error as Error));
    this.recorder.start(EVERY);
    this.since = performance.now();
  }

  get seconds(): number {
    return (this.before + (this.since ? performance.now() - this.since : 0)) / 1000;
  }

  get size(): number {
    return this.parts.reduce((sum, part) => sum + part.size, 0);
  }

  get isSound(): boolean {
    return this.type.startsWith("audio/");
  }

  /** Where it can be looked at from this page, however much of it is on the server. */
  get address(): string {
    return (this.film ||= URL.createObjectURL(new Blob(this.parts, { type: this.type })));
  }

  pause(): void {
    this.hold();
    this.recorder.pause();
    this.recorder.requestData(); // whoever pauses may be away for long
  }

  resume(): void {
    this.recorder.resume();
    this.since = performance.now();
  }

  stop(): void {
    if (this.recorder.state !== "inactive") this.recorder.stop();
  }

  async drop(): Promise<void> {
    if (this.film) URL.revokeObjectURL(this.film);
    await this.sending.drop();
  }

  private take(part: Blob): void {
    if (!part.size) return;
    this.parts.push(part);
    this.sending.add(part);
  }

  private hold(): void {
    this.before = this.seconds * 1000;
    this.since = 0;
  }

  private finish(why: Error | null): void {
    this.hold();
    this.sending.end();
    this.ended(why);
  }
}
