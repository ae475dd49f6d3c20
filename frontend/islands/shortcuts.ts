/* Two keys everywhere: / and Cmd-K (Ctrl-K) lead to the field at the top. */
import { isTyping } from "./timing";

document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping(event.target);
  const commandK = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey;
  if (!slash && !commandK) return;
  const field = document.querySelector<HTMLInputElement>("x-ask input");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
