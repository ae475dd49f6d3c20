/* The three clocks of a recording. Everything that is kept by the second is kept by that of the recording as it came. What plays may
   be made without some of it, and what one sees on the bar is without all that is cut out by now. Stretches are [from, to]. */

export type Stretch = [number, number];

/** Where a moment of the recording as it came lies once `cuts` are left out. */
export function shownAt(cuts: Stretch[], second: number): number {
  return second - cuts.reduce((gone, [begin, end]) => gone + Math.max(0, Math.min(end, second) - begin), 0);
}

/** The way back; just where something was cut out, what comes after it. */
export function originalAt(cuts: Stretch[], second: number): number {
  for (const [begin, end] of cuts) {
    if (second < begin) break;
    second += end - begin;
  }
  return second;
}

/** The end of the cut that a moment lies in, if it lies in one. */
export const endOfCut = (cuts: Stretch[], second: number): number | undefined =>
  cuts.find(([begin, end]) => begin <= second && second < end - 0.05)?.[1];

/** A stretch without what was cut out of it. */
export function without(cuts: Stretch[], [begin, end]: Stretch): Stretch[] {
  const kept: Stretch[] = [];
  for (const [from, to] of cuts) {
    if (to <= begin || from >= end) continue;
    if (from > begin) kept.push([begin, from]);
    begin = Math.max(begin, to);
  }
  return begin < end ? [...kept, [begin, end]] : kept;
}

/** The way back from what somebody typed: '1:23.50', '1:02:03' or '83' as seconds; null for anything else. */
export function readClock(text: string): number | null {
  const found = /^(?:(\d{1,2}):)??(?:(\d{1,3}):)?(\d{1,6}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  return found ? Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60 + Number(found[3]?.replace(",", ".")) : null;
}

/** '1:23', '1:02:03' from an hour on; with hundredths where a word's edge is meant. */
export function clock(seconds: number, isExact = false): string {
  const whole = isExact ? Math.round(seconds * 100) / 100 : Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = (whole % 60).toFixed(isExact ? 2 : 0).padStart(isExact ? 5 : 2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
