import { describe, expect, it } from "vitest";
import { deniedBy } from "./denial.ts";

const v3 = (name: string) => `http://terminology.hl7.org/CodeSystem/v3-${name}`;
const coded = (system: string, code: string) => ({
  text: "x",
  coding: { system, code, display: "x", version: null },
});
const snomed = "http://snomed.info/sct";

const denials = {
  all: [
    " No known  allergies. ",
    "NKA",
    "Keine Allergien bekannt",
    "Sin alergias conocidas",
    "None",
    "nil",
    "(Keine bekannt)",
    "Ninguna",
    "No conocidas",
    "No se conocen alergias",
    "No alergias",
    "No refiere alergias",
    "El paciente niega alergias",
    "Alergias: no",
    "Allergien: keine",
    "Keine Allergien oder Unverträglichkeiten bekannt",
    "Aucune allergie connue",
    "Pas d’allergie connue",
    "Patient has no known allergies at this time",
    "Nessuna allergia nota",
    "Nega allergie",
    "Allergie: nessuna",
    "Sem alergias conhecidas",
    "Nega alergias",
    "Não",
    "Geen bekende allergieën",
    "Geen",
    "Brak znanych alergii",
    "Brak alergii",
    "Nie ma uczuleń",
    "Аллергии не отмечает",
    "未发现过敏",
    "N’est pas allergique",
    "Нет известных аллергий",
    "Аллергологический анамнез не отягощён",
    "Аллергию отрицает",
    "Bilinen alerjisi yok",
    "Yok",
    "Ingen kendte allergier",
    "Inga kända allergier",
    "Ingen kjente allergier",
    "Ei tunnettuja allergioita",
    "无已知过敏史",
    "否认过敏史",
    "無",
    "アレルギーなし",
    "特になし",
    "アレルギー歴：なし",
    "neg.",
    "Allergies: negative",
    "No known allergies on file",
  ],
  some: [
    "NKDA",
    "N.K.D.A.",
    "Keine Medikamentenallergie bekannt",
    "Sin alergias medicamentosas conocidas",
    "No allergy to penicillin",
    "Geen allergie voor penicilline",
    "Nessuna allergia alla penicillina",
    "Sem alergia a penicilina",
    "Аллергии на пенициллин нет",
    "否认青霉素过敏史",
    "ペニシリンアレルギーなし",
    "Penicillin allergy: no",
    "Negative for peanut allergy",
    "Brak alergii na leki",
    "Nenhuma alergia a medicamentos",
    "NAMC",
    "Nickel: neg.",
    "Aspirin? No",
    "Latex - none",
    "Erdnuss – keine",
    "Penicillin: nein",
    "Penicilina = no",
    "Kontrastmittel (negativ)",
    "青霉素：无",
  ],
  nothing: [
    "-",
    "n/a",
    "NULL",
    "unknown",
    "Allergies: unknown",
    "Allergien nicht bekannt",
    "Not on file",
    "Allergy status unknown",
    "Unknown allergy status",
    "Sconosciute",
    "Não informado",
    "Onbekend",
    "Allergieën: niet bekend",
    "Brak danych",
    "Неизвестно",
    "Bilinmiyor",
    "Okänt",
    "不明",
    "不详",
  ],
};
const substances = [
  "Nonefish",
  "Non-steroidal drugs",
  "Drug allergy of unknown kind",
  "Latex",
  "Known drug allergy",
  "Ei",
  "Soja",
  "Нетромицин",
  "Yoghurt",
  "Nickel",
  "No-Spa",
  "PAS",
  "PAS allergy",
  "PAS-Allergie",
  "Ohne",
  "Sem",
  "Non-steroidal anti-inflammatory drug allergy",
  "Non-ionic contrast allergy",
  "无花果过敏",
  "Sinemet",
  "Penicillina",
  "無花果",
  "Allergie Penicilline",
  "Gelatine",
  "Stickstoffmonoxid (NO)",
  "Penicillin: yes",
  "Penicillin: no reaction to cefazolin",
  "Factor VIII - Sin",
  "AMC",
  "NSAR (z. B. Ibuprofen)",
  "Nickel-no",
];

describe("a substance", () => {
  for (const [denied, texts] of Object.entries(denials))
    it.each(texts)(`%s denies ${denied}`, (text) => expect(deniedBy({ text, coding: null })).toBe(denied));

  it.each(substances)("%s is one", (text) => expect(deniedBy({ text, coding: null })).toBeNull());

  it("can be a code that says that there is none", () => {
    expect(deniedBy(coded(snomed, "409137002"))).toBe("some");
    expect(deniedBy(coded(snomed, "716220001"))).toBe("some");
    expect(deniedBy(coded(snomed, "1003774007"))).toBe("some");
    expect(deniedBy(coded("http://example.org", "716186003"))).toBeNull();
    expect(deniedBy(coded(v3("NullFlavor"), "NKA"))).toBe("all");
    expect(deniedBy(coded(v3("NullFlavor"), "UNK"))).toBe("nothing");
    expect(deniedBy(coded("http://example.org", "NKDA"))).toBe("some");
  });
});
