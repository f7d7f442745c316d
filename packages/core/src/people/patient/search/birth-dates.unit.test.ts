import { describe, expect, it } from "vitest";
import { soughtBirth } from "./birth-dates.ts";

describe("a date of birth in a search", () => {
  it.each([
    "1980-02-29",
    "1980-2-29",
    "1980/02/29",
    "1980.02.29",
    "1980年2月29日",
    "29.02.1980",
    "29.2.1980",
    "29. 2. 1980",
    "29/02/1980",
    "02/29/1980",
    "2/29/1980",
    "29-02-1980",
    "29–02–1980",
    "２９．０２．１９８０",
    "1980／02／29",
    "29.02.80",
    "29 Feb 1980",
    "29-Feb-1980",
    "29th February 1980",
    "Feb 29, 1980",
    "February 29 1980",
    "29. Februar 1980",
    "29 févr. 1980",
    "29 février 1980",
    "29 de febrero de 1980",
    "29 lutego 1980",
    "29. února 1980",
    "29 Şubat 1980",
    "29 февраля 1980",
    "29 Φεβρουαρίου 1980",
    "1980. február 29.",
    "२९.०२.१९८०",
  ])("is read: %s", (q) => {
    expect(soughtBirth(q, undefined)?.dates).toEqual(["1980-02-29"]);
  });

  it.each([
    "24 December 1980",
    "24. Dezember 1980",
    "24 de diciembre de 1980",
    "24 décembre 1980",
    "24 d’agost 1980",
  ])("has a month that begins like a preposition: %s", (q) => {
    expect(soughtBirth(q, undefined)?.dates).toEqual([q.includes("agost") ? "1980-08-24" : "1980-12-24"]);
  });

  it("may stand beside a name", () => {
    expect(soughtBirth("anna 29.02.1980", undefined)).toEqual({ dates: ["1980-02-29"], others: "anna  " });
    expect(soughtBirth("29 feb 1980, Anna", undefined)?.others.trim()).toBe(", Anna");
  });

  it("has the reader's order, or means both days", () => {
    expect(soughtBirth("02/03/1980", "dmy")?.dates).toEqual(["1980-03-02"]);
    expect(soughtBirth("02/03/1980", "mdy")?.dates).toEqual(["1980-02-03"]);
    expect(soughtBirth("02/03/1980", undefined)?.dates).toEqual(["1980-03-02", "1980-02-03"]);
    expect(soughtBirth("03/03/1980", undefined)?.dates).toEqual(["1980-03-03"]);
    expect(soughtBirth("02/29/1980", "dmy")?.dates).toEqual(["1980-02-29"]);
    expect(soughtBirth("02.03.1980", "mdy")?.dates).toEqual(["1980-03-02"]);
  });

  it("may be in either century, unless that is yet to come", () => {
    expect(soughtBirth("01.02.03", "dmy")?.dates).toEqual(["1903-02-01", "2003-02-01"]);
    expect(soughtBirth("29.02.80", "dmy")?.dates).toEqual(["1980-02-29"]);
  });

  it("may be in another month in another language", () => {
    expect(soughtBirth("1 listopad 1980", undefined)?.dates).toEqual(["1980-11-01", "1980-10-01"]);
  });

  it.each([
    "anna",
    "1980",
    "30.02.1980",
    "1980-13-01",
    "01.42.68.53.01",
    "12.10.68.53.01",
    "+49 30 5550199",
    "030/555-0199",
    "29 anna 1980",
    "01.01.1500",
    "01.01.2999",
  ])("is not in %s", (q) => {
    expect(soughtBirth(q, undefined)).toBeNull();
  });
});
