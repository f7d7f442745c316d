import { describe, expect, it } from "vitest";
import { rxNorm, systemNamed } from "../clinical/code-systems.ts";
import { isDangerous, isSameDrug, namedBy } from "./drug-words.ts";

const words = (text: string) => namedBy({ text, coding: null });
const coded = (system: string, code: string, display: string) =>
  namedBy({ text: display, coding: { system: systemNamed(system), code, display, version: null } });

describe("an allergy", () => {
  it.each([
    ["Penicillin", "Amoxicillin"],
    ["Penicillin V", "Amoxicillin 500 mg capsules"],
    ["Penicillinallergie", "Augmentin 625"],
    ["Alergia a la penicilina", "Amoxicilina 1 g"],
    ["Pénicilline", "Piperacillin/Tazobactam"],
    ["Allergy to penicillin (finding)", "Cefalexin 500 mg"],
    ["Beta-lactam antibiotics", "Ceftriaxone"],
    ["Aspirin", "Ibuprofen 400 Sandoz"],
    ["ASS-Unverträglichkeit", "Diclofenac"],
    ["Sulfa drugs", "Cotrimoxazole"],
    ["Metamizol", "Novalgin Tropfen"],
    ["Clavulanic acid", "Amoxicillin / clavulanic acid"],
    ["Sulfamethoxazole / Trimethoprim", "Trimethoprim 100 mg"],
    ["Allopurinol", "ALLOPURINOL-ratiopharm 300 mg Tabletten"],
    ["Metformine", "Metformin 850"],
    ["Codein", "Paracetamol + Codeine"],
  ])("to %s warns of %s", (allergy, drug) => {
    expect(isDangerous(words(drug), words(allergy))).toBe(true);
  });

  it.each([
    ["Penicillin", "Penicillamine"],
    ["Penicillin", "Ceftriaxone"],
    ["Penicillin", "Ibuprofen"],
    ["Latex", "Lidocaine"],
    ["Sulfites", "Cotrimoxazole"],
    ["Sodium metabisulfite", "Sodium chloride 0.9 %"],
    ["Metformin Sandoz", "Ibuprofen Sandoz"],
    ["Kefir", "Cefuroxime"],
    ["Bee venom since April", "Ramipril"],
    ["Nickel", "Aripiprazole"],
    ["Folic acid", "Acetylsalicylic acid"],
    ["Pollen", "Pantoprazole"],
    ["Allergy", "Allergy relief"],
  ])("to %s does not warn of %s", (allergy, drug) => {
    expect(isDangerous(words(drug), words(allergy))).toBe(false);
  });

  it("is found by its code, and by the class of codes of ATC", () => {
    const penicillin = coded("ATC", "j01ce01", "Benzylpenicillin");
    expect(isDangerous(coded("ATC", "J01CA04", "Clamox"), penicillin)).toBe(true);
    expect(isDangerous(coded("ATC", "C08CA01", "Norvasc"), coded("ATC", "C08CA", "Blockers"))).toBe(true);
    expect(isDangerous(coded("ATC", "C08CA01", "Norvasc"), coded("ATC", "C08CA05", "Adalat"))).toBe(true);
    expect(isDangerous(coded("ATC", "C08CA01", "Norvasc"), coded("ATC", "C08DA01", "Isoptin"))).toBe(false);
    expect(isDangerous(coded(rxNorm, "7", "X"), coded(rxNorm, "7", "Y"))).toBe(true);
    expect(isDangerous(coded(rxNorm, "7", "X"), coded("ATC", "7", "Y"))).toBe(false);
    expect(isDangerous(coded(rxNorm, "308182", "amoxicillin 250 MG Oral Capsule"), words("Penicillin"))).toBe(
      true,
    );
  });
});

describe("a drug", () => {
  it.each([
    ["Amoxicillin 500 mg", "amoxicillin 1 g"],
    ["Amoxicillin/Clavulanic acid", "Amoxicillin"],
    ["Ibuprofen Mepha Filmtabl 400", "Ibuprofène"],
    ["Vitamin D3", "vitamin D 3"],
  ])("%s is the same as %s", (one, other) => expect(isSameDrug(words(one), words(other))).toBe(true));

  it.each([
    ["Amoxicillin", "Ampicillin"],
    ["Vitamin D", "Vitamin B12"],
    ["Sodium chloride", "Potassium chloride"],
    ["Insulin glargine", "Insulin lispro"],
    ["Prednisone", "Prednisolone"],
  ])("%s is another one than %s", (one, other) => expect(isSameDrug(words(one), words(other))).toBe(false));
});
