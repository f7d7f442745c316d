import { expect, it } from "vitest";
import { isSeenFirst, suits } from "./suits.ts";

const boy = { age: 12, gender: "male" };
const woman = { age: 70, gender: "female" };

it("leaves out doctors who do not see patients of an age or a gender, whatever their specialization is called", () => {
  const suitsOf = (who: typeof boy, ...specializations: string[]) =>
    specializations.map((each) => suits(each, who));
  const ofWomen = ["Gynaecology", "OB/GYN", "Frauenheilkunde und Geburtshilfe", "Ginecología"];
  const ofChildren = ["PED", "Paediatrics", "Kinder- und Jugendmedizin", "Pädiatrie", "Pédiatrie"];
  const ofAll = ["CARD", "Orthopaedics", "Podiatry", "Allgemeinmedizin", ""];
  expect(suitsOf(boy, ...ofWomen)).toEqual(ofWomen.map(() => false));
  expect(suitsOf(woman, ...ofWomen)).toEqual(ofWomen.map(() => true));
  expect(suitsOf(boy, ...ofChildren)).toEqual(ofChildren.map(() => true));
  expect(suitsOf(woman, ...ofChildren)).toEqual(ofChildren.map(() => false));
  for (const who of [boy, woman]) expect(suitsOf(who, ...ofAll)).toEqual(ofAll.map(() => true));
  expect([suits("Geriatrics", boy), suits("Geriatrie", woman)]).toEqual([false, true]);
  const ofNewborns = ["Neonatology", "Neonatologie", "Neonatología"];
  expect(suitsOf({ age: 0, gender: "male" }, ...ofNewborns)).toEqual([true, true, true]);
  expect(suitsOf({ age: 5, gender: "male" }, ...ofNewborns, "Pediatrics and neonatology")).toEqual([
    false,
    false,
    false,
    true,
  ]);
  expect([suits("Gynaecology", { age: null, gender: "unknown" }), suits(null, boy)]).toEqual([true, true]);
});

it("knows whom a patient sees first", () => {
  const first = (who: typeof boy) =>
    ["PED", "GEN", "CARD", "Hausärztin"].filter((specialization) => isSeenFirst(specialization, who));
  expect(first(boy)).toEqual(["PED"]);
  expect(first(woman)).toEqual(["GEN", "Hausärztin"]);
});
