import { expect, it } from "vitest";
import { usualType } from "./usual-type.ts";

const named = (...names: string[]) => names.map((name) => ({ id: name, name }));
const visit = (visitTypeId: string, status: "fulfilled" | "noshow" = "fulfilled") => ({
  visitTypeId,
  status,
});

it("is that of the last visit, and a first visit only once", () => {
  const types = named("Consultation", "Erstgespräch", "Check-up");
  const usual = (...visits: ReturnType<typeof visit>[]) => usualType(types, visits)?.name;
  expect(usual()).toBe("Erstgespräch");
  expect(usual(visit("Erstgespräch", "noshow"))).toBe("Erstgespräch");
  expect(usual(visit("Erstgespräch"))).toBe("Consultation");
  expect(usual(visit("Erstgespräch"), visit("Check-up"))).toBe("Check-up");
  expect(usual(visit("Removed"), visit("Check-up"))).toBe("Check-up");
  expect(usualType(named("First visit"), [visit("First visit")])?.name).toBe("First visit");
  expect(usualType([], [])).toBeUndefined();
});
