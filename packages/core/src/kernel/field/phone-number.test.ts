import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asId } from "./ids.ts";
import { isSameNumber, phoneNumbers, phoneProblem, withPlainDigits } from "./phone-number.ts";
import { optionalPhoneNumber } from "./schemas.ts";

describe("a phone number", () => {
  it.each([
    "1",
    "555",
    "555-0101",
    "1234567890",
    "+91 98765 43210",
    "+919876543210",
    "030 / 555 01 99",
    "+49 (0)30 555-01 99 (daughter)",
    "(555)010-7777(home)",
    "(home) 555-0101",
    "555-0101 (room 12)",
    "1-800-FLOWERS",
    "555-0100 ext. 12",
    "555-0100 x12",
    "5550100ext12",
    "555-0100 extension 7",
    "555-0100#12",
    "Tel. 030 1234567",
    "tel:+41-44-668-18-00",
    "555-0100;ext=12",
    "mobile 079 123 45 67",
    "030 1234 Durchwahl 12",
    "030 1234, 030 5678",
    "01\u202f42\u202f68",
    "030−555~01·99",
    "044 555 02 00 oder 079 111 22 33",
    "044 555 02 00 App. 12",
    "(61) 9614-5890 | (61) 99230-7957",
    "044 555 02 00 o 079 111 22 33 (hija)",
    "044 555 02 00 or mobile 079 111 22 33",
    "P: 044 555 02 00, M: 079 111 22 33",
    "Tél. 022 555 02 00 / Natel 079 111 22 33",
    "G. +41 44 555 02 00; Handy: 079 111 22 33",
    "Privat 044 555 02 00",
    "tel. 044 555 02 00 und 079 111 22 33 ext. 5",
    "0041 (0)79 111 22 33 / 044 555 02 00",
    "00123456789012345",
    "(H) 555-123-4567 (W) 555-222-3333",
    "044 555 02 00 (Mutter) 079 111 22 33 (Vater)",
    "555-123-4567 cell",
    "P 044 555 02 00",
    "P 044 555 02 00 M 079 111 22 33",
    "G 044 555 02 00 DW 14 / Handy: 079 111 22 33",
    "044 555 02 00 x12, 079 111 22 33",
    "Fijo 912 345 678, móvil 612 345 678",
    "Büro 044 555 02 00",
    "Festnetz 044 555 02 00, 044 555 02 01 geschäftlich",
    "тел. 495 555-02-00",
    "Mutter: 044 555 02 00, Vater: 079 111 22 33",
    "next of kin: 555-0101",
    "WhatsApp: +41 79 111 22 33",
    "☎️ 030 1234567 / 📱 0171 1234567",
    "1-800-GO-FEDEX",
  ])("accepts %j", (text) => {
    expect(optionalPhoneNumber().safeParse(text).error).toBeUndefined();
  });

  it.each([
    ["abc", "it has no digits"],
    ["+", "it has no digits"],
    ["n/a", "it has no digits"],
    ["abc123", "letters can only be"],
    ["12 Main Street", "letters can only be"],
    ["1234 or 5678", "letters can only be"],
    ["Mutter 044 555 02 00", "letters can only be"],
    ["12 P", "letters can only be"],
    ["B 044 555 02 00", "letters can only be"],
    ["P 044 555 02 00, call after 5", "letters can only be"],
    ["M: 1234567890123456", "more than 15 digits"],
    ["555-0100 ext", "letters can only be"],
    ["555@0100", "letters can only be"],
    ["javascript:alert(1)", "letters can only be"],
    ["1<2", "letters can only be"],
    ["044 555 02 00 oder Nachbar 12", "letters can only be"],
    ["79111223300000000000000", "more than 15 digits"],
    ["+41 79 111 22 33 44 55 66 7", "more than 15 digits"],
    ["044 555 02 00 / 1234567890123456", "more than 15 digits"],
  ])("rejects %j", (text, reason) => {
    expect(phoneProblem(text)).toContain(reason);
  });

  it("accepts digits of other scripts", () => {
    expect(withPlainDigits("٠٣٠ ١٢٣ ۴۵۶ ７８９")).toBe("030 123 456 789");
  });

  it.each([
    ["Devanagari", "०१२ ३४५ ६७८९"],
    ["Bengali", "০১২ ৩৪৫ ৬৭৮৯"],
    ["Thai", "๐๑๒ ๓๔๕ ๖๗๘๙"],
    ["Persian", "۰۱۲ ۳۴۵ ۶۷۸۹"],
    ["Tamil", "௦௧௨ ௩௪௫ ௬௭௮௯"],
    ["Khmer", "០១២ ៣៤៥ ៦៧៨៩"],
    ["Adlam", "𞥐𞥑𞥒 𞥓𞥔𞥕 𞥖𞥗𞥘𞥙"],
    ["bold mathematical", "𝟎𝟏𝟐 𝟑𝟒𝟓 𝟔𝟕𝟖𝟗"],
    ["monospaced mathematical", "𝟶𝟷𝟸 𝟹𝟺𝟻 𝟼𝟽𝟾𝟿"],
  ])("accepts %s digits", (_script, text) => {
    expect(withPlainDigits(text)).toBe("012 345 6789");
    expect(optionalPhoneNumber().parse(text)).toBe("012 345 6789");
  });

  it.each([
    ["+49 30 5550199", "030/555 01 99", true],
    ["+49 30 1234", "030 1234", true],
    ["0049 (0)30 5550199", "+49 30 5550199", true],
    ["+354 555 1234", "555 1234", true],
    ["+1 (212) 555-0147", "212-555-0147", true],
    ["030 5550199 ext. 12", "+49 30 5550199", true],
    ["+1 (212) 555-0147", "+1 (312) 555-0147", false],
    ["030 5550199", "030 5550198", false],
    ["12345", "12345", false],
    ["abc", "abc", false],
    ["044 555 02 00 / 079 123 45 67", "+41 44 555 02 00", true],
    ["044 555 02 00 / 079 123 45 67", "079 1234567 (mobile)", true],
    ["044 555 02 00, 044 555 02 01", "044 555 02 01 / 031 555 00 00", true],
    ["044 555 02 00 / 079 123 45 67", "044 555 02 01", false],
  ])("matches %j and %j like a search", (one, other, isSame) => {
    expect(isSameNumber(one, other)).toBe(isSame);
    expect(isSameNumber(other, one)).toBe(isSame);
  });
});

const api = await createTestApi();

it.each<[string, string[]]>([
  ["+1 (617) 555-0100", ["550100"]],
  ["030 5550199 ext. 12", ["550199"]],
  ["030 5550199#12", ["550199"]],
  ["Tel. +49 30 5550199 (room 7)", ["550199"]],
  ["030/555 01 99", ["550199"]],
  ["044/555/02/00", ["550200"]],
  ["033056/123456", ["123456"]],
  ["044 555 02 00/01", ["550200"]],
  ["044 555 02 00 / 079 123 45 67", ["550200", "234567"]],
  ["044 555 02 00 (home), 079 123 45 67 (mobile)", ["550200", "234567"]],
  ["5550200;5550201 | 555 02 02", ["550200", "550201", "550202"]],
  ["+41 44 555 02 00 +41 79 123 45 67", ["550200", "234567"]],
  ["044 555 02 00 – 079 123 45 67 oder 031 555 00 00", ["550200", "234567", "550000"]],
  ["P 044 555 02 00 M 079 123 45 67", ["550200", "234567"]],
  ["(H) 555-123-4567 (W) 555-222-3333", ["234567", "223333"]],
  ["12345", []],
  ["no number", []],
  ["1-800-FLOWERS", []],
])("%s has numbers that end with %j, here as in the database", async (text, keys) => {
  expect(phoneNumbers(text).map((number) => number.replace(/\D/g, "").slice(-6))).toEqual(keys);
  const [row] = await api.database.reader.execute(
    sql`select to_json(array[phone_key(${text}, 1), phone_key(${text}, 2), phone_key(${text}, 3)]) as found`,
  );
  expect(row).toEqual({ found: [0, 1, 2].map((at) => keys[at] ?? null) });
});

describe("patients and doctors", async () => {
  const { caller } = await api.signUp();
  const refusal = { code: "INVALID_INPUT", details: { errors: { phoneNumber: [expect.any(String)] } } };
  const add = {
    patient: (phoneNumber: string) =>
      caller.patient.create({ name: "Ann Lee", gender: "female", phoneNumber }),
    doctor: (phoneNumber: string) => caller.doctor.create({ name: "Sam Okafor", phoneNumber }),
  };

  it.each(["patient", "doctor"] as const)("are refused with an invalid number: a %s", async (kind) => {
    expect(await failureOf(add[kind]("abc"))).toMatchObject(refusal);
    const id = asId<never>((await add[kind]("٠٣٠ ١٢٣")).id);
    const change = { id, expectedVersion: "any", phoneNumber: "abc" } as const;
    expect(await failureOf(caller[kind].update(change))).toMatchObject(refusal);
    expect(await caller[kind].byId({ id })).toMatchObject({ phoneNumber: "030 123", version: 1 });
    const same = await caller[kind].update({ ...change, phoneNumber: " " });
    expect(same).toMatchObject({ phoneNumber: null, version: 2 });
  });

  it("with an old invalid number can still be read, changed, merged and reverted", async () => {
    const [old, other] = [await add.patient("1"), await add.patient("2")];
    // Accepted by older versions.
    await api.database.bulkTransaction((db) =>
      db.execute(`update patient set phone_number = 'abc' where id = '${old.id}'`),
    );
    const any = { id: old.id, expectedVersion: "any" } as const;
    const whole = await caller.patient.update({ ...any, phoneNumber: "abc", address: "Here" });
    expect(whole).toMatchObject({ phoneNumber: "abc", address: "Here" });
    await caller.patient.update({ ...any, phoneNumber: "3" });
    expect(await caller.patient.revert({ ...any, version: 2 })).toMatchObject({ phoneNumber: "abc" });
    const merged = await caller.patient.merge({
      keepId: old.id,
      expectedVersion: "any",
      mergedId: other.id,
      mergedExpectedVersion: "any",
    });
    expect(merged.patient.phoneNumber).toBe("abc");
    expect((await caller.patient.list({ q: "abc" })).items).toMatchObject([{ id: old.id }]);
    expect((await caller.patient.duplicates({ id: old.id })).items).toMatchObject([
      { score: 40, reasons: ["same name"] },
    ]);
  });
});
