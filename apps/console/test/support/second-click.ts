import type { Locator } from "playwright-core";

/**
 * A double click whose first half removes its target. The second half hits whatever replaces it, as soon as that is
 * rendered.
 */
export async function clickTwice(first: Locator): Promise<void> {
  await first.scrollIntoViewIfNeeded();
  await first.evaluate((button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    const [clientX, clientY] = [x + width / 2, y + height / 2];
    const click = (on: Element, detail: number) =>
      on.dispatchEvent(
        new MouseEvent("click", { bubbles: true, cancelable: true, detail, clientX, clientY }),
      );
    click(button, 1);
    return new Promise<void>((resolve) => {
      const look = () => {
        const there = button.isConnected ? null : document.elementFromPoint(clientX, clientY);
        if (!there) return requestAnimationFrame(look);
        click(there, 2);
        return resolve();
      };
      requestAnimationFrame(look);
    });
  });
}
