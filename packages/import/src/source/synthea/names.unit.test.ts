import { expect, it } from "vitest";
import { readableName, readableSpecialization } from "./rows.ts";

it("removes the numbers from names, and nothing else", () => {
  const names = {
    "Katheleen349 Veum823": "Katheleen Veum",
    "José Eduardo181 Gómez206": "José Eduardo Gómez",
    "Lucie86 O'Keefe54-Roob72": "Lucie O'Keefe-Roob",
    "Ann Lee": "Ann Lee",
    "Room 12": "Room 12",
    R2D2: "R2D",
    "3PO": "3PO",
    "": "",
  };
  for (const [given, read] of Object.entries(names)) expect(readableName(given)).toBe(read);
});

it("writes specializations in small letters, unless they are codes or have some", () => {
  const specializations = {
    "GENERAL PRACTICE": "General practice",
    " NURSE PRACTITIONER ": "Nurse practitioner",
    "OBSTETRICS/GYNECOLOGY": "Obstetrics/gynecology",
    "CERTIFIED REGISTERED NURSE ANESTHETIST (CRNA)": "Certified registered nurse anesthetist (CRNA)",
    CARD: "CARD",
    "Internal Medicine": "Internal Medicine",
    "": "",
  };
  for (const [given, read] of Object.entries(specializations))
    expect(readableSpecialization(given)).toBe(read);
});
