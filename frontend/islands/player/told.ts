/* What the server says of a recording: how far it is, how it plays, and everything by the second of the recording as it came. */
import type { Stretch } from "./seconds";

export interface Told {
  state: "waiting" | "working" | "ready" | "failed";
  percent: number;
  fault: string;
  edition: number;
  seconds: number | null;
  second: number;
  cuts: Stretch[]; // what is cut out by now
  shown_cuts: Stretch[]; // what is not in what plays
  chapters: [number, string][];
  sizes: { label: string; width: number; url: string }[];
  list: string;
  poster: string;
  captions: string;
  strip: { url: string; every: number } | null;
}
