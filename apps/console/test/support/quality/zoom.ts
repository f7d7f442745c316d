import type { Page } from "playwright-core";

/**
 * Content lost at 200 % zoom: text that is cut off, and texts or controls that overlap. Ignores text with an
 * ellipsis, and layers above the page, such as notifications.
 */
export const lostText = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    // Sizes that depend on the window are rendered in the next frame.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    type Item = { element: Element; text: string; box: DOMRect; layer: Element };
    const tolerance = 2;
    const lost = new Set<string>();
    const parentsOf = (element: Element): Element[] => {
      const parents = [];
      for (let at = element.parentElement; at; at = at.parentElement) parents.push(at);
      return parents;
    };
    const isSeen = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    /** Visits each element once, and caches its parent's result. */
    const inherited = <Value>(of: (element: Element, ofParent: Value) => Value, ofNone: Value) => {
      const known = new Map<Element | null, Value>([[null, ofNone]]);
      const look = (element: Element | null): Value => {
        if (element && !known.has(element)) known.set(element, of(element, look(element.parentElement)));
        return known.get(element) ?? ofNone;
      };
      return look;
    };
    /** Text for screen readers alone. */
    const isHidden = inherited<boolean>((element, isParentHidden) => {
      const { clip, clipPath, left } = getComputedStyle(element);
      return isParentHidden || clip !== "auto" || clipPath !== "none" || left === "-999px";
    }, false);
    const layerOf = inherited<Element>(
      (element, layer) => (/fixed|sticky/.test(getComputedStyle(element).position) ? element : layer),
      document.body,
    );
    /** The part visible within scrolling and clipping parents. */
    const shownOf = (element: Element, box: DOMRect) => {
      let { left, top, right, bottom } = box;
      let cutBy = "";
      let position = "static";
      for (const parent of [element, ...parentsOf(element)]) {
        if (position === "fixed") break;
        const ownPosition = getComputedStyle(parent).position;
        // A parent clips an absolutely positioned element only if it is positioned itself.
        if (position === "absolute" && ownPosition === "static") continue;
        position = ownPosition;
        const { overflowX, overflowY, textOverflow } = getComputedStyle(parent);
        if (overflowX === "visible" && overflowY === "visible") continue;
        const frame = parent.getBoundingClientRect();
        const isEllipsis = textOverflow === "ellipsis" || getComputedStyle(parent).webkitLineClamp !== "none";
        const cutsX = /hidden|clip/.test(overflowX) && !isEllipsis;
        const cutsY = /hidden|clip/.test(overflowY) && getComputedStyle(parent).webkitLineClamp === "none";
        if (cutsX && (left < frame.left - tolerance || right > frame.right + tolerance)) cutBy ||= "sideways";
        if (cutsY && (top < frame.top - tolerance || bottom > frame.bottom + tolerance))
          cutBy ||= "in height";
        left = Math.max(left, frame.left);
        top = Math.max(top, frame.top);
        right = Math.min(right, frame.right);
        bottom = Math.min(bottom, frame.bottom);
      }
      return { cutBy, box: new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top)) };
    };
    const items: Item[] = [];
    const add = (element: Element, text: string, whole: DOMRect) => {
      if (whole.width <= 1 || whole.height <= 1) return;
      const { cutBy, box } = shownOf(element, whole);
      if (cutBy) lost.add(`“${text}” is cut off ${cutBy}`);
      if (box.width > 1 && box.height > 1) items.push({ element, text, box, layer: layerOf(element) });
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: node } = texts;
      const element = node.parentElement;
      const text = node.nodeValue?.trim() ?? "";
      if (!element || text === "" || !isSeen(element) || isHidden(element)) continue;
      if (element.closest("svg, option, script, style")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) add(element, text.slice(0, 40), box);
    }
    const controls = "a[href], button, input:not([type=hidden]), select, textarea";
    for (const element of document.querySelectorAll(controls)) {
      if (!isSeen(element) || isHidden(element)) continue;
      const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
      const text = `${element.tagName.toLowerCase()} ${name.trim().slice(0, 40)}`;
      // A link in a text may take several lines.
      for (const box of element.getClientRects()) add(element, text, box);
    }
    for (const [index, one] of items.entries()) {
      for (const other of items.slice(index + 1)) {
        if (one.layer !== other.layer) continue;
        const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (width <= tolerance || height <= 2 * tolerance) continue;
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        // Icons and buttons of a field are within its frame. Plain fields have Mantine's class for it, too.
        const field = one.element.closest(".m_6c018570");
        if (!field?.contains(other.element)) lost.add(`“${one.text}” overlaps “${other.text}”`);
      }
    }
    const tooWide = document.documentElement.scrollWidth - window.innerWidth;
    if (tooWide > 0) lost.add(`the page is ${tooWide} px wider than the screen`);
    return [...lost];
  });
