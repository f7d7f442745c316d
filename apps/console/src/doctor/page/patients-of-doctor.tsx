import type { Doctor } from "@caretype/client";
import { Button, Group, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { api } from "../../api.ts";
import { AssignPatientDialog } from "../../assignment/assign-patient-dialog.tsx";
import { usePermissions } from "../../session/use-practice.ts";
import { nextPage } from "../../shell/section/next-page.ts";
import { Paged } from "../../shell/section/paged-list.tsx";
import { AssignedPatients } from "./assigned-patients.tsx";

const pageSize = 50;

/** The doctor's patients in this practice, newest first. */
export function PatientsOfDoctor({ doctor: { id } }: { doctor: Doctor }) {
  const may = usePermissions();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isAssigning, { open, close }] = useDisclosure();
  const query = useInfiniteQuery(
    api.assignment.list.infiniteQueryOptions({ doctorId: id, limit: pageSize }, nextPage),
  );
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
        <Paged query={query} skeleton={<Skeleton h={160} radius="md" />}>
          {(assignments) =>
            assignments.length === 0 ? (
              <Text c="dimmed">No patient of this practice is assigned to this doctor.</Text>
            ) : (
              <AssignedPatients assignments={assignments} onUnassign={() => heading.current?.focus()} />
            )
          }
        </Paged>
        <AssignPatientDialog doctorId={id} opened={isAssigning} onClose={close} />
      </Stack>
    </Paper>
  );
}
