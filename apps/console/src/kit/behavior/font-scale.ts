import { createStore, useStore } from "./store.ts";

const usualPixels = 16;
const scale = createStore(1);

/** One `rem` wide, so that its size follows the browser's font size. */
function watchFontSize(): void {
  const probe = document.createElement("div");
  Object.assign(probe.style, { position: "absolute", width: "1rem", visibility: "hidden" });
  document.body.append(probe);
  new ResizeObserver(() => scale.set(probe.getBoundingClientRect().width / usualPixels)).observe(probe);
  scale.set(probe.getBoundingClientRect().width / usualPixels);
}

let isWatched = false;

/** How much larger text is than usual, for sizes that scripts need in pixels. 2: at 200 %. */
export function useFontScale(): number {
  if (!isWatched) {
    isWatched = true;
    watchFontSize();
  }
  return useStore(scale);
}
