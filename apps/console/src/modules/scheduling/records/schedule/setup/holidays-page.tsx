import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazyPart } from "../../../../../kit/connection/load-code.ts";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../../../kit/section/confirm-button.tsx";
import { Row, Rows } from "../../../../../kit/section/row.tsx";
import { api } from "../../../../../session/client/api.ts";
import { usePractice } from "../../../../../session/client/use-practice.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatDate } from "../../../../../words/format/format.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { Name } from "../../../../../words/format/name.tsx";
import { type Holiday, setHolidays } from "../../../../identity/records/practice/change-practice.ts";
import { texts as setupTexts, holidays as texts } from "../texts.en.ts";
import { EditButton, SetupPage } from "./setup-page.tsx";

const HolidayForm = lazyPart(() => import("./holiday-form.tsx"), "HolidayForm");

/** Days on which the whole practice is closed, with their booked visits. */
export const HolidaysPage = permitted("appointment:read", () => {
  const practice = usePractice();
  if (!practice) return null;
  const { holidays } = practice;
  return (
    <SetupPage<Holiday> texts={texts} form={(props) => <HolidayForm practice={practice} {...props} />}>
      {({ mayManage, onEdit }) => (
        <>
          <Booked />
          <Rows empty={texts.empty}>
            {holidays.map((holiday) => (
              <Row
                key={`${holiday.from} ${holiday.name}`}
                title={<Name>{holiday.name}</Name>}
                facts={factsOf(holiday)}
                actions={
                  mayManage ? (
                    <>
                      <EditButton name={holiday.name} onEdit={() => onEdit(holiday)} />
                      <ConfirmButton
                        label={commonTexts.remove}
                        name={setupTexts.removeOf(holiday.name)}
                        question={setupTexts.removeQuestion(holiday.name)}
                        consequence={texts.removeMeans}
                        onConfirm={async () => {
                          const others = holidays.filter((each) => each !== holiday);
                          const saved = await setHolidays(practice, others);
                          notifyDone(setupTexts.isRemoved(holiday.name), () => setHolidays(saved, holidays));
                        }}
                      />
                    </>
                  ) : null
                }
              />
            ))}
          </Rows>
        </>
      )}
    </SetupPage>
  );
});

const daysText = ({ from, to }: Pick<Holiday, "from" | "to">) =>
  from === to ? formatDate(from) : texts.days(formatDate(from), formatDate(to));

const factsOf = (holiday: Holiday) =>
  [daysText(holiday), holiday.yearly ? texts.yearly : null].filter(Boolean).join(" · ");

/** Visits booked before their day became a holiday, or with a reason. */
function Booked() {
  const { items = [] } =
    useQuery(api.appointment.onHolidays.queryOptions(undefined, { staleTime: 0 })).data ?? {};
  if (items.length === 0) return null;
  return (
    <Stack component="ul" role="alert" aria-label={texts.booked} gap={4} m={0} p={0} mb="sm">
      {items.map(({ name, visits, ...days }) => (
        <Text key={days.from} component="li" size="sm" c="var(--mantine-color-yellow-light-color)">
          {texts.visitsOn(visits, name, daysText(days))}{" "}
          <AnchorLink to="/calendar" search={{ day: days.from }} underline="always" inherit>
            {texts.show}
          </AnchorLink>
        </Text>
      ))}
    </Stack>
  );
}
