/* <x-keep key="need"> around a form: nothing typed is ever lost.

   What is typed goes into this browser's storage, under the form's key and the person. It comes back after an error, a closed
   tab or a page that lay open too long, with a quiet line that says so. It is cleared when the server accepted the form: the
   form carries the draft's token, and the server (upwell.web.kept) names it in a cookie, or answers htmx with success. */
import { settled } from "./timing";
import { words } from "./toasts";

type Values = Record<string, string[]>;
interface Draft {
  token: string;
  at: number;
  values: Values;
}

const PREFIX = "upwell:kept:";
const MONTH = 30 * 24 * 3600 * 1000;
const COOKIE = "upwell_kept";
const FIELD = "kept";
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

class Keep extends HTMLElement {
  private form: HTMLFormElement | null = null;
  private readonly saveSoon = settled(() => this.save(), 400);
  private line: HTMLElement | null = null;
  private isAccepted = false;

  connectedCallback(): void {
    this.form = this.querySelector("form");
    if (!this.form) return;
    for (const name of ["input", "change"]) this.form.addEventListener(name, () => ((this.isAccepted = false), this.saveSoon()));
    this.form.addEventListener("submit", () => this.carryToken(), { capture: true });
    this.form.addEventListener("htmx:afterRequest", (event) => this.afterHtmx(event));
    window.addEventListener("pagehide", this.flush);
    this.restore();
  }

  disconnectedCallback(): void {
    window.removeEventListener("pagehide", this.flush);
  }

  private readonly flush = (): void => {
    if (this.form?.isConnected && !this.isAccepted) this.save();
  };

  private get name(): string {
    return `${PREFIX}${document.body.dataset["person"] || "nobody"}:${this.getAttribute("key") ?? location.pathname}`;
  }

  private controls(): Control[] {
    const all = [...(this.form?.elements ?? [])] as Control[];
    return all.filter((c) => c.name && /^(INPUT|TEXTAREA|SELECT)$/.test(c.tagName) && !/^(hidden|password|file|submit|button|reset)$/.test(c.type));
  }

  private values(): Values {
    const values: Values = {};
    for (const control of this.controls()) {
      const list = (values[control.name] ??= []);
      if (control instanceof HTMLSelectElement) list.push(...[...control.selectedOptions].map((o) => o.value));
      else if (!isTick(control) || control.checked) list.push(control.value);
    }
    return values;
  }

  private isUntouched(): boolean {
    return this.controls().every((control) => {
      if (control instanceof HTMLSelectElement) {
        const chosen = [...control.options].some((o) => o.defaultSelected);
        return [...control.options].every((o, at) => o.selected === (chosen ? o.defaultSelected : control.multiple ? false : at === 0));
      }
      return isTick(control) ? control.checked === control.defaultChecked : control.value === control.defaultValue;
    });
  }

  private save(): void {
    if (this.isAccepted) return;
    const old = read(this.name);
    // an untouched form keeps nothing; one that was touched and emptied forgets
    if (this.isUntouched()) return old && this.line === null ? forget(this.name) : undefined;
    const draft: Draft = { token: old?.token ?? crypto.getRandomValues(new Uint32Array(2)).join("-"), at: Date.now(), values: this.values() };
    try {
      localStorage.setItem(this.name, JSON.stringify(draft));
    } catch {
      /* storage is full or forbidden: the form still works, it only forgets */
    }
  }

  private carryToken(): void {
    this.save();
    const draft = read(this.name);
    if (!draft || !this.form) return;
    let field = this.form.querySelector<HTMLInputElement>(`input[name="${FIELD}"]`);
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = FIELD;
      this.form.append(field);
    }
    field.value = draft.token;
  }

  private restore(): void {
    const draft = read(this.name);
    if (!draft || !this.form || this.reads(draft.values)) return;
    for (const control of this.controls()) fill(control, draft.values[control.name]);
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    this.sayBack(draft.at);
  }

  /** Whether the form says the same: what a page notes for itself beside it (which version one began from) counts for nothing. */
  private reads(values: Values): boolean {
    const now = this.values();
    return this.controls().every(({ hidden, name }) => hidden || JSON.stringify(values[name]) === JSON.stringify(now[name]));
  }

  private sayBack(at: number): void {
    const language = document.documentElement.lang;
    const today = new Date(at).toDateString() === new Date().toDateString();
    const options: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", ...(today ? {} : { day: "numeric", month: "long" }) };
    this.line = document.createElement("p");
    this.line.className = "kept";
    this.line.setAttribute("role", "status");
    const discard = document.createElement("button");
    discard.type = "button";
    discard.textContent = words("discard");
    discard.addEventListener("click", () => this.discard());
    this.line.append(words("back", { time: new Intl.DateTimeFormat(language, options).format(at) }), discard);
    (this.querySelector("[data-kept]") ?? this.form)?.prepend(this.line);
  }

  private discard(): void {
    this.line?.remove();
    this.line = null;
    forget(this.name);
    this.form?.reset();
    this.form?.dispatchEvent(new Event("input", { bubbles: true }));
    this.controls()[0]?.focus();
  }

  private afterHtmx(event: Event): void {
    const { xhr, requestConfig } = (event as CustomEvent<{ xhr: XMLHttpRequest; requestConfig?: { verb: string } }>).detail;
    if (requestConfig?.verb !== "get" && xhr.status >= 200 && xhr.status < 400) {
      this.isAccepted = true;
      forget(this.name);
      this.line?.remove();
      this.line = null;
    }
  }
}

function isTick(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio");
}

function fill(control: Control, kept: string[] | undefined): void {
  if (kept === undefined) return;
  if (control instanceof HTMLSelectElement) for (const option of control.options) option.selected = kept.includes(option.value);
  else if (isTick(control)) control.checked = kept.includes(control.value);
  else control.value = kept.shift() ?? "";
}

function read(name: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

function forget(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    /* nothing was kept, then */
  }
}

/** Drops what the server says it accepted, and what has lain here for a month. */
function sweep(): void {
  const accepted = document.cookie.match(new RegExp(`(?:^|; )${COOKIE}=([\\d-]+)`))?.[1];
  if (accepted) document.cookie = `${COOKIE}=; path=/; max-age=0; samesite=lax`;
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX)) continue;
      const draft = read(name);
      if (!draft || draft.token === accepted || Date.now() - draft.at > MONTH) forget(name);
    }
  } catch {
    /* storage is forbidden */
  }
}

sweep();
/* back from the browser's own cache: a form that was accepted meanwhile is empty again */
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  sweep();
  for (const form of document.querySelectorAll<HTMLFormElement>("x-keep form")) {
    const token = form.querySelector<HTMLInputElement>(`input[name="${FIELD}"]`)?.value;
    const waiting = Object.keys(localStorage).some((name) => name.startsWith(PREFIX) && read(name)?.token === token);
    if (token && !waiting) form.reset();
  }
});
customElements.define("x-keep", Keep);
