import type { Doctor, DoctorId, OpeningHours } from "@caretype/client";
import { SetOpeningHours } from "@caretype/scheduling/opening-hours/schema";
import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useReducer, useState } from "react";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { BackLink } from "../../../../../kit/page/back-link.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { api, caretype } from "../../../../../session/client/api.ts";
import type { ConflictGroup } from "../../../../../session/form/conflict.ts";
import { ConflictDialog } from "../../../../../session/form/conflict-dialog.tsx";
import { alwaysRefetch, LatestRecord } from "../../../../../session/form/latest-record.tsx";
import { RecordForm } from "../../../../../session/form/record-form.tsx";
import { useEditForm } from "../../../../../session/form/use-edit-form.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstant, zoneName } from "../../../../../words/format/format.ts";
import { MissingZone } from "../missing-setup.tsx";
import { invalidateSetup } from "../setup/offered-kind.ts";
import { texts as appointmentSetupTexts, hours as texts } from "../texts.en.ts";
import { describeDay, describeException, weekdayName } from "./describe-hours.ts";
import { ExceptionInputs } from "./exception-inputs.tsx";
import {
  exceptionsOf,
  type HoursValues,
  hoursOf,
  newRule,
  ofDay,
  rulesOf,
  valuesOf,
  type Weekday,
  weekdays,
} from "./hours-values.ts";
import { WeekdayInputs } from "./weekday-inputs.tsx";

const route = getRouteApi("/signed-in/doctors/$id/opening-hours");

export const OpeningHoursPage = permitted("schedule:manage", () => {
  const { id } = route.useParams();
  const doctor = useQuery(api.doctor.byId.queryOptions({ id }, alwaysRefetch));
  const hours = useQuery(api.openingHours.byDoctor.queryOptions({ doctorId: id }, alwaysRefetch));
  const { title } = appointmentSetupTexts.hours;
  return (
    <LatestRecord query={doctor} title={title} notFound="DOCTOR_NOT_FOUND">
      {(known) => (
        <LatestRecord query={hours} title={title} notFound="DOCTOR_NOT_FOUND">
          {(current) => <EditOpeningHours doctor={known} hours={current} />}
        </LatestRecord>
      )}
    </LatestRecord>
  );
});

const groups: readonly ConflictGroup<HoursValues>[] = [
  ...weekdays.map(
    (day): ConflictGroup<HoursValues> => ({
      name: `day${day}`,
      label: weekdayName(day),
      paths: [`day${day}`],
      text: (values) => describeDay(ofDay(rulesOf(values, day), day)),
    }),
  ),
  {
    name: "exceptions",
    label: texts.exceptions,
    paths: ["exceptions"],
    text: (values) => exceptionsOf(values).map(describeException).join("\n"),
  },
];

/** Edits a doctor's opening hours. On a conflict, compares each weekday. */
function EditOpeningHours({ doctor: { id, name }, hours }: { doctor: Doctor; hours: OpeningHours }) {
  const navigate = useNavigate();
  const leave = () => navigate({ to: "/doctors/$id", params: { id } });
  const edit = useEditHours({ id, name, hours, leave });
  const { conflict } = edit;
  return (
    <Page
      title={texts.title}
      heading={texts.of(name)}
      width="reading"
      back={
        <BackLink to="/doctors/$id" params={{ id }}>
          {commonTexts.doctor}
        </BackLink>
      }
    >
      <MissingZone />
      <RecordForm {...edit} submitLabel={commonTexts.save} onCancel={() => void leave()}>
        <HoursInputs form={edit.form} timeZone={hours.timeZone} />
        <Dimmed>{texts.stay}</Dimmed>
      </RecordForm>
      <ConflictDialog
        conflict={conflict}
        groups={groups}
        changed={({ updatedAt }) =>
          updatedAt === null ? null : appointmentSetupTexts.wasSaved(formatInstant(updatedAt))
        }
      />
    </Page>
  );
}

type EditHours = { id: DoctorId; name: string; hours: OpeningHours; leave: () => unknown };

const useEditHours = ({ id, name, hours, leave }: EditHours) =>
  useEditForm({
    schema: SetOpeningHours,
    record: hours,
    valuesOf,
    inputOf: (values, { version }) => ({ doctorId: id, expectedVersion: version, ...hoursOf(values) }),
    kind: "openingHours",
    send: async (input, options) => {
      const saved = await caretype.openingHours.set.mutate(input, options);
      void invalidateSetup();
      notifyDone(texts.isSaved(name), async () => {
        const { weekly, exceptions } = hours;
        const before = { doctorId: id, weekly, exceptions, expectedVersion: saved.version };
        await caretype.openingHours.set.mutate(before);
        await invalidateSetup();
      });
      return saved;
    },
    onSaved: leave,
  });

type HoursInputsProps = {
  form: Pick<ReturnType<typeof useEditHours>["form"], "getValues" | "setValues" | "clearErrors" | "errors">;
  timeZone: string;
};

/** The inputs of all days, whose values the form holds. */
function HoursInputs({ form, timeZone }: HoursInputsProps) {
  const [, rerender] = useReducer((count: number) => count + 1, 0);
  const { errors } = form;
  const values = form.getValues();
  const { weekly, exceptions } = hoursOf(values);
  const change = (changed: Partial<HoursValues>) => {
    form.setValues(changed);
    form.clearErrors();
    rerender();
  };
  const [copies, setCopies] = useState(0);
  const copyMonday = () => {
    change(withMondayUntilFriday(values));
    setCopies(copies + 1);
  };
  return (
    <>
      <Section
        title={texts.weekly}
        about={`${texts.zone(zoneName(timeZone))} ${texts.midnight}`}
        actions={
          weekly.length === 0 ? (
            <Button
              variant="light"
              size="xs"
              onClick={() => change({ ...usualWeek, exceptions: values.exceptions })}
            >
              {texts.usual}
            </Button>
          ) : rulesOf(values, 1).length > 0 ? (
            <Button variant="light" size="xs" onClick={copyMonday}>
              {texts.copyMonday}
            </Button>
          ) : null
        }
      >
        <Stack>
          {weekdays.map((day) => (
            <WeekdayInputs
              // Other rules need new inputs, with their own days of validity.
              key={`${day} ${copies}`}
              day={day}
              rules={rulesOf(values, day)}
              first={weekly.findIndex(({ weekday }) => weekday === day)}
              errors={errors}
              onChange={(rules) => change({ [`day${day}`]: JSON.stringify(rules) })}
            />
          ))}
        </Stack>
      </Section>
      <ExceptionInputs
        exceptions={exceptions}
        errors={errors}
        timeZone={timeZone}
        onChange={(changed) => change({ exceptions: JSON.stringify(changed) })}
      />
    </>
  );
}

/** Copies Monday's hours to Tuesday to Friday. */
function withMondayUntilFriday(values: HoursValues): Partial<HoursValues> {
  const ofDay = (weekday: Weekday) =>
    JSON.stringify(rulesOf(values, 1).map((rule) => ({ ...rule, weekday })));
  return { day2: ofDay(2), day3: ofDay(3), day4: ofDay(4), day5: ofDay(5) };
}

const usualWeek = valuesOf({
  weekly: ([1, 2, 3, 4, 5] as const).map((day) => newRule(day)),
  exceptions: [],
});
