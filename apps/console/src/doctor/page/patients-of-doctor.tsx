import type { Doctor } from "@caretype/client";
import { Button, Skeleton, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { api } from "../../api.ts";
import { AssignPatientDialog } from "../../assignment/assign-patient-dialog.tsx";
import { keyProps } from "../../keys/key-props.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { nextPage } from "../../shell/section/next-page.ts";
import { Paged } from "../../shell/section/paged-list.tsx";
import { Section } from "../../shell/section/section.tsx";
import { doctorTexts } from "../../texts/doctor.ts";
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
    <Section
      title={doctorTexts.page.patients}
      headingRef={heading}
      actions={
        may("assignment:create") ? (
          <Button
            variant="light"
            size="xs"
            {...keyProps("assign")}
            onClick={open}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            {doctorTexts.page.assign}
          </Button>
        ) : null
      }
    >
      <Paged query={query} skeleton={<Skeleton h={160} radius="md" />}>
        {(assignments) =>
          assignments.length === 0 ? (
            <Text c="dimmed">{doctorTexts.page.noPatients}</Text>
          ) : (
            <AssignedPatients assignments={assignments} onUnassign={() => heading.current?.focus()} />
          )
        }
      </Paged>
      <AssignPatientDialog doctorId={id} opened={isAssigning} onClose={close} />
    </Section>
  );
}
