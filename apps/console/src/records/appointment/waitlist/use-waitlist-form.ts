import { AddToWaitlist } from "@caretype/api/waitlist/schema";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { api, caretype, readAgain } from "../../../session/client/api.ts";
import { useRecordForm } from "../../../session/form/use-record-form.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { addDays } from "../../../session/practice-time/wall.ts";
import type { BookingChoice } from "../book/use-booking-choice.ts";
import { texts } from "./texts.en.ts";

/** The form requires a type, not an interface. */
type WishValues = {
  /** The numbers of the days, 1 for Monday. */
  weekdays: string[];
  startsFrom: string;
  startsTo: string;
  firstDay: string;
  lastDay: string;
  note: string;
};

/** How long patients wait, unless somebody says otherwise. */
const usualDays = 90;

type Options = { chosen: BookingChoice; onDone: () => void };

/** State of the form that adds a patient to the waitlist. */
export function useWaitlistForm({ chosen: { choice, question }, onDone }: Options) {
  const { dateOf } = usePracticeTime();
  const inputOf = ({ weekdays, startsFrom, startsTo, firstDay, lastDay, note }: WishValues) => ({
    patientId: choice.patientId,
    visitTypeId: choice.visitTypeId,
    doctorId: question.doctorId ?? null,
    specialization: question.specialization ?? null,
    weekdays: weekdays.map(Number),
    startsFrom: startsFrom || null,
    startsTo: startsTo || null,
    firstDay: firstDay || null,
    lastDay,
    note,
  });
  return useRecordForm({
    schema: AddToWaitlist,
    initialValues: {
      weekdays: ["1", "2", "3", "4", "5", "6", "7"],
      startsFrom: "",
      startsTo: "",
      firstDay: "",
      lastDay: addDays(dateOf(new Date().toISOString()), usualDays),
      note: "",
    },
    inputOf,
    onSubmit: (values: WishValues, call) =>
      call(AddToWaitlist.parse(inputOf(values)), caretype.waitlist.add.mutate),
    onSaved: ({ id, patientName }) => {
      void readAgain(api.waitlist);
      notifyDone(texts.isAdded(patientName), async () => {
        await caretype.waitlist.remove.mutate({ id });
        await readAgain(api.waitlist);
      });
      onDone();
    },
  });
}

export type WaitlistForm = ReturnType<typeof useWaitlistForm>;
