import { asId, type VisitTypeId } from "@caretype/api/field/ids";
import { v7 as uuidv7 } from "uuid";
import { definePairs, type Pair, type Prepared } from "../pairs.ts";
import { fillAppointments, visitsOfDoctor } from "./fill-appointments.ts";

/** How many doctors have appointments: 20,000 and 2,000,000 in all. */
const doctors = { few: 2, many: 200, manyInSmall: 10 };
const days = 28;
const people = { practices: 20, patients: 20_000, doctors: 200, largestPractice: 5_000 };

const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "08:00", closes: "16:00" }));
const dateIn = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

/** Resolves to a search for the free slots of one of the doctors. */
async function fillDoctors({ caller, environment }: Prepared, count: number): Promise<Pair["run"]> {
  const { items } = await caller.doctor.list({ limit: 200 });
  const doctorIds = items.slice(0, count).map(({ id }) => id);
  const [doctorId] = doctorIds;
  if (!doctorId) throw new Error("There is no doctor to measure.");
  const visitTypeId = asId<VisitTypeId>(uuidv7());
  const { databaseUrl, practiceIds } = environment;
  await fillAppointments(databaseUrl, { practiceIds, doctorIds, visitTypeId });
  await caller.openingHours.set({ doctorId, expectedVersion: "any", weekly });
  return () => caller.appointment.slots({ doctorId, visitTypeId, from: dateIn(1), to: dateIn(days) });
}

export const slots = definePairs({
  name: "slots",
  title: "Free slots",
  about: `Free slots in the next ${days} days of a doctor with ${visitsOfDoctor.toLocaleString("en")} appointments: 20,000 are in the table, and 2,000,000 where it says so.`,
  compares: "median",
  rounds: { full: 150, small: 20 },
  async prepare({ small }, fill) {
    const practice = await fill(people);
    const few = await fillDoctors(practice, doctors.few);
    const many = await fillDoctors(await fill(people), small ? doctors.manyInSmall : doctors.many);
    const list = () => practice.caller.patient.list({ limit: 50 });
    return [
      { name: "slots", run: few, reference: "a list of 50 patients", beside: list, most: 3 },
      {
        name: "slots, 2,000,000 in the table",
        run: many,
        reference: "20,000 in the table",
        beside: few,
        most: 1.5,
      },
    ];
  },
});
