import { Random } from "@caretype/testing/random";
import { lastInstant, type Plan, type PlannedDoctor, type PlannedPractice } from "./plan.ts";
import { maxDoctorsPerPatient } from "./size.ts";
import type { TableFill } from "./table-fill.ts";

const year = 365 * 24 * 60 * 60 * 1000;

/** Relative numbers of doctors per patient: most see few, some see many. */
const weights = [1, 0.4, 2.8, 0.4, 0.8, 0, 0.4, 1.2, 2, 1] as const;
const reasons = [
  "Check-up",
  "Palpitations",
  "Follow-up",
  "Back pain",
  "Vaccination",
  "Referral",
  "Rash",
] as const;

export function assignmentFill(plan: Plan): TableFill {
  const { size, patients } = plan;
  function* rows() {
    const random = new Random(size.seed, "assignment");
    const pools = new Map(plan.practices.map((practice) => [practice, poolOf(plan, practice, random)]));
    let [seen, count] = [0, 0];
    let due = 0;
    for (const { id: patientId, at, practice } of patients()) {
      const isLast = ++seen === size.patients;
      due += (size.assignments / size.patients) * (weights[seen % weights.length] ?? 1);
      const doctors = pools.get(practice) ?? [];
      const first = Math.floor(doctors.length * random.next() * random.next());
      const end = isLast ? size.assignments : Math.min(size.assignments, Math.floor(due));
      for (let each = 0; count < end; each++, count++) {
        const doctor = doctors[(first + each) % doctors.length];
        const assignedAt = Math.min(lastInstant, at + Math.floor(random.next() ** 3 * year));
        const stamp = new Date(assignedAt).toISOString();
        const reason = random.chance(0.6) ? random.pick(reasons) : null;
        yield {
          practice_id: practice.id,
          id: random.id(assignedAt),
          patient_id: patientId,
          doctor_id: doctor?.id ?? null,
          reason_for_visit: reason,
          assigned_by: practice.accountId,
          assigned_at: stamp,
          updated_at: stamp,
        };
      }
    }
  }
  return { table: "assignment", rows };
}

/** A practice works with some of the doctors, and a large one with more. */
function poolOf({ size, doctors }: Plan, practice: PlannedPractice, random: Random): PlannedDoctor[] {
  const share = (practice.patients / size.patients) * doctors.length;
  const count = Math.min(doctors.length, Math.max(maxDoctorsPerPatient(size), 12, Math.round(share * 2)));
  const first = random.below(doctors.length);
  return Array.from({ length: count }, (_, index) => doctors[(first + index) % doctors.length]).filter(
    (doctor) => doctor !== undefined,
  );
}
