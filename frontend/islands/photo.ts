/* <x-photo url>: takes a picture for one's page, sends it to be kept, shows it, and notes its name in the form. */

interface Kept {
  url: string;
  sha256: string;
}

/** What the server says is wrong with the picture; '' where it says nothing. */
async function why(answer: Response | null): Promise<string> {
  const said = (await answer?.json().catch(() => null)) as { fault?: string } | null | undefined;
  return said?.fault ?? "";
}

class Photo extends HTMLElement {
  connectedCallback(): void {
    this.file?.addEventListener("change", () => void this.send());
    this.removing?.addEventListener("click", () => this.show(null));
  }

  private get file(): HTMLInputElement | null {
    return this.querySelector("input[type=file]");
  }

  private get removing(): HTMLElement | null {
    return this.querySelector("[data-remove]");
  }

  private async send(): Promise<void> {
    const picture = this.file?.files?.[0];
    if (!picture) return;
    this.setAttribute("aria-busy", "true");
    const body = new FormData();
    body.append("picture", picture);
    const token = this.closest("form")?.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    const answer = await fetch(this.getAttribute("url") ?? "", { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => null);
    this.removeAttribute("aria-busy");
    if (answer?.ok) this.show((await answer.json()) as Kept);
    else this.say(await why(answer) || (this.dataset["failed"] ?? ""));
    if (this.file) this.file.value = "";
  }

  private show(kept: Kept | null): void {
    const named = this.querySelector<HTMLInputElement>("[name=photo]");
    const face = this.querySelector<HTMLElement>(".face");
    if (!named || !face) return;
    named.value = kept?.sha256 ?? "";
    named.dispatchEvent(new Event("input", { bubbles: true }));
    const image = document.createElement("img");
    image.alt = "";
    image.src = kept?.url ?? "";
    face.replaceChildren(...(kept ? [image] : []));
    this.removing?.toggleAttribute("hidden", !kept);
    this.say("");
  }

  private say(words: string): void {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = words;
  }
}

customElements.define("x-photo", Photo);

export {};
