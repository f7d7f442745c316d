import { expect, it } from "vitest";
import { matches } from "../../words/format/matches.ts";
import { currentZone, zoneOptions } from "./time-zones.ts";

const found = (typed: string, known: string | null = null) =>
  zoneOptions(known)
    .filter(({ words }) => matches(typed, words))
    .map(({ value, label }) => `${label}: ${value}`);

it("lists zones once, by city and current name", () => {
  const all = zoneOptions("Asia/Calcutta").map(({ value }) => value);
  expect(all).toEqual(expect.arrayContaining(["Asia/Kolkata", "Europe/Kyiv", "America/Nuuk", "UTC"]));
  expect(all).not.toEqual(expect.arrayContaining(["Asia/Calcutta"]));
  expect(new Set(all).size).toBe(all.length);
  for (const value of ["Asia/Kolkata", "America/Nuuk", "Pacific/Kanton"])
    expect(() => new Intl.DateTimeFormat("en", { timeZone: value })).not.toThrow();
});

it.each([
  ["kyiv", "Kyiv (Europe): Europe/Kyiv"],
  ["kiev", "Kyiv (Europe): Europe/Kyiv"],
  ["calcutta", "Kolkata (Asia): Asia/Kolkata"],
  ["buenos", "Buenos Aires (America/Argentina): America/Argentina/Buenos_Aires"],
  ["são paulo", "Sao Paulo (America): America/Sao_Paulo"],
])("finds %s by any of its names", (typed, option) => {
  expect(found(typed)).toEqual([option]);
});

it("lists a zone that this browser does not know", () => {
  expect(found("elsewhere", "Mars/Elsewhere")).toEqual(["Elsewhere (Mars): Mars/Elsewhere"]);
  expect(currentZone("Mars/Elsewhere")).toBe("Mars/Elsewhere");
});
