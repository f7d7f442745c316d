import { expect, it } from "vitest";
import { characterOf, sequences } from "./key-presses.ts";

const press = (key: string, changes: Partial<Parameters<typeof characterOf>[0]> = {}) =>
  characterOf({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
    defaultPrevented: false,
    ...changes,
  });

it("reads the character, wherever the keyboard has it", () => {
  expect(press("n")).toBe("n");
  // With Caps Lock.
  expect(press("N")).toBe("n");
  // On German keyboards, they need Shift (on 7 and ß).
  expect(press("/", { shiftKey: true })).toBe("/");
  expect(press("?", { shiftKey: true })).toBe("?");
});

it.each([
  ["ctrlKey", "k"],
  ["metaKey", "n"],
  ["altKey", "e"],
  ["shiftKey", "N"],
  ["repeat", "j"],
  ["isComposing", "n"],
  ["defaultPrevented", "n"],
])("is no shortcut with %s", (name, key) => {
  expect(press(key, { [name]: true })).toBeNull();
});

it.each(["Enter", "Shift", "F1", "Dead", "Process", "ArrowDown"])("is no character: %s", (key) => {
  expect(press(key)).toBeNull();
});

it("joins two keys of a sequence", () => {
  const next = sequences();
  expect(next("n", 0)).toBe("n");
  expect(next("g", 100)).toBeNull();
  expect(next("p", 900)).toBe("g p");
  expect(next("p", 1_000)).toBe("p");
});

it("forgets the first key after a while, and after a second one", () => {
  const next = sequences();
  next("g", 0);
  expect(next("n", 5_000)).toBe("n");
  next("g", 6_000);
  expect(next("g", 6_100)).toBe("g g");
  expect(next("p", 6_200)).toBe("p");
});
