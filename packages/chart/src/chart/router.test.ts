import { dateInDays } from "@caretype/test-api/case";
import { makeColleague } from "@caretype/test-api/colleague";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { linkToDoctor, signedNote } from "../../test/signing.ts";

const api = await createTestApi();
const { practiceWithPatient } = api;
const { reader } = api.database;

const loinc = (code: string, display: string) => ({
  coding: { system: "http://loinc.org", code, display },
});
const weight = loinc("29463-7", "Body weight");
const kilograms = (number: string) => ({ kind: "quantity", number, unit: "kg" }) as const;

describe("the summary of a chart", () => {
  it("is empty for a patient of whom nothing is known", async () => {
    const { caller, patientId } = await practiceWithPatient();
    expect(await caller.chart.summary({ patientId })).toEqual({
      isWithheld: false,
      bodyMassIndex: null,
      bodyMassIndexProblem: null,
      allergiesKnown: "never-asked",
      noneKnown: null,
      noneOf: [],
      allergies: [],
      problems: [],
      medications: [],
      vitals: [],
      encounters: [],
    });
  });

  it("has what the patient has now, and the last of each vital sign", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const of = { patientId };
    const nuts = await caller.allergy.create({ ...of, substance: { text: "Nuts" } });
    await caller.allergy.create({ ...of, substance: { text: "Milk" }, clinicalStatus: "resolved" });
    const asthma = await caller.condition.create({ ...of, code: { text: "Asthma" } });
    await caller.condition.create({ ...of, code: { text: "Flu" }, clinicalStatus: "resolved" });
    await caller.condition.create({ ...of, code: { text: "Gout" }, verificationStatus: "refuted" });
    const wrong = await caller.condition.create({ ...of, code: { text: "Plague" } });
    await caller.condition.enterInError({ id: wrong.id, expectedVersion: 1, reason: "Other patient" });
    const { warnings: _, ...drug } = await caller.medication.create({ ...of, drug: { text: "Salbutamol" } });
    await caller.medication.create({ ...of, drug: { text: "Aspirin" }, status: "completed" });
    const vital = { ...of, category: "vital-signs" } as const;
    const at = (day: string) => ({ effectiveAt: `2026-01-${day}T09:00:00Z` });
    await caller.observation.create({ ...vital, code: weight, value: kilograms("70"), ...at("01") });
    const last = await caller.observation.create({
      ...vital,
      code: weight,
      value: kilograms("71"),
      ...at("03"),
    });
    await caller.observation.create({ ...vital, code: weight, value: kilograms("72"), ...at("02") });
    const pulse = await caller.observation.create({
      ...vital,
      code: { text: "Pulse" },
      value: { kind: "quantity", number: "60", unit: "/min" },
      ...at("02"),
    });
    await caller.observation.create({
      ...of,
      category: "laboratory",
      code: { text: "Glucose" },
      value: kilograms("5"),
    });
    const visit = await caller.encounter.create(of);
    expect(await caller.chart.summary(of)).toEqual({
      allergiesKnown: "listed",
      noneKnown: null,
      noneOf: [],
      allergies: [nuts],
      problems: [asthma],
      medications: [drug],
      vitals: [last, pulse],
      encounters: [visit],
      isWithheld: false,
      bodyMassIndex: null,
      bodyMassIndexProblem: null,
    });
  });
});

describe("the vital signs of the summary", () => {
  it("have the last of each, also one that nobody called a vital sign", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const record = async (number: string, day: string, category: "vital-signs" | "laboratory" | null) =>
      caller.observation.create({
        patientId,
        code: weight,
        category,
        value: kilograms(number),
        effectiveAt: `2026-01-${day}T09:00:00Z`,
      });
    const newest = async () => (await caller.chart.summary({ patientId })).vitals;
    await record("70", "01", "vital-signs");
    const uncategorized = await record("71", "02", null);
    expect(await newest()).toEqual([uncategorized]);
    const ofLaboratory = await record("72", "03", "laboratory");
    expect(await newest()).toEqual([ofLaboratory]);
    const pressure = { patientId, code: loinc("85354-9", "Blood pressure"), components: [] };
    const value = { kind: "text", text: "Refused" } as const;
    const milligrams = { kind: "quantity", number: "90", unit: "mg/dL" } as const;
    const refused = await caller.observation.create({ ...pressure, value });
    await caller.observation.create({ ...pressure, code: loinc("2339-0", "Glucose"), value: milligrams });
    expect(await newest()).toMatchObject([{ id: refused.id }, { value: { number: "72" } }]);
  });
});

/** In the practice's time zone. */
const dayIn = (timeZone: string, days: number) =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(Date.now() + days * 86_400_000);

describe("the drugs of the summary", () => {
  it.each(["Pacific/Kiritimati", "Pacific/Pago_Pago"])(
    "are without one whose last day has passed in %s",
    async (timeZone) => {
      const { caller, patientId } = await practiceWithPatient();
      await caller.practice.update({ timeZone, expectedVersion: "any" });
      const today = dayIn(timeZone, 0);
      const ends = {
        yesterday: dayIn(timeZone, -1),
        today,
        tomorrow: dayIn(timeZone, 1),
        "this month": today.slice(0, 7),
        "this year": today.slice(0, 4),
        "open end": null,
        "last year": String(Number(today.slice(0, 4)) - 1),
        "a past month": "2024-02",
      };
      for (const [text, until] of Object.entries(ends))
        await caller.medication.create({ patientId, drug: { text }, until });
      await caller.medication.create({
        patientId,
        drug: { text: "paused" },
        until: today,
        status: "on-hold",
      });
      const { medications } = await caller.chart.summary({ patientId });
      expect(medications.map(({ drug }) => drug.text).toSorted()).toEqual([
        "open end",
        "paused",
        "this month",
        "this year",
        "today",
        "tomorrow",
      ]);
      // The list has all of them.
      expect((await caller.medication.list({ patientId })).items).toHaveLength(9);
    },
  );
});

describe("the drugs of the summary before their first day", () => {
  it("are missing, unless the year or the month of it has begun", async () => {
    const { caller, patientId } = await practiceWithPatient();
    await caller.practice.update({ timeZone: "Pacific/Kiritimati", expectedVersion: "any" });
    const dayAfter = (days: number) =>
      new Intl.DateTimeFormat("en-CA", { timeZone: "Pacific/Kiritimati", dateStyle: "short" }).format(
        Date.now() + days * 86_400_000,
      );
    const [today, tomorrow, nextMonth] = [dayAfter(0), dayAfter(1), dayAfter(32).slice(0, 7)];
    const starts = {
      today,
      tomorrow,
      "this month": today.slice(0, 7),
      "this year": today.slice(0, 4),
      "open end": null,
      "next month": nextMonth,
      "next year": String(Number(today.slice(0, 4)) + 1),
    };
    for (const [text, from] of Object.entries(starts))
      await caller.medication.create({ patientId, drug: { text }, from });
    const { medications } = await caller.chart.summary({ patientId });
    expect(medications.map(({ drug }) => drug.text).toSorted()).toEqual([
      "open end",
      "this month",
      "this year",
      "today",
    ]);
  });
});

describe("the body mass index", () => {
  /** Records one amount in each unit of a LOINC code. */
  const amountsOf = ({ caller, patientId }: Awaited<ReturnType<typeof practiceWithPatient>>) => {
    const loinc = {
      height: "8302-2",
      weight: "29463-7",
      index: "39156-5",
      measuredHeight: "3137-7",
      measuredWeight: "3141-9",
      statedWeight: "3142-7",
    };
    return (what: keyof typeof loinc, amount: string, effectiveAt: string) => {
      const [, sign, number = "", unit = ""] = /^(>?)(\S+) (\S+)$/.exec(amount) ?? [];
      const coding = { system: "http://loinc.org", code: loinc[what], display: what };
      const value = { kind: "quantity", number, unit, comparator: sign ? ">" : null } as const;
      return caller.observation.create({ patientId, code: { text: what, coding }, value, effectiveAt });
    };
  };
  const at = (instant: string) => `2026-01-${instant}:00Z`;

  it("is computed from a height and the last weight of the same day, in any units", async () => {
    const practice = await practiceWithPatient();
    const { caller, patientId } = practice;
    const record = amountsOf(practice);
    const height = await record("height", "70.0 [in_i]", at("05T08:00"));
    await record("weight", "90 kg", at("05T07:00"));
    const weight = await record("weight", "180 [lb_av]", at("05T09:00"));
    await record("weight", "20 kg", at("06T09:00"));
    const { bodyMassIndex } = await caller.chart.summary({ patientId });
    expect(bodyMassIndex).toEqual({
      number: "25.8",
      unit: "kg/m2",
      isComputed: true,
      at: at("05T09:00"),
      heightId: height.id,
      weightId: weight.id,
    });
    await caller.observation.enterInError({ id: weight.id, expectedVersion: 1, reason: "Other patient" });
    expect((await caller.chart.summary({ patientId })).bodyMassIndex).toMatchObject({ number: "28.5" });
    await reader.execute(`update observation set canonical_number = 0 where id = '${height.id}'`);
    expect((await caller.chart.summary({ patientId })).bodyMassIndex).toBeNull();
  });

  it("is of one day of the practice, also where midnight comes twice", async () => {
    const practice = await practiceWithPatient();
    const { caller, patientId } = practice;
    await caller.practice.update({ timeZone: "Atlantic/Azores", expectedVersion: "any" });
    const record = amountsOf(practice);
    await record("weight", "81 kg", "2025-10-26T00:30:00Z");
    await record("height", "180 cm", "2025-10-26T12:00:00Z");
    expect((await caller.chart.summary({ patientId })).bodyMassIndex).toMatchObject({ number: "25.0" });
  });

  it("is of measured heights and weights, but not of stated ones or of bounds", async () => {
    const practice = await practiceWithPatient();
    const { caller, patientId } = practice;
    const record = amountsOf(practice);
    const height = await record("measuredHeight", "2 m", at("05T08:00"));
    const weight = await record("measuredWeight", "100 kg", at("05T08:00"));
    await record("statedWeight", "90 kg", at("05T09:00"));
    await record("weight", ">200 kg", at("05T09:00"));
    expect((await caller.chart.summary({ patientId })).bodyMassIndex).toMatchObject({
      number: "25.0",
      heightId: height.id,
      weightId: weight.id,
    });
  });

  it("is not made if it is impossible, and says why", async () => {
    const practice = await practiceWithPatient();
    const { caller, patientId } = practice;
    const record = amountsOf(practice);
    await record("height", "175 cm", at("04T08:00"));
    await record("weight", "70 kg", at("04T08:00"));
    const wrong = await record("height", "30 cm", at("05T08:00"));
    await record("weight", "70 kg", at("05T08:00"));
    const [summary, trend] = [
      () => caller.chart.summary({ patientId }),
      () => caller.chart.trend({ patientId, system: "http://loinc.org", code: "39156-5" }),
    ];
    expect(await summary()).toMatchObject({
      bodyMassIndex: null,
      bodyMassIndexProblem: "Is impossible: has to be from 2 to 300 kg/m²",
    });
    expect((await trend()).series.map(({ points }) => points.map(({ mean }) => mean))).toEqual([["22.9"]]);
    await caller.observation.enterInError({ id: wrong.id, expectedVersion: 1, reason: "Meant 130" });
    expect(await summary()).toMatchObject({ bodyMassIndex: { number: "22.9" }, bodyMassIndexProblem: null });
  });

  it("goes by the practice's day, and gives way to one that was recorded on that day or later", async () => {
    const practice = await practiceWithPatient();
    const { caller, patientId } = practice;
    await caller.practice.update({ timeZone: "Pacific/Auckland", expectedVersion: "any" });
    const record = amountsOf(practice);
    await record("height", "200 cm", at("05T10:30"));
    await record("weight", "100 kg", at("05T11:30"));
    expect((await caller.chart.summary({ patientId })).bodyMassIndex).toBeNull();
    await record("weight", "80 kg", at("04T11:30"));
    expect((await caller.chart.summary({ patientId })).bodyMassIndex).toMatchObject({ number: "20.0" });
    await record("index", "21 kg/m2", at("04T11:15"));
    expect((await caller.chart.summary({ patientId })).bodyMassIndex).toBeNull();
  });

  it("is in the trend on days on which none was recorded, and says so", async () => {
    const practice = await practiceWithPatient();
    const { caller, patientId } = practice;
    const record = amountsOf(practice);
    for (const day of ["01", "02", "03"]) {
      await record("height", "200 cm", at(`${day}T08:00`));
      await record("weight", `8${day.slice(1)}.0 kg`, at(`${day}T08:00`));
    }
    await record("index", "99 kg/m2", at("02T09:00"));
    const of = { patientId, system: "http://loinc.org", code: "39156-5", to: at("03T00:00") };
    const { series } = await caller.chart.trend(of);
    expect(
      series.map(({ isComputed, unit, points }) => [isComputed, unit, points.map((point) => point.mean)]),
    ).toEqual([
      [false, "kg/m2", ["99"]],
      [true, "kg/m2", ["20.3"]],
    ]);
    expect(series[1]?.code.coding?.code).toBe("39156-5");
  });

  it("is never computed from a record that is withheld", async () => {
    const practice = await practiceWithPatient();
    const { patientId } = practice;
    const { caller: author } = await makeColleague(api, practice, "clinician");
    const encounter = await author.encounter.create({ patientId });
    await amountsOf(practice)("height", "200 cm", at("05T08:00"));
    await author.observation.create({
      patientId,
      encounterId: encounter.id,
      effectiveAt: at("05T08:00"),
      value: kilograms("80"),
      code: { text: "Weight", ...weight },
    });
    const trend = { patientId, system: "http://loinc.org", code: "39156-5" };
    const seen = async () => [
      (await practice.caller.chart.summary({ patientId })).bodyMassIndex?.number,
      (await practice.caller.chart.trend(trend)).series.length,
    ];
    expect(await seen()).toEqual(["20.0", 1]);
    await author.restriction.create({ recordId: encounter.id });
    expect(await seen()).toEqual([undefined, 0]);
  });
});

describe("the revision of a chart", () => {
  it("differs after each change that the reader may see, and says who changed what", async () => {
    const practice = await practiceWithPatient();
    const { caller, patientId } = practice;
    const { caller: colleague, id: by } = await makeColleague(api, practice, "clinician");
    let seen = (await caller.chart.revision({ patientId })).revision;
    const read = async () => {
      const { revision, changes } = await caller.chart.revision({ patientId });
      const isNew = revision !== seen;
      seen = revision;
      return { isNew, last: changes[0] };
    };
    expect(await read()).toEqual({ isNew: false, last: undefined });
    const substance = { text: "Penicillin" };
    const { id } = await colleague.allergy.create({ patientId, substance, criticality: "high" });
    expect(await read()).toMatchObject({ isNew: true, last: { kind: "allergy", what: "added", by } });
    expect(await read()).toMatchObject({ isNew: false });
    await caller.allergy.update({ id, expectedVersion: 1, criticality: "low" });
    const own = { isNew: true, last: { kind: "allergy", what: "changed", by: practice.account.id } };
    expect(await read()).toMatchObject(own);
    const drug = await colleague.medication.create({ patientId, drug: { text: "Aspirin" } });
    await colleague.medication.enterInError({ id: drug.id, expectedVersion: 1, reason: "Other patient" });
    expect(await read()).toMatchObject({
      isNew: true,
      last: { kind: "medication", what: "entered-in-error" },
    });
    const problem = await colleague.condition.create({ patientId, code: { text: "Depression" } });
    expect(await read()).toMatchObject({ isNew: true });
    const restricted = await colleague.restriction.create({ recordId: problem.id });
    expect(await read()).toMatchObject({ isNew: true, last: { kind: "medication" } });
    // The revision does not reveal changes of withheld records.
    await colleague.condition.update({ id: problem.id, expectedVersion: 1, severity: "mild" });
    expect(await read()).toMatchObject({ isNew: false });
    // One record is added and another removed.
    const second = await colleague.condition.create({ patientId, code: { text: "Alcohol dependence" } });
    await colleague.condition.update({ id: second.id, expectedVersion: 1, severity: "mild" });
    await colleague.condition.create({ patientId, code: { text: "Asthma" } });
    await colleague.restriction.remove({ id: restricted.id, expectedVersion: 1 });
    const later = await colleague.restriction.create({ recordId: second.id });
    await read();
    await colleague.restriction.create({ recordId: problem.id });
    await colleague.restriction.remove({ id: later.id, expectedVersion: 1 });
    expect(await read()).toMatchObject({ isNew: true });
    const other = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const moved = { recordId: id, expectedVersion: 2, patientId: other.id, reason: "Other patient" };
    await colleague.chart.moveRecord(moved);
    expect(await read()).toMatchObject({ isNew: true });
  });

  it("tells of what was added to a note", async () => {
    const { caller, account, patientId } = await practiceWithPatient();
    await linkToDoctor({ caller }, account.id);
    const { id } = await signedNote(caller, { patientId, kind: "Letter", text: "No allergy." });
    const before = await caller.chart.revision({ patientId });
    expect(before.changes).toMatchObject([{ kind: "note", what: "added" }]);
    const { hash } = await caller.note.review({ id });
    await caller.note.amend({ id, hash, kind: "correction", text: "Nuts.", reason: "Forgotten" });
    const { revision, changes } = await caller.chart.revision({ patientId });
    expect(revision).not.toBe(before.revision);
    expect(changes).toMatchObject([{ kind: "note", what: "changed", by: account.id }]);
  });
});

describe("the timeline of a chart", () => {
  it("has what is planned from its day on, or if it is asked for", async () => {
    const { caller } = await api.signUp();
    const { id: patientId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    for (const days of [-1, 0, 3])
      await caller.medication.create({ patientId, drug: { text: `Drug ${days}` }, from: dateInDays(days) });
    const titles = async (to?: string) =>
      (await caller.chart.timeline({ patientId, to })).items.map(({ title }) => title);
    expect(await titles()).toEqual(["Drug 0", "Drug -1"]);
    expect(await titles(`${dateInDays(9)}T00:00:00Z`)).toEqual(["Drug 3", "Drug 0", "Drug -1"]);
  });

  it("has all kinds by when they happened, page by page, and none that was entered in error", async () => {
    const { caller, account, patientId } = await practiceWithPatient();
    await linkToDoctor({ caller }, account.id);
    const of = { patientId };
    const day = (number: number) => `2026-01-0${number}T09:00:00Z`;
    await caller.encounter.create({ ...of, reason: { text: "Cough" }, startedAt: day(1) });
    await caller.condition.create({ ...of, code: { text: "Asthma" }, recordedAt: day(2) });
    await caller.allergy.create({ ...of, substance: { text: "Nuts" }, recordedAt: day(3) });
    await caller.observation.create({ ...of, code: weight, value: kilograms("70.0"), effectiveAt: day(4) });
    await signedNote(caller, { ...of, kind: "Letter", text: "Coughs.", recordedAt: day(5) });
    await caller.medication.create({ ...of, drug: { text: "Salbutamol" }, recordedAt: day(6) });
    await caller.immunization.create({ ...of, vaccine: { text: "Flu" }, occurred: "2026-01-07" });
    await caller.procedure.create({ ...of, code: { text: "Stitches" }, performedFrom: "2026-01-08" });
    const wrong = await caller.procedure.create({ ...of, code: { text: "Cast" } });
    await caller.procedure.enterInError({ id: wrong.id, expectedVersion: 1, reason: "Other patient" });
    const whole = await caller.chart.timeline(of);
    expect(whole.items.find(({ kind }) => kind === "observation")?.coding).toMatchObject({ code: "29463-7" });
    expect(whole.items.find(({ kind }) => kind === "note")?.coding).toBeNull();
    expect(whole.items.map(({ kind, title, text }) => [kind, title, text])).toEqual([
      ["procedure", "Stitches", "completed"],
      ["immunization", "Flu", "completed"],
      ["medication", "Salbutamol", "active"],
      ["note", "Letter", "Coughs."],
      ["observation", "Body weight", "70.0 kg"],
      ["allergy", "Nuts", "active"],
      ["condition", "Asthma", "active"],
      ["encounter", "Cough", "in-progress"],
    ]);
    expect(whole.items.at(-1)?.at).toBe(day(1));
    const paged = [];
    for (let cursor: string | null = null; ; ) {
      const page = await caller.chart.timeline({ ...of, limit: 3, cursor });
      paged.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole.items);
    const some = await caller.chart.timeline({ ...of, kinds: ["note", "allergy"], from: day(3), to: day(5) });
    expect(some.items.map(({ kind }) => kind)).toEqual(["allergy"]);
  });

  describe("days", () => {
    /** Records on days in New York, and at instants around them. */
    async function makeDays(timeZone: string) {
      const practice = await practiceWithPatient();
      const { caller, patientId } = practice;
      await caller.practice.update({ timeZone, expectedVersion: "any" });
      const of = { patientId, recordedAt: "2026-11-24T12:00:00Z" };
      await caller.immunization.create({ patientId, vaccine: { text: "day" }, occurred: "2026-11-20" });
      await caller.procedure.create({ patientId, code: { text: "month" }, performedFrom: "2026-11" });
      await caller.condition.create({ ...of, code: { text: "onset" }, onset: "2026-11-20" });
      await caller.condition.create({ ...of, code: { text: "recorded" } });
      await caller.medication.create({ ...of, drug: { text: "year" }, from: "2019" });
      await caller.allergy.create({ ...of, substance: { text: "allergy" }, onset: "2026-11-21" });
      for (const effectiveAt of ["2026-11-20T04:59:59Z", "2026-11-20T05:00:00Z", "2026-11-21T04:59:59Z"])
        await caller.observation.create({
          patientId,
          code: { text: effectiveAt },
          value: kilograms("70"),
          effectiveAt,
        });
      return practice;
    }
    const shown = ({ items }: { items: { title: string; on: string | null; at: string }[] }) =>
      items.map(({ title, on, at }) => [title, on ?? at]);

    it("are shown as such, and stand in their day of the practice", async () => {
      const { caller, patientId } = await makeDays("America/New_York");
      const whole = await caller.chart.timeline({ patientId });
      const sorted = [
        ["recorded", "2026-11-24T12:00:00Z"],
        ["allergy", "2026-11-21"],
        ["2026-11-21T04:59:59Z", "2026-11-21T04:59:59Z"],
        ["2026-11-20T05:00:00Z", "2026-11-20T05:00:00Z"],
        ["onset", "2026-11-20"],
        ["day", "2026-11-20"],
        ["2026-11-20T04:59:59Z", "2026-11-20T04:59:59Z"],
        ["month", "2026-11"],
        ["year", "2019"],
      ];
      expect(shown(whole)).toEqual(sorted);
      expect(whole.items.find(({ on }) => on === "2026-11")?.at).toBe("2026-11-01T04:00:00Z");
      const ofDay = { patientId, from: "2026-11-20T05:00:00Z", to: "2026-11-21T05:00:00Z" };
      expect(shown(await caller.chart.timeline(ofDay))).toEqual(sorted.slice(2, 6));
    });

    // At any time, the date in one of the first two zones differs from that in UTC.
    it.each(["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])(
      "have the same order in lists of one kind in %s, page by page",
      async (timeZone) => {
        const { caller, patientId } = await practiceWithPatient();
        await caller.practice.update({ timeZone, expectedVersion: "any" });
        const [yesterday, today, tomorrow] = [-1, 0, 1].map((days) => dayIn(timeZone, days));
        // A record without a date is placed by when it was written.
        for (const performedFrom of [yesterday, today, today, null, "2019-05", tomorrow, null])
          await caller.procedure.create({
            patientId,
            code: { text: "Stitches" },
            status: "preparation",
            performedFrom,
          });
        // What is planned for tomorrow is in lists.
        const to = `${dateInDays(9)}T00:00:00Z`;
        const { items } = await caller.chart.timeline({ patientId, to });
        const days = [tomorrow, null, null, today, today, yesterday, "2019-05"];
        expect(items.map(({ on }) => on)).toEqual(days);
        for (const limit of [1, 2, 3, 7]) {
          const paged = [];
          for (let cursor: string | null = null; ; ) {
            const page = await caller.procedure.list({ patientId, limit, cursor });
            paged.push(...page.items);
            if (page.nextCursor === null) break;
            cursor = page.nextCursor;
          }
          expect(paged.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
        }
      },
    );

    it.each(["America/New_York", "Pacific/Auckland", "America/Havana", "Pacific/Apia", "UTC"])(
      "page by page in %s, both ways, leave out nothing",
      async (timeZone) => {
        const { caller, patientId } = await makeDays(timeZone);
        // In Havana, midnight of 1 November comes twice. In Apia, 30 December never was.
        const samoan = ["2011-12-31", "2011-12-30", "2011-12-29", "2011-12-30", "2011-12-31"];
        for (const occurred of ["2026-11-01", "2026-11-02", ...samoan])
          await caller.immunization.create({ patientId, vaccine: { text: occurred }, occurred });
        const { items: all } = await caller.chart.timeline({ patientId });
        expect(all).toHaveLength(16);
        expect(all.map(({ at }) => at)).toEqual(
          all
            .map(({ at }) => at)
            .toSorted()
            .toReversed(),
        );
        for (const limit of [1, 2, 3]) {
          const read = (cursor: string | null) => caller.chart.timeline({ patientId, limit, cursor });
          const forth = [];
          let page = await read(null);
          const isMore = (found: unknown[]) => found.length <= all.length;
          for (
            forth.push(...page.items);
            page.nextCursor !== null && isMore(forth);
            forth.push(...page.items)
          )
            page = await read(page.nextCursor);
          expect(forth).toEqual(all);
          const back = [...page.items];
          for (; page.previousCursor !== null && isMore(back); back.unshift(...page.items))
            page = await read(page.previousCursor);
          expect(back).toEqual(all);
        }
      },
    );
  });

  it("goes on from a place in both directions, with the same filters, and leaves out nothing", async () => {
    const { caller, patientId } = await practiceWithPatient();
    // Two of them happened at the same instant.
    const hours = ["01", "02", "03", "03", "04", "05", "06"];
    for (const hour of hours)
      await caller.observation.create({
        patientId,
        code: weight,
        value: kilograms("70"),
        effectiveAt: `2026-01-01T${hour}:00:00Z`,
      });
    await caller.allergy.create({
      patientId,
      substance: { text: "Nuts" },
      recordedAt: "2026-01-01T05:30:00Z",
    });
    const given = { patientId, kinds: ["observation" as const], from: "2026-01-01T02:00:00Z" };
    const { items: all, ...ends } = await caller.chart.timeline(given);
    expect(all.map(({ at }) => at.slice(11, 13))).toEqual(["06", "05", "04", "03", "03", "02"]);
    expect(ends).toEqual({ nextCursor: null, previousCursor: null });
    const startBefore = "2026-01-01T04:00:00Z";
    // With two per page, a page ends between the two of the same instant.
    const read = (cursor?: string | null) =>
      caller.chart.timeline({ ...given, startBefore, limit: 2, cursor });
    const first = await read();
    expect(first.items).toEqual(all.slice(3, 5));
    const later = await read(first.previousCursor);
    expect(later.items).toEqual(all.slice(1, 3));
    const latest = await read(later.previousCursor);
    expect(latest).toMatchObject({ items: all.slice(0, 1), previousCursor: null });
    expect((await read(latest.nextCursor)).items).toEqual(later.items);
    expect(await read(later.nextCursor)).toEqual(first);
    const earlier = await read(first.nextCursor);
    expect(earlier).toMatchObject({ items: all.slice(5), nextCursor: null });
    expect((await read(earlier.previousCursor)).items).toEqual(all.slice(3, 5));
    const none = await caller.chart.timeline({ ...given, startBefore: given.from });
    expect(none).toMatchObject({ items: [], nextCursor: null });
    expect((await read(none.previousCursor)).items).toEqual(all.slice(4));
  });

  it("says of a note that it was added to, or corrected", async () => {
    const { caller, account, patientId } = await practiceWithPatient();
    await linkToDoctor({ caller }, account.id);
    const { id } = await signedNote(caller, { patientId, kind: "Letter", text: "No allergy." });
    const amended = async () =>
      (await caller.chart.timeline({ patientId })).items.map((item) => item.amended);
    const amend = async (kind: "addendum" | "correction") => {
      const { hash } = await caller.note.review({ id });
      await caller.note.amend({ id, hash, kind, text: "Nuts.", reason: "Forgotten" });
    };
    expect(await amended()).toEqual([null]);
    await amend("addendum");
    expect(await amended()).toEqual(["addendum"]);
    await amend("correction");
    await amend("addendum");
    expect(await amended()).toEqual(["correction"]);
  });

  it("shows the values of a panel", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const pressure = (number: string) => ({ kind: "quantity", number, unit: "mm[Hg]" }) as const;
    await caller.observation.create({
      patientId,
      code: loinc("85354-9", "Blood pressure"),
      components: [
        { code: loinc("8480-6", "Systolic"), value: pressure("120") },
        { code: loinc("8462-4", "Diastolic"), value: pressure("80") },
      ],
    });
    const { items } = await caller.chart.timeline({ patientId });
    expect(items[0]).toMatchObject({ title: "Blood pressure", text: "120 mm[Hg] / 80 mm[Hg]" });
  });
});

describe("a trend", () => {
  it("has the numbers of a code in its canonical unit, oldest first", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const add = (number: string, unit: string, day: string) =>
      caller.observation.create({
        patientId,
        code: weight,
        value: { kind: "quantity", number, unit },
        effectiveAt: `2026-01-${day}T09:00:00Z`,
      });
    await add("70.10", "kg", "02");
    await add("69", "kg", "01");
    await add("154", "[lb_av]", "03");
    const code = { system: "http://loinc.org", code: "29463-7" };
    const { series } = await caller.chart.trend({ patientId, ...code });
    expect(series).toMatchObject([
      {
        code: { text: "Body weight" },
        unit: "kg",
        isBucketed: false,
        points: [
          { at: "2026-01-01T09:00:00Z", count: 1, least: "69", mean: "69", greatest: "69" },
          { at: "2026-01-02T09:00:00Z", count: 1, least: "70.10", mean: "70.1", greatest: "70.10" },
          { at: "2026-01-03T09:00:00Z", count: 1, mean: "69.85322498" },
        ],
      },
    ]);
    const later = await caller.chart.trend({ patientId, ...code, from: "2026-01-02T00:00:00Z" });
    expect(later.series.flatMap(({ points }) => points)).toHaveLength(2);
    expect((await caller.chart.trend({ patientId, code: "29463-7" })).series).toEqual([]);
  });

  it("says of each number whether it is only a bound, and joins spellings of one unit", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const add = (number: string, unit: string, comparator: "<" | ">" | null = null) => {
      const value = { kind: "quantity", number, unit, comparator } as const;
      return caller.observation.create({ patientId, code: { text: "Ferritin" }, value });
    };
    await add("20", "ug/L", "<");
    await add("150", "ug/l");
    await add("1000", "ug/L", ">");
    const { series } = await caller.chart.trend({ patientId, code: "ferritin" });
    expect(
      series.map(({ points }) => points.map((each) => [each.comparator, each.mean, each.bounds])),
    ).toEqual([
      [
        ["<", "20", 1],
        [null, "150", 0],
        [">", "1000", 1],
      ],
    ]);
  });

  it.each([
    ["Arterial pH", ["[pH]", "U", null]],
    ["TSH", ["u[iU]/mL", "m[iU]/L"]],
    ["PHQ-9", ["{score}", null, "1"]],
  ])("is one of %s in the units %j", async (text, units) => {
    const { caller, patientId } = await practiceWithPatient();
    for (const unit of units) {
      const value = { kind: "quantity", number: "7.4", unit } as const;
      await caller.observation.create({ patientId, code: { text }, value });
    }
    const { series } = await caller.chart.trend({ patientId, code: text });
    expect(series.map(({ points }) => points.length)).toEqual([units.length]);
  });

  it("keeps units apart of a code that is in no table, and joins those of components that are", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const value = (unit: string) => ({ kind: "quantity", number: "1", unit }) as const;
    for (const unit of ["mg", "g"])
      await caller.observation.create({ patientId, code: { text: "Dose" }, value: value(unit) });
    const { series } = await caller.chart.trend({ patientId, code: "dose" });
    expect(series.map(({ unit }) => unit)).toEqual(["g", "mg"]);
    for (const unit of ["kg", "g"]) {
      const number = unit === "g" ? "70000" : "70";
      const components = [{ code: weight, value: { ...value(unit), number } }];
      await caller.observation.create({ patientId, code: { text: "Body" }, components });
    }
    const joined = await caller.chart.trend({ patientId, code: "body" });
    expect(joined.series).toMatchObject([{ unit: "kg", points: [{ mean: "70" }, { mean: "70" }] }]);
  });

  it("has a series for each component, and finds words whatever their case", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const part = (text: string, number: string) =>
      ({ code: { text }, value: { kind: "quantity", number, unit: "mm[Hg]" } }) as const;
    const components = [part("Systolic", "120"), part("Diastolic", "80")];
    await caller.observation.create({ patientId, code: { text: "Blood pressure" }, components });
    const { series } = await caller.chart.trend({ patientId, code: "blood PRESSURE" });
    expect(series.map(({ code, points }) => [code.text, points[0]?.mean])).toEqual([
      ["Diastolic", "80"],
      ["Systolic", "120"],
    ]);
  });

  it("has at most 500 points, which lose neither the least nor the greatest number", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id } = await caller.observation.create({
      patientId,
      code: weight,
      value: kilograms("70"),
      effectiveAt: "2020-01-01T00:00:00Z",
    });
    await reader.execute(sql`
      insert into observation (practice_id, id, patient_id, code, status, value_number, value_unit, components,
        is_interpretation_computed, effective_at, created_by)
      select practice_id, uuidv7(), patient_id, code, status, 50 + number % 40, value_unit, components, false,
        effective_at + number * interval '1 hour', created_by
      from observation, generate_series(1, 2000) as number where id = ${id}`);
    const { series } = await caller.chart.trend({ patientId, system: "http://loinc.org", code: "29463-7" });
    const points = series[0]?.points ?? [];
    expect(series[0]?.isBucketed).toBe(true);
    expect(points).toHaveLength(500);
    expect(points.reduce((sum, { count }) => sum + count, 0)).toBe(2_001);
    expect(Math.min(...points.map(({ least }) => Number(least)))).toBe(50);
    expect(Math.max(...points.map(({ greatest }) => Number(greatest)))).toBe(89);
  });

  it("has a mean with enough digits, which is never outside of the least and the greatest number", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const unitOf = { small: "mol/L", large: "/L" };
    const numbersOf = {
      small: ["0.0000000021", "0.0000000022"],
      large: ["99999999999999999999.99999999", "99999999999999999999.99999998"],
    };
    const trendOf = async (text: keyof typeof numbersOf) =>
      (await caller.chart.trend({ patientId, code: text })).series[0]?.points ?? [];
    for (const text of ["small", "large"] as const)
      for (const number of numbersOf[text])
        await caller.observation.create({
          patientId,
          code: { text },
          effectiveAt: "2026-01-01T00:00:00Z",
          value: { kind: "quantity", number, unit: unitOf[text] },
        });
    for (const text of ["small", "large"] as const)
      expect((await trendOf(text)).map(({ mean }) => mean).toSorted()).toEqual(numbersOf[text].toSorted());
    await reader.execute(sql`
      insert into observation (practice_id, id, patient_id, code, status, value_number, value_unit, components,
        is_interpretation_computed, effective_at, created_by)
      select practice_id, uuidv7(), patient_id, code, status, value_number, value_unit, components, false,
        effective_at, created_by
      from observation, generate_series(1, 500) where patient_id = ${patientId}`);
    expect(await trendOf("small")).toMatchObject([{ count: 1_002, mean: "0.00000000215" }]);
    expect(await trendOf("large")).toMatchObject([{ count: 1_002, mean: "99999999999999999999.999999985" }]);
  });

  it("has at most 20 series, and says if there are more", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const add = (count: number) =>
      caller.observation.create({
        patientId,
        code: { text: "Panel" },
        components: Array.from({ length: count }, (_, index) => ({
          code: { text: `Part ${count} ${String(index).padStart(2, "0")}` },
          value: { kind: "quantity", number: "1", unit: null } as const,
        })),
      });
    const read = () => caller.chart.trend({ patientId, code: "Panel" });
    await add(20);
    const whole = await read();
    expect(whole).toMatchObject({ isComplete: true });
    await add(1);
    const { series, isComplete } = await read();
    expect([series.length, isComplete]).toEqual([20, false]);
  });

  it("of a code is without words that look like it, and of words without a code", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const coding = { system: "local:laboratory", code: "x", display: "Coded" };
    await caller.observation.create({ patientId, code: { coding }, value: kilograms("1") });
    await caller.observation.create({
      patientId,
      code: { text: "local:laboratory|x" },
      value: kilograms("2"),
    });
    const textsOf = async (of: { system?: string; code: string }) =>
      (await caller.chart.trend({ patientId, ...of })).series.map(({ code }) => code.text);
    expect(await textsOf({ system: "local:laboratory", code: "x" })).toEqual(["Coded"]);
    expect(await textsOf({ code: "local:laboratory|x" })).toEqual(["local:laboratory|x"]);
  });
});
