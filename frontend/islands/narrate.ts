/* <x-narrate> in the form of a scene: records what is said in it, and hands it to the form's own field for a sound.

   Without script, or without a microphone, the same field takes a file. */

const MOST_SECONDS = 5 * 60; // as long as one scene may be

class Narrate extends HTMLElement {
  private recorder: MediaRecorder | null = null;
  private ticking = 0;
  private begun = 0;

  connectedCallback(): void {
    const button = this.querySelector<HTMLButtonElement>("[data-start]");
    if (!button || !window.MediaRecorder || !navigator.mediaDevices) return void (this.hidden = true);
    button.addEventListener("click", () => void (this.recorder ? this.recorder.stop() : this.start()));
  }

  disconnectedCallback(): void {
    this.recorder?.stop();
  }

  private async start(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (!stream) return this.say(this.dataset["failed"] ?? "", true);
    const pieces: Blob[] = [];
    this.recorder = new MediaRecorder(stream);
    this.recorder.addEventListener("dataavailable", (event) => void pieces.push(event.data));
    this.recorder.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      this.show(false);
      this.hand(new Blob(pieces, { type: this.recorder?.mimeType ?? "audio/webm" }));
      this.recorder = null;
    });
    this.recorder.start(1000);
    this.begun = Date.now();
    this.show(true);
    this.say(this.dataset["recording"] ?? "");
  }

  private show(isRecording: boolean): void {
    this.querySelector("[data-idle]")?.toggleAttribute("hidden", isRecording);
    this.querySelector("[data-busy]")?.toggleAttribute("hidden", !isRecording);
    this.querySelector("[data-start]")?.classList.toggle("danger", isRecording);
    window.clearInterval(this.ticking);
    const time = this.querySelector("[data-time]");
    if (time) time.textContent = "";
    if (isRecording) this.ticking = window.setInterval(() => this.tick(time), 250);
  }

  private tick(time: Element | null): void {
    const seconds = Math.floor((Date.now() - this.begun) / 1000);
    if (time) time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= MOST_SECONDS) this.recorder?.stop();
  }

  /** Into the field for a sound, as if it had been chosen there: the form sends it. */
  private hand(sound: Blob): void {
    const field = this.closest("form")?.querySelector<HTMLInputElement>("input[name=voice]");
    if (!field || !sound.size) return;
    const ending = sound.type.includes("mp4") ? "m4a" : sound.type.includes("ogg") ? "ogg" : "weba";
    const chosen = new DataTransfer();
    chosen.items.add(new File([sound], `voice.${ending}`, { type: sound.type }));
    field.files = chosen.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private say(words: string, isShown = false): void {
    const said = this.querySelector("[data-say]");
    if (!said) return;
    said.textContent = words;
    said.classList.toggle("sr", !isShown);
  }
}

customElements.define("x-narrate", Narrate);
export {};
