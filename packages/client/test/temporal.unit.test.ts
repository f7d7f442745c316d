import { expect, expectTypeOf, it } from "vitest";
import { toTemporal } from "../src/index.ts";

/** The required part of a polyfill. */
const polyfill = { Instant: { from: (text: string) => ({ epochMilliseconds: Date.parse(text) }) } };

it("an instant becomes one of the Temporal that is passed, with its type", () => {
  const instant = toTemporal("2026-11-23T06:14:13.942Z", polyfill);
  expectTypeOf(instant).toEqualTypeOf<{ epochMilliseconds: number }>();
  expect(instant).toEqual({ epochMilliseconds: Date.UTC(2026, 10, 23, 6, 14, 13, 942) });
});

it.skipIf("Temporal" in globalThis)("without a Temporal, the error says what to do", () => {
  expect(() => toTemporal("2026-11-23T06:14:13.942Z")).toThrow(
    "There is no global Temporal: pass that of a polyfill",
  );
});
