/* <x-embed>: a page of another site, fetched only after the reader asked for it. Without script it is a link. */

class Embed extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("[data-show]")?.addEventListener("click", () => this.show());
  }

  private show(): void {
    const source = this.dataset["src"] ?? "";
    if (!source.startsWith("https://")) return;
    const frame = document.createElement("iframe");
    frame.src = source;
    frame.title = this.dataset["title"] ?? "";
    frame.referrerPolicy = "strict-origin-when-cross-origin"; // players ask who shows them
    frame.allow = "fullscreen; picture-in-picture; encrypted-media";
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
    this.querySelector("[data-show]")?.closest(".actions")?.replaceWith(frame);
    frame.focus();
  }
}

customElements.define("x-embed", Embed);
export {};
