import type { Assignment, Patient } from "@caretype/client";
import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { Suspense, useRef, useState } from "react";
import { AssignDialog } from "../../assignment/assign-dialog.tsx";
import { keyProps } from "../../keys/key-props.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { lazyPart } from "../../shell/connection/load-code.ts";
import { Paged } from "../../shell/section/paged-list.tsx";
import { Section } from "../../shell/section/section.tsx";
import { assignmentTexts } from "../../texts/assignment.ts";
import { patientTexts } from "../../texts/patient.ts";
import { patientPageTexts } from "../../texts/patient-page.ts";
import { CareTeamMember } from "./care-team-member.tsx";
import { useCareTeam } from "./use-care-team.ts";
import { useNames } from "./use-names.ts";

const ReasonDialog = lazyPart(() => import("./reason-dialog.tsx"), "ReasonDialog");

/** The doctors of a patient, with reasons. */
export function CareTeam({ patient: { id } }: { patient: Patient }) {
  const may = usePermissions();
  const [isAssigning, { open, close }] = useDisclosure();
  const heading = useRef<HTMLHeadingElement>(null);
  const { query } = useCareTeam(id);
  return (
    <Section
      title={patientTexts.careTeam}
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
            {assignmentTexts.assignDoctor}
          </Button>
        ) : null
      }
    >
      <Stack gap="sm">
        <Paged query={query} skeleton={<Skeleton h={120} radius="md" />}>
          {(assignments) => <Members assignments={assignments} onUnassign={() => heading.current?.focus()} />}
        </Paged>
      </Stack>
      <AssignDialog patientId={id} opened={isAssigning} onClose={close} />
    </Section>
  );
}

type MembersProps = {
  assignments: readonly Assignment[];
  /** Called before a member disappears, to move the focus. */
  onUnassign: () => void;
};

function Members({ assignments, onUnassign }: MembersProps) {
  const [edited, setEdited] = useState<Assignment | null>(null);
  const names = useNames(assignments.map(({ assignedBy }) => assignedBy));
  if (assignments.length === 0) return <Text c="dimmed">{patientPageTexts.careTeam.empty}</Text>;
  return (
    <>
      {assignments.map((assignment) => (
        <CareTeamMember
          key={assignment.id}
          assignment={assignment}
          assignedBy={names.get(assignment.assignedBy)}
          onEdit={() => setEdited(assignment)}
          onUnassign={onUnassign}
        />
      ))}
      {edited ? (
        <Suspense>
          <ReasonDialog key={edited.id} assignment={edited} onClose={() => setEdited(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
