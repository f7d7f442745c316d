import type { DoctorId } from "@caretype/client";
import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { QueryStates } from "../../../kit/page/query-states.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { api } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { ButtonLink } from "../../../words/format/links.tsx";
import { texts as appointmentSetupTexts } from "../texts.en.ts";
import { HoursFacts } from "./hours-facts.tsx";

const texts = appointmentSetupTexts.hours;

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
