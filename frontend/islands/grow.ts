/* <x-grow> around a text area: it is as tall as what is typed, where the browser cannot do that by itself. */

class Grow extends HTMLElement {
  connectedCallback(): void {
    const area = this.querySelector("textarea");
    if (!area || CSS.supports("field-sizing", "content")) return;
    const fit = (): void => {
      area.style.blockSize = "auto";
      area.style.blockSize = `${area.scrollHeight + 2}px`;
    };
    area.addEventListener("input", fit);
    area.form?.addEventListener("reset", () => window.setTimeout(fit));
    fit();
  }
}

customElements.define("x-grow", Grow);
