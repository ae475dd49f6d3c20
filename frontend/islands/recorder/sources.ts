/* Camera, screen and microphone: what this browser has, what the person lets the page use, and what went wrong with it. */
import { withFace } from "./corner";
import { hear, type Hearing } from "./hearing";

export type Way = "camera" | "screen" | "both" | "voice";

export interface Chosen {
  camera: string; // ids of devices; '' is whatever the browser takes
  microphone: string;
}

export interface Source {
  way: Way;
  stream: MediaStream; // what is recorded
  hearing: Hearing;
  warning: string; // the name of a sentence, or ''
  used: Chosen;
  screen: MediaStream | null;
  end(keepScreen?: boolean): void;
}

/** A sentence of the page says what went wrong; `message` is its name. */
export class SourceFault extends Error {}

const PICTURE: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
const VOICE: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const SCREEN: DisplayMediaStreamOptions = { video: { frameRate: { ideal: 25, max: 30 } }, audio: true };

/** The name of the sentence that says why nothing can be recorded here, or ''. */
export function missing(): string {
  if (!window.isSecureContext) return "unsafe";
  return typeof MediaRecorder === "undefined" || !("mediaDevices" in navigator) ? "cannotRecord" : "";
}

export const hasScreen = (): boolean => "getDisplayMedia" in (navigator.mediaDevices ?? {});

/** Only browsers that can record what the screen plays know how to silence it meanwhile. */
const canHearScreen = (): boolean => "suppressLocalAudioPlayback" in navigator.mediaDevices.getSupportedConstraints();

/** Opens what is to be recorded. `screen` is one that is shown already, so that another microphone does not ask for it again. */
export async function open(way: Way, chosen: Chosen, ticks: string, screen: MediaStream | null = null): Promise<Source> {
  const needsScreen = way === "screen" || way === "both";
  const shown = needsScreen ? (screen ?? (await showScreen())) : null; // first: browsers want it straight after the press
  try {
    return await assemble(way, chosen, ticks, shown);
  } catch (error) {
    if (!screen) end(shown);
    throw error instanceof SourceFault ? error : new SourceFault(reason(error));
  }
}

/** The cameras and microphones there are; their names only once the page may use one. */
export async function devices(): Promise<{ cameras: MediaDeviceInfo[]; microphones: MediaDeviceInfo[] }> {
  const all = await navigator.mediaDevices.enumerateDevices();
  const named = all.filter((device) => device.deviceId && device.deviceId !== "communications");
  return { cameras: named.filter(({ kind }) => kind === "videoinput"), microphones: named.filter(({ kind }) => kind === "audioinput") };
}

async function showScreen(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getDisplayMedia(SCREEN);
  } catch (error) {
    throw new SourceFault((error as DOMException).name === "NotAllowedError" ? "nothingShown" : "trouble");
  }
}

async function assemble(way: Way, chosen: Chosen, ticks: string, screen: MediaStream | null): Promise<Source> {
  const { own, warning } = await openOwn(way, chosen);
  const hearing = hear([own, ...(screen ? [screen] : [])].filter((stream) => stream !== null));
  const face = way === "both" && screen && own ? await withFace(screen, own, ticks) : null;
  const seen = face ? face.track : (screen ?? own)?.getVideoTracks()[0];
  const tracks = [way === "voice" ? undefined : seen, hearing.track ?? undefined].filter((track) => track !== undefined);
  const id = (kind: "getVideoTracks" | "getAudioTracks"): string => own?.[kind]()[0]?.getSettings().deviceId ?? "";
  return {
    way,
    stream: new MediaStream(tracks),
    hearing,
    warning: warning || (screen && !canHearScreen() ? "noScreenSound" : ""),
    used: { camera: id("getVideoTracks"), microphone: id("getAudioTracks") },
    screen,
    end(keepScreen = false) {
      face?.end();
      hearing.end();
      end(own);
      if (!keepScreen) end(screen);
    },
  };
}

/** Camera and microphone; without a microphone a picture is still worth recording. */
async function openOwn(way: Way, chosen: Chosen): Promise<{ own: MediaStream | null; warning: string }> {
  const video = way === "camera" || way === "both" ? { ...PICTURE, ...wanted(chosen.camera) } : false;
  const audio = { ...VOICE, ...wanted(chosen.microphone) };
  try {
    return { own: await navigator.mediaDevices.getUserMedia({ video, audio }), warning: "" };
  } catch (error) {
    const isWithout = ["NotFoundError", "NotAllowedError"].includes((error as DOMException).name);
    if (way === "voice" || !isWithout) throw new SourceFault(way === "voice" && reason(error) === "noCamera" ? "noVoice" : reason(error));
    if (way === "screen") return { own: null, warning: "noMicrophone" };
    return { own: await navigator.mediaDevices.getUserMedia({ video, audio: false }), warning: "noMicrophone" };
  }
}

const wanted = (id: string): MediaTrackConstraints => (id ? { deviceId: { ideal: id } } : {});

function reason(error: unknown): string {
  const names: Record<string, string> = { NotAllowedError: "refused", NotFoundError: "noCamera", NotReadableError: "taken", OverconstrainedError: "noCamera" };
  return names[(error as DOMException).name] ?? "trouble";
}

export function end(stream: MediaStream | null): void {
  stream?.getTracks().forEach((track) => track.stop());
}
