/** So long after something went away, a click at its place was meant for it. */
const graceMs = 500;
/** A hand is not quite still. */
const nearPixels = 12;
const clickable = "a, button, input, label, summary, [role=option], [role=menuitem]";

let last: { element: Element; x: number; y: number; goneAt: number | null } | null = null;

const watcher = new MutationObserver(() => {
  if (!last || last.element.isConnected) return;
  last.goneAt = performance.now();
  watcher.disconnect();
});

/**
 * The second half of a double click does not press what has come to be where the pressed button was, such as the next
 * row's: that is another record's.
 */
function passOver(event: MouseEvent): void {
  // Of a key there is no place.
  if (event.detail === 0) return;
  if (isMeantForLast(event)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const element = event.target instanceof Element ? event.target.closest(clickable) : null;
  watcher.disconnect();
  last = element && { element, x: event.clientX, y: event.clientY, goneAt: null };
  if (last) watcher.observe(document.body, { childList: true, subtree: true });
}

function isMeantForLast({ clientX, clientY }: MouseEvent): boolean {
  if (last?.goneAt == null || performance.now() - last.goneAt > graceMs) return false;
  return Math.abs(clientX - last.x) <= nearPixels && Math.abs(clientY - last.y) <= nearPixels;
}

/** Whoever has typed since means what is there now. */
const forget = () => {
  watcher.disconnect();
  last = null;
};

addEventListener("click", passOver, { capture: true });
addEventListener("input", forget, { capture: true });
