/** Clicks at a removed element's position are ignored for this long. */
const graceMs = 500;
/** Tolerance for pointer movement. */
const nearPixels = 12;
const clickable = "a, button, input, label, summary, [role=option], [role=menuitem]";

let last: { element: Element; x: number; y: number; goneAt: number | null } | null = null;

const watcher = new MutationObserver(() => {
  if (!last || last.element.isConnected) return;
  last.goneAt = performance.now();
  watcher.disconnect();
});

/**
 * Ignores the second half of a double click if the element was removed.
 * Otherwise it would press what takes its place, such as the next row's button.
 */
function suppressSecondClick(event: MouseEvent): void {
  // Clicks by keyboard have no position.
  if (event.detail === 0) return;
  if (isSecondClick(event)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const element = event.target instanceof Element ? event.target.closest(clickable) : null;
  watcher.disconnect();
  last = element && { element, x: event.clientX, y: event.clientY, goneAt: null };
  if (last) watcher.observe(document.body, { childList: true, subtree: true });
}

function isSecondClick({ clientX, clientY }: MouseEvent): boolean {
  if (last?.goneAt == null || performance.now() - last.goneAt > graceMs) return false;
  return Math.abs(clientX - last.x) <= nearPixels && Math.abs(clientY - last.y) <= nearPixels;
}

/** A click after typing is intended. */
const forget = () => {
  watcher.disconnect();
  last = null;
};

addEventListener("click", suppressSecondClick, { capture: true });
addEventListener("input", forget, { capture: true });
