import { toDomainError } from "@caretype/core/kernel/error/map";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { grantable } from "@caretype/core/kernel/permissions/permissions";
import { erasePerson } from "@caretype/core/people/erasure/erase-person";
import { createChangePlacer } from "@caretype/db";
import { callerByPath } from "@caretype/test-api/caller";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { mailsTo, newestMail } from "@caretype/test-api/mails";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaitingOrDone } from "@caretype/test-api/waiting";
import { lockRow } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { linkToDoctor, signedNote } from "../../test/signing.ts";

const api = await createTestApi();
const place = createChangePlacer(api.database);

/** A patient with a psychiatrist's restricted encounter and records in it. */
async function restricted() {
  const owner = await api.signUp();
  const psychiatrist = await makeColleague(api, owner, "clinician");
  const colleague = await makeColleague(api, owner, "clinician");
  const { caller } = psychiatrist;
  const { id: doctorId } = await owner.caller.doctor.create({ name: "Ada Ray" });
  await owner.caller.member.linkDoctor({ accountId: psychiatrist.id, doctorId });
  const { id: patientId } = await owner.caller.patient.create({ name: "Zelda Quux", gender: "female" });
  const encounter = await caller.encounter.create({ patientId, doctorId });
  const given = { patientId, encounterId: encounter.id };
  const value = { kind: "quantity", number: "24", unit: null } as const;
  const records = {
    encounter,
    condition: await caller.condition.create({ ...given, code: { text: "Depression" } }),
    observation: await caller.observation.create({
      ...given,
      code: { text: "PHQ-9" },
      category: "vital-signs",
      value,
    }),
    medication: await caller.medication.create({ ...given, drug: { text: "Sertraline" } }),
    procedure: await caller.procedure.create({ ...given, code: { text: "Psychotherapy" } }),
    immunization: await caller.immunization.create({
      ...given,
      vaccine: { text: "Flu" },
      occurred: "2026-01-05",
    }),
    note: await signedNote(caller, given),
  };
  const restriction = await caller.restriction.create({ recordId: encounter.id });
  return { owner, psychiatrist, colleague, doctorId, patientId, encounter, records, restriction };
}

type Caller = Awaited<ReturnType<typeof makeColleague>>["caller"];
type Chart = Awaited<ReturnType<typeof restricted>>;
type Records = Chart["records"];

/** Returns by access path the kinds whose record a caller sees. */
async function seenBy(caller: Caller, { patientId, records }: Pick<Chart, "patientId" | "records">) {
  const kinds = Object.keys(records) as (keyof Records)[];
  const lists = await Promise.all(
    kinds.map(async (kind) => {
      const { items } = await caller[kind].list({ patientId });
      return items.some(({ id }) => id === records[kind].id) ? [kind] : [];
    }),
  );
  const opened = await Promise.all(
    kinds.map(async (kind) => {
      const { id } = records[kind];
      const at = "2099-01-01T00:00:00Z";
      const call = callerByPath(caller);
      const codes = await Promise.all(
        [
          call(`${kind}.byId`, { id }),
          call(`${kind}.history`, { id }),
          call(`${kind}.asOf`, { id, at }),
          call(`${kind}.diff`, { id, from: 1 }),
        ].map((read) =>
          read.then(
            () => "ok",
            (error: unknown) => toDomainError(error).code,
          ),
        ),
      );
      return [...new Set(codes)].map((code) => (code === "ok" ? kind : code));
    }),
  );
  const encounters = await Promise.all(
    [{}, { doctorId: records.encounter.doctorId ?? undefined }].map((of) => caller.encounter.list(of)),
  );
  const timeline = await caller.chart.timeline({ patientId });
  await place();
  const events = await caller.event.list({ limit: 1000 });
  const summary = await caller.chart.summary({ patientId });
  const trend = await caller.chart.trend({ patientId, code: "PHQ-9" });
  return {
    listed: lists.flat(),
    // Encounters of the practice, and of the doctor.
    encounters: encounters.map(({ items }) => items.filter(({ id }) => id === records.encounter.id).length),
    opened: opened.flat(),
    inTimeline: timeline.items.map(({ kind }) => kind).toSorted(),
    inSummary: [summary.problems, summary.medications, summary.vitals, summary.encounters].map(
      (found) => found.length,
    ),
    isWithheld: summary.isWithheld,
    series: trend.series.length,
    inEvents: kinds.filter((kind) => events.items.some(({ recordId }) => recordId === records[kind].id)),
  };
}

/** Links a member to a new doctor, dated before the record was restricted. */
async function linkedBefore(owner: Chart["owner"], accountId: AccountId) {
  const doctorId = await linkToDoctor(owner, accountId);
  await api.database.reader.execute(
    `update membership set doctor_linked_at = now() - interval '1 day' where account_id = '${accountId}'`,
  );
  return doctorId;
}

/** Calls with an API key of an owner. */
async function callerByKey(owner: Chart["owner"]) {
  const { key } = await owner.caller.apiKey.create({
    name: "Sync",
    permissions: grantable.filter((permission) => /^(?:patient|assignment|doctor):/.test(permission)),
  });
  return api.callerWith({ accessToken: key });
}

const all = ["encounter", "condition", "observation", "medication", "procedure", "immunization", "note"];
const everything = {
  listed: all,
  opened: all,
  inTimeline: all.toSorted(),
  inSummary: [1, 1, 1, 1],
  isWithheld: false,
  series: 1,
  encounters: [1, 1],
  inEvents: all,
};
const nothing = {
  listed: [],
  opened: all.map((kind) => `${kind.toUpperCase()}_NOT_FOUND`),
  inTimeline: [],
  inSummary: [0, 0, 0, 0],
  isWithheld: true,
  series: 0,
  encounters: [0, 0],
  inEvents: [],
};

describe("a restricted encounter", () => {
  it("withholds each of its records, in each way to it, from others: the owner, too", async () => {
    const chart = await restricted();
    const { owner, colleague, psychiatrist } = chart;
    expect(await seenBy(psychiatrist.caller, chart)).toEqual(everything);
    expect(await seenBy(owner.caller, chart)).toEqual(nothing);
    expect(await seenBy(colleague.caller, chart)).toEqual(nothing);
  });

  it("is seen by an assigned doctor, and by a named member", async () => {
    const chart = await restricted();
    const { owner, colleague, psychiatrist, patientId, restriction } = chart;
    const { id: doctorId } = await owner.caller.doctor.create({ name: "Bo Lind" });
    await owner.caller.member.linkDoctor({ accountId: colleague.id, doctorId });
    const assignment = await owner.caller.assignment.create({ patientId, doctorId });
    expect(await seenBy(colleague.caller, chart)).toEqual(everything);
    await owner.caller.assignment.remove({ id: assignment.id, expectedVersion: "any" });
    expect(await seenBy(colleague.caller, chart)).toEqual(nothing);
    const { id } = restriction;
    const named = await psychiatrist.caller.restriction.update({
      id,
      expectedVersion: 1,
      readers: [colleague.id],
    });
    expect(named.readers.toSorted()).toEqual([psychiatrist.id, colleague.id].toSorted());
    expect(await seenBy(colleague.caller, chart)).toEqual(everything);
    expect(await seenBy(owner.caller, chart)).toEqual(nothing);
  });

  it("is seen by all once the restriction is lifted, which only its readers do", async () => {
    const chart = await restricted();
    const { owner, psychiatrist, restriction } = chart;
    const change = { id: restriction.id, expectedVersion: 1 };
    const refused = await failureOf(owner.caller.restriction.remove(change));
    expect(refused.code).toBe("RESTRICTION_NOT_FOUND");
    await psychiatrist.caller.restriction.remove(change);
    expect(await seenBy(owner.caller, chart)).toEqual(everything);
  });

  it("takes nothing from whom it is withheld, and is changed by nobody else", async () => {
    const { colleague, patientId, encounter, records } = await restricted();
    const { caller } = colleague;
    const given = { patientId, encounterId: encounter.id };
    const any = { expectedVersion: "any" } as const;
    const refused = await Promise.all(
      [
        caller.condition.create({ ...given, code: { text: "Cough" } }),
        caller.allergy.create({ ...given, substance: { text: "Nuts" } }),
        caller.allergy.recordNoneKnown(given),
        caller.observation.createMany({
          observations: [{ ...given, code: { text: "Mood" }, value: { kind: "text", text: "Low" } }],
        }),
        caller.medication.create({ ...given, drug: { text: "Drug" } }),
        caller.immunization.create({ ...given, vaccine: { text: "Flu" }, occurred: "2026" }),
        caller.procedure.create({ ...given, code: { text: "Stitches" } }),
        caller.noteDraft.create({ ...given, text: "Words." }),
        caller.encounter.finish({ id: encounter.id, ...any }),
        caller.condition.update({ id: records.condition.id, ...any, severity: "mild" }),
        caller.note.review({ id: records.note.id }),
        caller.restriction.create({ recordId: records.condition.id }),
      ].map(async (call) => (await failureOf(call)).code),
    );
    expect(new Set(refused)).toEqual(
      new Set(["ENCOUNTER_NOT_FOUND", "CONDITION_NOT_FOUND", "NOTE_NOT_FOUND", "RECORD_NOT_FOUND"]),
    );
  });

  it("keeps its authors, signers and doctor among its readers", async () => {
    const owner = await api.signUp();
    const { caller } = owner;
    const [nurse, doctor] = [
      await makeColleague(api, owner, "clinician"),
      await makeColleague(api, owner, "clinician"),
    ];
    const { id: doctorId } = await caller.doctor.create({ name: "Ada Ray" });
    await caller.member.linkDoctor({ accountId: doctor.id, doctorId });
    const { id: patientId } = await caller.patient.create({ name: "Zelda Quux", gender: "female" });
    const { id: encounterId } = await caller.encounter.create({ patientId, doctorId });
    await nurse.caller.condition.create({ patientId, encounterId, code: { text: "Cough" } });
    const { readers } = await caller.restriction.create({ recordId: encounterId });
    expect(readers.toSorted()).toEqual([owner.account.id, nurse.id, doctor.id].toSorted());
  });
});

it("a restricted encounter is seen by its new doctor", async () => {
  const chart = await restricted();
  const { owner, psychiatrist, colleague, encounter, restriction } = chart;
  const doctorId = await linkToDoctor(owner, colleague.id);
  await psychiatrist.caller.encounter.update({ id: encounter.id, expectedVersion: "any", doctorId });
  const { readers, version } = await colleague.caller.restriction.byId({ id: restriction.id });
  expect([readers.toSorted(), version]).toEqual([[psychiatrist.id, colleague.id].toSorted(), 2]);
  expect((await colleague.caller.encounter.byId({ id: encounter.id })).doctorId).toBe(doctorId);
});

describe("opening restricted records", () => {
  it("shows them for half an hour, and tells the owners who, but not why by mail", async () => {
    const chart = await restricted();
    const { owner, colleague, patientId } = chart;
    const reason = "She is unconscious";
    const opened = await colleague.caller.restriction.open({ patientId, reason });
    expect(Date.parse(opened.expiresAt) - Date.parse(opened.createdAt)).toBe(30 * 60_000);
    expect(await seenBy(colleague.caller, chart)).toEqual(everything);
    expect(await seenBy(owner.caller, chart)).toEqual(nothing);
    const mail = await newestMail(api, owner.email, "breakGlass");
    expect(JSON.stringify(mail)).not.toContain(reason);
    expect((await owner.caller.notification.list({})).items[0]).toMatchObject({
      kind: "emergency-access",
      actorId: colleague.id,
    });
    expect((await owner.caller.audit.breakGlass({})).items).toMatchObject([
      { id: opened.id, patientId, accountId: colleague.id, reason },
    ]);
  });

  it("is told to the members who read clinical records, and not to the reception, where there is no owner", async () => {
    const { owner, psychiatrist, colleague, patientId } = await restricted();
    const reception = await makeColleague(api, owner, "reception");
    await api.database.reader.execute(
      `update membership set role = 'clinician' where account_id = '${owner.account.id}'`,
    );
    await colleague.caller.restriction.open({ patientId, reason: "She is unconscious" });
    const counts = await Promise.all(
      [owner, psychiatrist, colleague, reception].map(async ({ email, caller }) => [
        (await mailsTo(api, email)).filter(({ template }) => template === "breakGlass").length,
        (await caller.notification.list({})).items.filter(({ kind }) => kind === "emergency-access").length,
      ]),
    );
    expect(counts).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
      [0, 0],
    ]);
  });

  it("ends", async () => {
    const chart = await restricted();
    const { colleague, patientId } = chart;
    const { id } = await colleague.caller.restriction.open({ patientId, reason: "She is unconscious" });
    await api.database.reader.execute(
      `update break_glass set created_at = now() - interval '1 hour', expires_at = now() - interval '30 minutes' where id = '${id}'`,
    );
    expect(await seenBy(colleague.caller, chart)).toEqual(nothing);
  });

  it("lets nobody lift or change a restriction, which would outlast it", async () => {
    const chart = await restricted();
    const { colleague, patientId, restriction } = chart;
    const { caller } = colleague;
    await caller.restriction.open({ patientId, reason: "She is unconscious" });
    expect(await caller.restriction.byId({ id: restriction.id })).toMatchObject({ version: 1 });
    const change = { id: restriction.id, expectedVersion: "any" } as const;
    const refused = [
      await failureOf(caller.restriction.update({ ...change, readers: [colleague.id] })),
      await failureOf(caller.restriction.remove(change)),
    ];
    expect(refused.map(({ code }) => code)).toEqual(["RESTRICTION_NOT_FOUND", "RESTRICTION_NOT_FOUND"]);
  });

  it("answers who wrote in the encounter meanwhile, and no longer sees it", async () => {
    const { owner, colleague, patientId, encounter } = await restricted();
    const { caller } = colleague;
    await linkToDoctor(owner, colleague.id);
    const { id: accessId } = await caller.restriction.open({ patientId, reason: "She is unconscious" });
    const given = { patientId, encounterId: encounter.id };
    const { id } = await signedNote(caller, given);
    const draft = await caller.noteDraft.create({ ...given, text: "Words." });
    await api.database.reader.execute(
      `update break_glass set created_at = now() - interval '1 hour', expires_at = now() - interval '30 minutes' where id = '${accessId}'`,
    );
    const hash = "0".repeat(64);
    const refused = [
      await failureOf(caller.note.review({ id })),
      await failureOf(caller.note.amend({ id, hash, kind: "addendum", text: "More.", reason: "Late" })),
      await failureOf(caller.note.enterInError({ id, hash, reason: "Wrong" })),
      await failureOf(caller.noteDraft.review({ id: draft.id })),
      await failureOf(caller.noteDraft.sign({ id: draft.id, hash })),
    ];
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(["ENCOUNTER_NOT_FOUND"]));
    expect(await caller.note.byId({ id })).toMatchObject({ text: "Coughs." });
  });

  it("is needed by who assigns themselves, restores or takes over an assignment to see them", async () => {
    const chart = await restricted();
    const { owner, colleague, patientId } = chart;
    const doctorId = await linkToDoctor(owner, colleague.id);
    const given = { patientId, doctorId };
    const own = await colleague.caller.assignment.create(given);
    expect(await seenBy(colleague.caller, chart)).toEqual(nothing);
    await owner.caller.assignment.remove({ id: own.id, expectedVersion: "any" });
    const { id } = await owner.caller.assignment.create(given);
    expect(await seenBy(colleague.caller, chart)).toEqual(everything);
    await owner.caller.assignment.remove({ id, expectedVersion: "any" });
    await owner.caller.assignment.restore({ id });
    expect(await seenBy(colleague.caller, chart)).toEqual(everything);
    await owner.caller.assignment.remove({ id, expectedVersion: "any" });
    await colleague.caller.assignment.restore({ id }).catch(() => undefined);
    expect(await seenBy(colleague.caller, chart)).toEqual(nothing);
  });

  it("is needed by who merges the patient with one of theirs", async () => {
    const chart = await restricted();
    const { owner, colleague, patientId } = chart;
    const doctorId = await linkToDoctor(owner, colleague.id);
    const { id: keepId } = await owner.caller.patient.create({ name: "Zelda Quux", gender: "female" });
    await owner.caller.assignment.create({ patientId: keepId, doctorId });
    await colleague.caller.patient.merge({
      keepId: patientId,
      expectedVersion: "any",
      mergedId: keepId,
      mergedExpectedVersion: "any",
    });
    expect(await seenBy(colleague.caller, chart)).toEqual(nothing);
  });

  it.each(["a colleague", "an owner, through an API key"])(
    "is needed by %s who merges the patient into one of theirs, also after the undo",
    async (who) => {
      const chart = await restricted();
      const { owner, colleague, patientId, restriction } = chart;
      const [reader, other] = who === "a colleague" ? [colleague, owner] : [owner, colleague];
      const doctorId = await linkedBefore(owner, reader.account.id);
      const { id: keepId } = await other.caller.patient.create({ name: "Zelda Quux", gender: "female" });
      const { id: assignmentId } = await other.caller.assignment.create({ patientId: keepId, doctorId });
      const merger = reader === owner ? await callerByKey(owner) : reader.caller;
      const { id } = await merger.patient.merge({
        keepId,
        expectedVersion: "any",
        mergedId: patientId,
        mergedExpectedVersion: "any",
      });
      const merged = { ...chart, patientId: keepId };
      expect(await seenBy(reader.caller, merged)).toEqual(nothing);
      const refused = await failureOf(
        reader.caller.restriction.update({
          id: restriction.id,
          expectedVersion: "any",
          readers: [reader.account.id],
        }),
      );
      expect(refused.code).toBe("RESTRICTION_NOT_FOUND");
      // Another member assigns them to the patient.
      await other.caller.assignment.update({
        id: assignmentId,
        expectedVersion: "any",
        reasonForVisit: "Treats her",
      });
      expect(await seenBy(reader.caller, merged)).toEqual(everything);
      await merger.patient.unmerge({ mergeId: id });
      expect(await seenBy(reader.caller, chart)).toEqual(nothing);
    },
  );

  it("is not needed by who merges a patient of theirs with another of theirs", async () => {
    const chart = await restricted();
    const { owner, colleague, patientId } = chart;
    const doctorId = await linkToDoctor(owner, colleague.id);
    const { id: keepId } = await owner.caller.patient.create({ name: "Zelda Quux", gender: "female" });
    for (const each of [keepId, patientId])
      await owner.caller.assignment.create({ patientId: each, doctorId });
    await colleague.caller.patient.merge({
      keepId,
      expectedVersion: "any",
      mergedId: patientId,
      mergedExpectedVersion: "any",
    });
    expect(await seenBy(colleague.caller, { ...chart, patientId: keepId })).toEqual(everything);
  });

  it("is needed by an owner who links themselves to an assigned doctor", async () => {
    const chart = await restricted();
    const { owner, colleague, patientId } = chart;
    const { id: doctorId } = await owner.caller.doctor.create({ name: "Bo Lind" });
    await colleague.caller.assignment.create({ patientId, doctorId });
    await owner.caller.member.linkDoctor({ accountId: owner.account.id, doctorId });
    expect(await seenBy(owner.caller, chart)).toEqual(nothing);
  });

  it("is needed by who assigns their doctor through an API key", async () => {
    const chart = await restricted();
    const { owner, patientId } = chart;
    const doctorId = await linkedBefore(owner, owner.account.id);
    const byKey = await callerByKey(owner);
    await byKey.assignment.create({ patientId, doctorId });
    expect(await seenBy(owner.caller, chart)).toEqual(nothing);
  });

  it("is refused where nothing is withheld, and notifies nobody", async () => {
    const { owner, psychiatrist, patientId } = await restricted();
    const refused = await failureOf(
      psychiatrist.caller.restriction.open({ patientId, reason: "I am curious" }),
    );
    expect(refused.code).toBe("NOTHING_WITHHELD");
    expect((await owner.caller.audit.breakGlass({})).items).toEqual([]);
  });
});

describe("a restricted record", () => {
  it("is withheld alone, and its encounter's other records are not", async () => {
    const { owner, psychiatrist, restriction, patientId, records } = await restricted();
    await psychiatrist.caller.restriction.remove({ id: restriction.id, expectedVersion: 1 });
    const created = await psychiatrist.caller.restriction.create({ recordId: records.condition.id });
    expect(created).toMatchObject({ kind: "condition", patientId, readers: [psychiatrist.id] });
    const timeline = await owner.caller.chart.timeline({ patientId });
    expect(timeline.items.map(({ kind }) => kind).toSorted()).toEqual(
      all.filter((kind) => kind !== "condition").toSorted(),
    );
    expect(await owner.caller.restriction.list({ patientId })).toEqual({
      items: [],
      nextCursor: null,
      isWithheld: true,
    });
    expect(await psychiatrist.caller.restriction.list({ patientId })).toEqual({
      items: [created],
      nextCursor: null,
      isWithheld: false,
    });
  });

  it("is not named by a review or verification of a note that others may read", async () => {
    const { owner, psychiatrist, restriction, records } = await restricted();
    await psychiatrist.caller.restriction.remove({ id: restriction.id, expectedVersion: 1 });
    await psychiatrist.caller.restriction.create({ recordId: records.condition.id });
    await psychiatrist.caller.condition.update({
      id: records.condition.id,
      expectedVersion: 1,
      severity: "mild",
    });
    const [colleagues, own] = await Promise.all(
      [owner.caller, psychiatrist.caller].map(async (caller) => ({
        reviewed: (await caller.note.review({ id: records.note.id })).records.map(({ kind }) => kind),
        verified: await caller.note.verify({ id: records.note.id }),
      })),
    );
    expect(own?.reviewed).toContain("condition");
    expect(colleagues?.reviewed).not.toContain("condition");
    expect(colleagues?.reviewed).toHaveLength((own?.reviewed.length ?? 0) - 1);
    expect(own?.verified.signatures[0]?.changes).toMatchObject([{ kind: "condition" }]);
    expect(colleagues?.verified).toMatchObject({ isIntact: true, signatures: [{ changes: [] }] });
  });

  it("hides the withheld encounter of an allergy, which all see", async () => {
    const { owner, psychiatrist, encounter, patientId } = await restricted();
    const given = { patientId, encounterId: encounter.id };
    const { id } = await psychiatrist.caller.allergy.create({ ...given, substance: { text: "Nuts" } });
    const encountersOf = async ({ allergy, chart }: Caller) => {
      const [listed, summary] = [await allergy.list({ patientId }), await chart.summary({ patientId })];
      const { items } = await chart.timeline({ patientId, kinds: ["allergy"] });
      const versions = (await allergy.history({ id })).items.map(({ record }) => record);
      const then = await allergy.asOf({ id, at: "2099-01-01T00:00:00Z" });
      return [
        ...listed.items,
        ...summary.allergies,
        ...items,
        await allergy.byId({ id }),
        ...versions,
        then,
      ].map((found) => found?.encounterId);
    };
    expect(await encountersOf(owner.caller)).toEqual(Array(6).fill(null));
    expect(await encountersOf(psychiatrist.caller)).toEqual(Array(6).fill(encounter.id));
    const [added] = (await owner.caller.allergy.history({ id })).items;
    expect(added?.changes).not.toHaveProperty("encounterId");
  });

  it("is restricted once, by members who see it, and names members alone. An allergy is not", async () => {
    const { psychiatrist, encounter, patientId } = await restricted();
    const { caller } = psychiatrist;
    const stranger = await api.signUp();
    const { id: recordId } = await caller.allergy.create({ patientId, substance: { text: "Nuts" } });
    const condition = await caller.condition.create({ patientId, code: { text: "Cough" } });
    const codes = await Promise.all([
      failureOf(caller.restriction.create({ recordId: encounter.id })),
      failureOf(caller.restriction.create({ recordId })),
      failureOf(caller.restriction.create({ recordId: condition.id, readers: [stranger.account.id] })),
      failureOf(stranger.caller.restriction.create({ recordId: condition.id })),
    ]);
    expect(codes.map(({ code, details }) => [code, details.errors])).toEqual([
      ["RECORD_RESTRICTED", undefined],
      ["INVALID_INPUT", { recordId: ["An allergy cannot be restricted"] }],
      ["INVALID_INPUT", { readers: ["Has to name members of the practice"] }],
      ["RECORD_NOT_FOUND", undefined],
    ]);
  });

  it("keeps its versions and signatures, and moves in a merge and back", async () => {
    const chart = await restricted();
    const { owner, psychiatrist, patientId, records } = chart;
    const { id: keptId } = await owner.caller.patient.create({ name: "Zelda Quux", gender: "female" });
    await owner.caller.patient.merge({
      keepId: keptId,
      expectedVersion: "any",
      mergedId: patientId,
      mergedExpectedVersion: "any",
    });
    expect(await seenBy(owner.caller, { ...chart, patientId: keptId })).toEqual(nothing);
    expect((await psychiatrist.caller.note.verify({ id: records.note.id })).isIntact).toBe(true);
    const { items } = await owner.caller.patient.merges({ id: keptId });
    await owner.caller.patient.unmerge({ mergeId: items[0]?.id ?? newId() });
    expect(await seenBy(owner.caller, chart)).toEqual(nothing);
    expect(await seenBy(psychiatrist.caller, chart)).toEqual(everything);
  });

  it("follows its record to the patient to whom it moves at the moment", async () => {
    const { psychiatrist, owner, patientId } = await restricted();
    const { caller } = psychiatrist;
    const { id: otherId } = await caller.patient.create({ name: "Zelda Quux", gender: "female" });
    const { id: recordId } = await caller.condition.create({ patientId, code: { text: "Psychosis" } });
    const { restricting } = await api.database.transaction(async (tx) => {
      // Takes the locks of a merge's undo.
      await lockRow(tx, { table: "patient", id: patientId });
      await tx.execute(sql`update condition set patient_id = ${otherId} where id = ${recordId}`);
      const restricting = caller.restriction.create({ recordId });
      await untilWaitingOrDone(api.database, restricting);
      return { restricting };
    });
    expect(await restricting).toMatchObject({ patientId: otherId });
    expect((await failureOf(owner.caller.condition.byId({ id: recordId }))).code).toBe("CONDITION_NOT_FOUND");
  });

  it("goes with its patient, who is erased", async () => {
    const { owner, patientId, restriction } = await restricted();
    const { id: practiceId } = await owner.caller.practice.mine();
    const kept = () =>
      api.database.reader.execute<{ id: string }>(
        sql`select id from restriction where patient_id = ${patientId}`,
      );
    expect((await kept()).map(({ id }) => id)).toEqual([restriction.id]);
    await erasePerson(api.database, { type: "patient", id: patientId, practiceId, reason: "Asked for it" });
    expect([...(await kept())]).toEqual([]);
  });

  it("does not tell by its kind why a patient is not removed", async () => {
    const { owner, psychiatrist, patientId } = await restricted();
    const removal = { id: patientId, expectedVersion: "any" } as const;
    const [refusedWithKinds, refused] = [
      await failureOf(psychiatrist.caller.patient.remove(removal)),
      await failureOf(owner.caller.patient.remove(removal)),
    ];
    expect(refusedWithKinds).toMatchObject({
      code: "PATIENT_HAS_RECORDS",
      details: { records: expect.any(Array) },
    });
    expect(refused.code).toBe("PATIENT_HAS_RECORDS");
    expect(refused.details.records).toBeUndefined();
  });
});

describe("another's draft", () => {
  it("is not counted where a patient is not removed", async () => {
    const { owner, psychiatrist, patientId, restriction } = await restricted();
    const { caller } = psychiatrist;
    await caller.restriction.remove({ id: restriction.id, expectedVersion: 1 });
    await caller.noteDraft.create({ patientId, text: "Words." });
    const removal = { id: patientId, expectedVersion: "any" } as const;
    const [own, others] = [
      await failureOf(caller.patient.remove(removal)),
      await failureOf(owner.caller.patient.remove(removal)),
    ];
    expect(own.details.records).toContainEqual({ kind: "draft", count: 1 });
    expect(others.details.records?.map(({ kind }) => kind).toSorted()).toEqual(all.toSorted());
  });
});
