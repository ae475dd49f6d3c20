/* Which camera and which microphone: the choice that the page offers, remembered in this browser. */
import { type Chosen, type Source, devices } from "./sources";

const KEY = "upwell:record:devices";

export class Devices {
  constructor(
    private readonly root: HTMLElement,
    changed: () => void,
  ) {
    for (const name of ["camera", "microphone"] as const) this.select(name).addEventListener("change", () => (this.keep(), changed()));
  }

  get chosen(): Chosen {
    try {
      return { camera: "", microphone: "", ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Chosen>) };
    } catch {
      return { camera: "", microphone: "" };
    }
  }

  /** Lists what there is, with what is in use chosen. */
  async show(source: Source): Promise<void> {
    const { cameras, microphones } = await devices();
    this.fill("camera", cameras, source.used.camera);
    this.fill("microphone", microphones, source.used.microphone);
    this.root.querySelector<HTMLElement>("[data-camera-field]")!.hidden = source.way === "voice" || source.way === "screen";
  }

  private select(name: keyof Chosen): HTMLSelectElement {
    return this.root.querySelector(`select[data-${name}]`)!;
  }

  private fill(name: keyof Chosen, found: MediaDeviceInfo[], used: string): void {
    const select = this.select(name);
    select.replaceChildren(...found.map(({ deviceId, label }, place) => new Option(label || `${place + 1}`, deviceId, false, deviceId === used)));
    select.disabled = found.length < 2;
  }

  private keep(): void {
    const kept: Chosen = { camera: this.select("camera").value, microphone: this.select("microphone").value };
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // a browser that keeps nothing asks again next time
    }
  }
}
