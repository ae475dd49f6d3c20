/* Whoever signs out leaves no page of theirs behind on this device. */
document.addEventListener("submit", (event) => {
  if ("caches" in window && (event.target as HTMLFormElement).matches("[data-leaves]")) void caches.delete("upwell-recall");
});
export {};
