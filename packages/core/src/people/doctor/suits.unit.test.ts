import { expect, it } from "vitest";
import { isSeenFirst, suits } from "./suits.ts";

const boy = { age: 12, gender: "male" };
const woman = { age: 70, gender: "female" };

it("leaves out doctors who do not see patients of an age or a gender, whatever their specialization is called", () => {
  const suitsOf = (who: typeof boy, ...specializations: string[]) =>
    specializations.map((each) => suits(each, who));
  const ofWomen = ["Gynaecology", "OB/GYN", "Frauenheilkunde und Geburtshilfe", "Ginecología"];
  const ofChildren = ["PED", "Paediatrics", "Kinder- und Jugendmedizin", "Pädiatrie", "Pédiatrie"];
  const specializations = ["CARD", "Orthopaedics", "Podiatry", "Allgemeinmedizin", ""];
  expect(suitsOf(boy, ...ofWomen)).toEqual(ofWomen.map(() => false));
  expect(suitsOf(woman, ...ofWomen)).toEqual(ofWomen.map(() => true));
  expect(suitsOf(boy, ...ofChildren)).toEqual(ofChildren.map(() => true));
  expect(suitsOf(woman, ...ofChildren)).toEqual(ofChildren.map(() => false));
  for (const who of [boy, woman])
    expect(suitsOf(who, ...specializations)).toEqual(specializations.map(() => true));
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

it.each<[string, boolean[]]>([
  ["Family medicine, pediatrics", [true, true, true]],
  ["Pediatrics / Internal medicine", [true, true, true]],
  ["Kinder- und Jugendmedizin; Allgemeinmedizin", [true, true, true]],
  ["Gynäkologie, Dermatologie", [true, true, true]],
  ["Gynäkologie, Akupunktur", [false, true, false]],
  ["Pediatrics and gynaecology", [true, true, false]],
  ["Child and adolescent psychiatry", [true, false, false]],
  ["Kinder- und Jugendgynäkologie", [false, false, false]],
  ["Gynecologic oncology", [false, true, false]],
  ["Ear, nose and throat", [true, true, true]],
  ["Podiatry", [true, true, true]],
])("takes %s as what it has fields of", (specialization, expected) => {
  const seen = [boy, woman, { ...woman, gender: "male" }].map((who) => suits(specialization, who));
  expect(seen).toEqual(expected);
});

it("reads other words for the fields of women and of children", () => {
  const man = { age: 40, gender: "male" };
  const ofWomen =
    "Frauenarzt Frauenärztin Frauenheilkunde Гинеколог Гінекологія O&G OB/GYN Ob-Gyn O/G Ginecólogo Ginekolog Gynécologue Ostetricia Γυναικολόγος 婦人科 산부인과";
  const ofChildren =
    "Kinderarzt Kinderärztin Pädiatrie Педиатр Детский-врач pédiatre pediatra Paediatrician Pedijatar Kinderarts Barnläkare 小児科 소아과 Peds";
  const [women, children] = [ofWomen, ofChildren].map((words) => words.split(" "));
  expect([...(women ?? []), ...(children ?? [])].filter((each) => suits(each, man))).toEqual([]);
  expect(women?.filter((each) => !suits(each, { age: 30, gender: "female" }))).toEqual([]);
  expect(children?.filter((each) => !suits(each, boy) || !isSeenFirst(each, boy))).toEqual([]);
});

it("takes who sees children and adults first for both", () => {
  const both = "Family medicine, pediatrics";
  expect([isSeenFirst(both, boy), isSeenFirst(both, woman)]).toEqual([true, true]);
  expect(isSeenFirst("Pediatric cardiology", boy)).toBe(false);
});
