import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { describe, expect, it } from "vitest";
import { deniedBy, requireAgreement } from "./denial.ts";

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
    "Pt denies any allergies",
    "no hx of allergies",
    "Bisher keine Allergien bekannt",
    "Sin alergias conocidas hasta la fecha",
    "Allergiestatus: keine",
    "Ø",
    "Allergien: Ø",
    "Néant",
    "RAS",
    "Aucune à ce jour",
    "Alergias negadas",
    "Žádné známé alergie",
    "Žiadne alergie",
    "Nincs ismert allergia",
    "Καμία γνωστή αλλεργία",
    "لا توجد حساسية",
    "לא ידועות אלרגיות",
    "אין",
    "알레르기 없음",
    "알러지: 없음",
    "Không có dị ứng",
    "Tidak ada alergi",
    "特記事項なし",
    "Keine Allergien bekannt",
    "Sin alergias conocidas",
    "None",
    "nil",
    "Nada",
    "Not aware of any",
    "NKA (verified 2024)",
    "Keine Allergien bekannt, Stand 2025",
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
  medication: [
    "NKDA",
    "N.K.D.A.",
    "Keine Medikamentenallergie bekannt",
    "Sin alergias medicamentosas conocidas",
    "Brak alergii na leki",
    "Nenhuma alergia a medicamentos",
    "NAMC",
    "no RAMs",
  ],
  food: ["No known food allergies", "Keine Nahrungsmittelallergien bekannt", "NKFA"],
  environment: ["No environmental allergies", "Sin alergias ambientales"],
  some: [
    "No known food or drug allergies",
    "No latex allergy",
    "No allergy to penicillin",
    "Geen allergie voor penicilline",
    "Nessuna allergia alla penicillina",
    "Sem alergia a penicilina",
    "Аллергии на пенициллин нет",
    "否认青霉素过敏史",
    "ペニシリンアレルギーなし",
    "Penicillin allergy: no",
    "Negative for peanut allergy",
    "Nickel: neg.",
    "Keine Pollenallergie",
    "Aspirin? No",
    "Latex - none",
    "Erdnuss – keine",
    "Penicillin: nein",
    "Penicilina = no",
    "Kontrastmittel (negativ)",
    "NKDA?",
    "Probably no known allergies",
    "NKA but sulfa",
    "None (penicillin rash 2010)",
    "Keine außer Penicillin",
    "No known drug allergies except latex",
    "Patient declined",
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
    "k.A.",
    "Allergiestatus unbekannt",
    "Allergy status unknown",
    "Unknown allergy status",
    "Sconosciute",
    "Não informado",
    "Onbekend",
    "Allergieën: niet bekend",
    "0",
    "Nem ismert",
    "Tidak diketahui",
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
  "Pollenallergie",
  "Non-steroidal drugs",
  "Drug allergy of unknown kind",
  "Latex",
  "Known drug allergy",
  "Ei",
  "Soja",
  "Нетромицин",
  "Yoghurt",
  "Nickel",
  "Nem",
  "Øl",
  "알로에",
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
    it.each(texts)(`%s denies ${denied}`, (text) =>
      expect(deniedBy("allergy", { text, coding: null })).toBe(denied),
    );

  it.each(substances)("%s is one", (text) => expect(deniedBy("allergy", { text, coding: null })).toBeNull());

  it("can be a code that says that there is none", () => {
    expect(deniedBy("allergy", coded(snomed, "409137002"))).toBe("medication");
    expect(deniedBy("allergy", coded(snomed, "716220001"))).toBe("some");
    expect(deniedBy("allergy", coded(snomed, "1003774007"))).toBe("some");
    expect(deniedBy("allergy", coded("http://example.org", "716186003"))).toBeNull();
    expect(deniedBy("allergy", coded(v3("NullFlavor"), "NKA"))).toBe("all");
    expect(deniedBy("allergy", coded(v3("NullFlavor"), "UNK"))).toBe("nothing");
    expect(deniedBy("allergy", coded("http://example.org", "NKDA"))).toBe("medication");
  });
});

const nones: Record<"condition" | "medication" | "immunization", Record<string, string[]>> = {
  condition: {
    all: [
      "No known problems",
      "None",
      "Keine bekannten Vorerkrankungen",
      "Sin antecedentes",
      "No active problems",
      "なし",
    ],
    some: [
      "No known allergies",
      "NKDA",
      "No current medications",
      "No chronic illness",
      "No significant problems",
      "No diabetes",
      "Kein Diabetes",
      "Diabetes: no",
      "Healthy",
      "Gesund",
      "No current problems or disability",
      "No known problems except asthma",
      "None?",
    ],
    nothing: ["Unknown", "N/A", "-", "TBD", "?", "Sin especificar"],
    null: [
      "RAS",
      "No-reflow",
      "Asthma",
      "HIV negative",
      "No fixed abode",
      "Nil by mouth",
      "Brak witaminy D",
      "Unknown fever",
      "Non-Hodgkin lymphoma",
      "Celiac disease",
    ],
  },
  medication: {
    all: ["No current medications", "None", "Sin medicación", "Aucun traitement", "No meds"],
    some: [
      "NKDA",
      "No known problems",
      "no regular meds",
      "Keine Dauermedikation",
      "PRN none",
      "No insulin",
      "Insulin: none",
      "No medications other than insulin",
      "Declined",
    ],
    nothing: ["unknown", "k.A.", "0", "tba", "(missing)"],
    null: ["No Spa", "NO (nitric oxide)", "PAS", "Ibuprofen", "Nil-Zon", "No-Spa"],
  },
  immunization: {
    all: [
      "no vaccine administered",
      "No immunizations",
      "Keine Impfungen",
      "Ninguna vacuna",
      "None given",
      "unvaccinated",
      "not vaccinated",
      "ungeimpft",
    ],
    some: ["No known drug allergies", "Refused", "Impfung abgelehnt", "Not vaccinated against measles"],
    nothing: ["NULL", "Unspecified"],
    null: ["Influenza", "unknown vaccine"],
  },
};

describe.each(["condition", "medication", "immunization"] as const)("a concept of kind %s", (kind) => {
  for (const [denied, texts] of Object.entries(nones[kind]))
    it.each(texts)(`%s denies ${denied}`, (text) =>
      expect(String(deniedBy(kind, { text, coding: null }))).toBe(denied),
    );

  it("can be a code that says that there is none", () => {
    const ips = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";
    expect(deniedBy(kind, coded(ips, "no-problem-info"))).toBe("nothing");
    expect(deniedBy(kind, coded(snomed, "716186003"))).toBe("some");
    expect(deniedBy("condition", coded(snomed, "160245001"))).toBe("all");
    expect(deniedBy("immunization", coded("http://hl7.org/fhir/sid/cvx", "998"))).toBe("all");
    expect(deniedBy("immunization", coded("http://hl7.org/fhir/sid/cvx", "140"))).toBeNull();
  });
});

describe("a denial", () => {
  const plain = {
    clinicalStatus: "active",
    verificationStatus: "confirmed",
    reactions: [],
    note: "By phone",
  };
  it.each([
    ["allergy", "No known allergies", "verificationStatus", "refuted"],
    ["allergy", "NKDA", "clinicalStatus", "resolved"],
    ["allergy", "NKDA", "verificationStatus", "unconfirmed"],
    ["allergy", "NKDA", "reactions", [{ manifestation: { text: "anaphylaxis" } }]],
    ["condition", "No known problems", "abatement", "2020-01-01"],
    ["condition", "No known problems", "severity", "mild"],
    ["medication", "None", "status", "stopped"],
    ["medication", "None", "dosage", "5 mg"],
    ["immunization", "None given", "lotNumber", "AC52"],
  ] as const)("of a %s, %s, is contradicted by its %s", (...[kind, text, field, value]) => {
    const refused = (words: string, fields: object) =>
      invalidFieldsOf(() => requireAgreement(kind, { text: words, coding: null }, { ...plain, ...fields }));
    expect(refused(text, { [field]: value })).toEqual({ [field]: ["Contradicts that there is none"] });
    expect(refused("Latex", { [field]: value })).toBeUndefined();
    expect(refused(text, {})).toBeUndefined();
  });
});

function invalidFieldsOf(act: () => void) {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error.details.errors;
    throw error;
  }
  return undefined;
}
