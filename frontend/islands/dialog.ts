/* Dialogs: [data-opens="id"] opens one; a click beside it closes it, unless it has data-stays. The element is a link to a page
   that does the same. */

document.addEventListener("click", (event) => {
  const target = event.target;
  if (!(target instanceof Element)) return;
  if (target instanceof HTMLDialogElement && target.open && !("stays" in target.dataset) && isBeside(target, event)) target.close();
  const opener = target.closest<HTMLElement>("[data-opens]");
  const dialog = opener ? document.getElementById(opener.dataset["opens"] ?? "") : null;
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  dialog.showModal();
});

function isBeside(dialog: HTMLDialogElement, { clientX, clientY }: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}
