import {
  type FocusEvent,
  type KeyboardEvent,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import type { VisibleRows } from "./use-visible-rows.ts";

export type TableHandle = {
  focusFirst(): void;
};

type RowFocus = {
  visible: VisibleRows;
  scroller: { readonly current: HTMLDivElement | null };
  /** The last focused row, or null. */
  active: { current: number | null };
  /** What to focus once it is rendered. */
  wanted: { current: Goal | null };
  count: number;
  pixels: number;
  handle?: Ref<TableHandle> | undefined;
};

/** The control within the row; null for the one that opens it. */
type Place = number | null;
export type Goal = { index: number; place: Place };

const pressable = "a[href], button, input, select";
const bodyOf = (scroller: HTMLDivElement | null) => scroller?.querySelector<HTMLElement>("[data-rows]");
const indexOf = (target: EventTarget) =>
  target instanceof Element ? Number(target.closest("[data-index]")?.getAttribute("data-index") ?? -1) : -1;

/**
 * Roving tab index for rows. Arrow keys, Home, End, Page Up and Page Down move between rows, and keep the same
 * control.
 */
export function useRowFocus(focus: RowFocus) {
  const { visible, scroller, active, wanted, count, pixels, handle } = focus;
  const isWithin = useRef(false);

  const go = (index: number, place: Place) => {
    if (count === 0) return;
    const target = Math.min(count - 1, Math.max(0, index));
    active.current = target;
    wanted.current = { index: target, place };
    visible.show(target);
    arrive();
  };
  const arrive = () => {
    const goal = wanted.current;
    const row = goal && bodyOf(scroller.current)?.querySelector(`[data-index="${goal.index}"]`);
    const [...nodes] = row?.querySelectorAll<HTMLElement>(pressable) ?? [];
    const node = nodes[goal?.place ?? -1] ?? row?.querySelector<HTMLElement>("[data-row-target]") ?? nodes[0];
    if (!node) return;
    wanted.current = null;
    node.focus({ preventScroll: true });
    // The table may be higher than the window.
    row?.scrollIntoView({ block: "nearest" });
  };
  useImperativeHandle(handle, () => ({ focusFirst: () => go(0, null) }));

  const setTabStop = () => {
    const stop = Math.min(active.current ?? visible.first, count - 1);
    for (const node of bodyOf(scroller.current)?.querySelectorAll<HTMLElement>(pressable) ?? []) {
      node.tabIndex = indexOf(node) === stop ? 0 : -1;
    }
  };
  // After each render, as rows change.
  useLayoutEffect(() => {
    const isLost = isWithin.current && document.activeElement === document.body && !wanted.current;
    if (isLost && count > 0)
      wanted.current = { index: Math.min(active.current ?? 0, count - 1), place: null };
    if (wanted.current) arrive();
    setTabStop();
  });

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
    // Keys can be faster than the rendering of their rows.
    const index = wanted.current?.index ?? indexOf(event.target);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / pixels) - 2);
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: count - 1,
      PageDown: index + page,
      PageUp: index - page,
    };
    const target = moves[event.key];
    if (target === undefined || index < 0) return;
    event.preventDefault();
    const nodes = [...(event.target.closest("[data-index]")?.querySelectorAll(pressable) ?? [])];
    go(target, Math.max(0, nodes.indexOf(event.target)));
  };
  const onFocus = (event: FocusEvent) => {
    isWithin.current = true;
    active.current = indexOf(event.target);
    setTabStop();
  };
  const onBlur = () => {
    isWithin.current = false;
  };
  return { go, props: { onKeyDown, onFocus, onBlur } };
}
