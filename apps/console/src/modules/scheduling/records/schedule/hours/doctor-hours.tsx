import type { DoctorId, OpeningHours } from "@caretype/client";
import { List, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { QueryStates } from "../../../../../kit/page/query-states.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { FactList } from "../../../../../records/history/fact-list.tsx";
import { api } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { practiceTime } from "../../../../../session/practice-time/practice-time.ts";
import { zoneName } from "../../../../../words/format/format.ts";
import { ButtonLink } from "../../../../../words/format/links.tsx";
import { hours as texts } from "../texts.en.ts";
import { describeDay, describeException, weekdayName } from "./describe-hours.ts";
import { ofDay, weekdays } from "./hours-values.ts";

/** A doctor's opening hours in this practice, on the doctor's page. */
export function DoctorHours({ doctorId }: { doctorId: DoctorId }) {
  const may = usePermissions();
  const hours = useQuery(api.openingHours.byDoctor.queryOptions({ doctorId }));
  const isEmpty = hours.data?.updatedAt === null;
  return (
    <Section
      title={texts.title}
      actions={
        may("schedule:manage") ? (
          <ButtonLink
            to="/doctors/$id/opening-hours"
            params={{ id: doctorId }}
            variant="light"
            size="xs"
            aria-label={isEmpty ? texts.set : texts.edit}
          >
            {isEmpty ? texts.set : texts.edit}
          </ButtonLink>
        ) : null
      }
    >
      <QueryStates query={hours} skeleton={<Skeleton h={160} />}>
        {(known) =>
          known.updatedAt === null ? <Text size="sm">{texts.emptyText}</Text> : <HoursFacts hours={known} />
        }
      </QueryStates>
    </Section>
  );
}

const fewExceptions = 5;

/** Read-only opening hours: each weekday, and the next exceptions. */
function HoursFacts({ hours: { weekly, exceptions, timeZone } }: { hours: OpeningHours }) {
  const today = practiceTime(timeZone).dateOf(new Date().toISOString());
  const coming = exceptions
    .filter(({ to }) => to >= today)
    .toSorted((one, other) => one.from.localeCompare(other.from));
  return (
    <Stack gap="sm">
      <FactList
        facts={weekdays.map((day) => ({
          label: weekdayName(day),
          text: describeDay(ofDay(weekly, day)),
        }))}
      />
      {coming.length === 0 ? null : (
        <div>
          <Text size="sm" fw={600}>
            {texts.exceptions}
          </Text>
          <List size="sm">
            {coming.slice(0, fewExceptions).map((exception) => (
              <List.Item key={JSON.stringify(exception)}>{describeException(exception)}</List.Item>
            ))}
          </List>
        </div>
      )}
      <Dimmed size="xs">{texts.zone(zoneName(timeZone))}</Dimmed>
    </Stack>
  );
}
