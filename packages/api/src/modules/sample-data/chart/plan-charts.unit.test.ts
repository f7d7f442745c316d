import type { DoctorId, PatientId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { makeSamplePatients } from "../people/patients.ts";
import { planCharts } from "./plan-charts.ts";

it.each(["Asia/Tokyo", "America/Los_Angeles"])(
  "patients of the sample come on weekday mornings in %s",
  (timeZone) => {
    // At night, and on a Saturday in Tokyo.
    const now = Date.parse("2026-11-27T20:00:00Z");
    const patients = makeSamplePatients(new Date(now)).map(({ age, input }) => ({
      id: newId<PatientId>(),
      age,
      dateOfBirth: input.dateOfBirth ?? null,
      medicalHistory: input.medicalHistory ?? null,
      doctorId: newId<DoctorId>(),
    }));
    const charts = planCharts({ now, timeZone, patients, visits: [] });
    const times = charts.flatMap(({ observations, encounters }) => [
      ...[...observations, ...encounters.flatMap((each) => each.observations)].map(
        (each) => each.effectiveAt,
      ),
      ...encounters.map(({ encounter }) => encounter.startedAt),
    ]);
    const walls = times.map((at) => Temporal.Instant.from(at ?? "").toZonedDateTimeISO(timeZone));
    expect(times.length).toBeGreaterThan(100);
    expect(walls.filter(({ dayOfWeek, hour }) => dayOfWeek > 5 || hour !== 10)).toEqual([]);
    expect(walls.filter(({ epochMilliseconds }) => epochMilliseconds > now)).toEqual([]);
  },
);
