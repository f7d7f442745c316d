import type { Doctor } from "@caretype/client";
import { Group, Stack, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { nextPage } from "../../../kit/section/next-page.ts";
import { cacheDoctor, invalidateDoctors } from "../../../records/doctor/doctor-cache.ts";
import { doctorFields } from "../../../records/doctor/field-views.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { useDoctorRefusal } from "../../../records/doctor/use-doctor-rights.ts";
import { AsOfForm } from "../../../records/history/as-of-form.tsx";
import { entriesOf } from "../../../records/history/entry.ts";
import { type Fact, linesOf } from "../../../records/history/facts.ts";
import { Timeline, TimelineSkeleton } from "../../../records/history/timeline.tsx";
import { viewsOf } from "../../../records/record/field-view.ts";
import { factsOf } from "../../../records/record/values.ts";
import { api, caretype, queryClient } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { undoDoctor } from "../undo-doctor.ts";

/** All versions of the doctor's record. */
export function DoctorTimeline({ doctor }: { doctor: Doctor }) {
  const { id } = doctor;
  const may = usePermissions();
  const mayChange = useDoctorRefusal(id) === null;
  const query = useInfiniteQuery(
    api.doctor.history.infiniteQueryOptions({ id, limit: 50 }, { ...nextPage, staleTime: 0 }),
  );
  const versions = query.data?.pages.flatMap(({ items }) => items);
  const facts = doctorFacts(labelsIn([doctor, ...(versions ?? []).map(({ record }) => record)]));
  const revertTo = async (version: number) => {
    try {
      const before = doctor.version;
      const reverted = await caretype.doctor.revert.mutate({ id, version, expectedVersion: before });
      cacheDoctor(reverted);
      notifyDone(doctorTexts.page.isReverted(doctor.name), undoDoctor.update(reverted, before));
    } finally {
      // The refusal can mean that the record has changed.
      void invalidateDoctors();
    }
  };
  const load = () => void query.fetchNextPage();
  const entries =
    versions &&
    entriesOf(versions, {
      id,
      facts,
      words: doctorTexts.timeline,
      current: doctor,
      revertTo: may("doctor:update") && mayChange ? revertTo : undefined,
    });
  return (
    <Stack maw="var(--width-reading)">
      <Group justify="space-between" align="start">
        <Title order={2} size="h4">
          {doctorTexts.page.timeline}
        </Title>
        <AsOfForm
          read={async (at) => {
            const then = await queryClient.fetchQuery(
              api.doctor.asOf.queryOptions({ id, at }, { staleTime: 0 }),
            );
            return linesOf(doctorFacts(labelsIn([then])), then);
          }}
        />
      </Group>
      {query.isError ? (
        <ErrorNotice
          error={query.error}
          onRetry={query.isFetchNextPageError ? load : () => void query.refetch()}
        />
      ) : null}
      {query.isPending ? <TimelineSkeleton /> : null}
      {entries ? (
        <Timeline
          entries={entries}
          more={query.hasNextPage ? { load, isLoading: query.isFetchingNextPage } : null}
        />
      ) : null}
    </Stack>
  );
}

/** The label of each code. */
type SpecializationLabels = ReadonlyMap<string, string>;

/** The facts of a doctor. Older versions contain only the code of a specialization. */
const doctorFacts = (labels: SpecializationLabels): readonly Fact<Doctor>[] =>
  factsOf(viewsOf(doctorFields)).map((fact) => ({
    ...fact,
    text: ({ specialization, ...doctor }) =>
      fact.text({
        ...doctor,
        ...(specialization != null && {
          specialization,
          specializationLabel: labels.get(specialization) ?? specialization,
        }),
      }),
  }));

type Coded = Pick<Doctor, "specialization" | "specializationLabel">;

/** Collects labels of codes from records that have both. */
const labelsIn = (records: readonly (Coded | null)[]): SpecializationLabels =>
  new Map(
    records.flatMap((record) =>
      record?.specialization && record.specializationLabel
        ? [[record.specialization, record.specializationLabel]]
        : [],
    ),
  );
