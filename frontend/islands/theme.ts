/* <x-theme>: light, dark, or as the device. The choice is a cookie, so that the server draws the page right from the start. */

const COOKIE = "upwell_theme";
const YEAR = 365 * 24 * 3600;

const choice = (button: HTMLElement): string => button.dataset["themeChoice"] ?? "";
const current = (): string => document.documentElement.dataset["theme"] ?? "";

function set(theme: string): void {
  document.cookie = `${COOKIE}=${theme}; path=/; max-age=${theme ? YEAR : 0}; samesite=lax`;
  if (theme) document.documentElement.dataset["theme"] = theme;
  else delete document.documentElement.dataset["theme"];
  document.querySelector<HTMLMetaElement>("meta[name=color-scheme]")?.setAttribute("content", theme || "light dark");
  document.querySelectorAll<Theme>("x-theme").forEach((each) => each.show());
}

class Theme extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[role=radio]");
      if (button) set(choice(button));
    });
    this.addEventListener("keydown", (event) => this.key(event));
    this.show();
  }

  private get buttons(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[role=radio]")];
  }

  show(): void {
    for (const button of this.buttons) {
      const chosen = choice(button) === current();
      button.setAttribute("aria-checked", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
    }
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = this.buttons;
    const next = buttons[(buttons.findIndex((b) => choice(b) === current()) + step + buttons.length) % buttons.length];
    if (next) set(choice(next));
    next?.focus();
  }
}

customElements.define("x-theme", Theme);
