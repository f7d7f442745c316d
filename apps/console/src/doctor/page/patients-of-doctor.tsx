import type { Doctor } from "@caretype/client";
import { Button, Group, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { api } from "../../api.ts";
import { AssignPatientDialog } from "../../assignment/assign-patient-dialog.tsx";
import { usePermissions } from "../../session/use-practice.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { AssignedPatients } from "./assigned-patients.tsx";

const pageSize = 50;

/** Whom the doctor is assigned to in this practice, the latest first. */
export function PatientsOfDoctor({ doctor: { id } }: { doctor: Doctor }) {
  const may = usePermissions();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isAssigning, { open, close }] = useDisclosure();
  const query = useInfiniteQuery(
    api.assignment.list.infiniteQueryOptions(
      { doctorId: id, limit: pageSize },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const assignments = query.data?.pages.flatMap(({ items }) => items);
  const retry = () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch());
  return (
    <Paper component="section" withBorder p="md" radius="md" aria-labelledby="patients-of-doctor">
      <Stack gap="sm">
        <Group justify="space-between" mih={36}>
          <Title order={2} size="h4" id="patients-of-doctor" ref={heading} tabIndex={-1}>
            Patients in this practice
          </Title>
          {may("assignment:create") ? (
            <Button variant="light" size="xs" onClick={open} leftSection={<IconPlus size={16} aria-hidden />}>
              Assign a patient
            </Button>
          ) : null}
        </Group>
        {assignments && assignments.length > 0 ? (
          <AssignedPatients assignments={assignments} onUnassign={() => heading.current?.focus()} />
        ) : null}
        {assignments?.length === 0 ? (
          <Text c="dimmed">No patient of this practice is assigned to this doctor.</Text>
        ) : null}
        {query.isPending ? <Skeleton h={160} radius="md" /> : null}
        {query.isError ? <ErrorNotice error={query.error} onRetry={retry} /> : null}
        {query.hasNextPage && !query.isError ? (
          <Button
            variant="default"
            onClick={() => void query.fetchNextPage()}
            loading={query.isFetchingNextPage}
            style={{ alignSelf: "center" }}
          >
            Show more
          </Button>
        ) : null}
        <AssignPatientDialog doctorId={id} opened={isAssigning} onClose={close} />
      </Stack>
    </Paper>
  );
}
