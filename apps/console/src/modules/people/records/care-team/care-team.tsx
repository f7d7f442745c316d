import type { Assignment, Patient } from "@caretype/client";
import { Group, Stack, Text } from "@mantine/core";
import { IconPencil, IconUserMinus } from "@tabler/icons-react";
import { useState } from "react";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { TextButton } from "../../../../kit/theme/plain-button.tsx";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { AnchorLink } from "../../../../words/format/links.tsx";
import { AssignmentsSection } from "../assignment/assignments-section.tsx";
import { texts as assignmentTexts } from "../assignment/texts.en.ts";
import { useUnassign } from "../assignment/use-unassign.ts";
import { specializationName } from "../doctor/specialization-name.ts";
import { texts as patientTexts } from "../patient/texts.en.ts";
import classes from "./care-team.module.css";
import { texts } from "./texts.en.ts";
import { useCareTeam } from "./use-care-team.ts";
import { useNames } from "./use-names.ts";

const AssignDoctor = lazyPart(() => import("../assignment/assign-doctor.tsx"), "AssignDoctor");
const ReasonDialog = lazyPart(() => import("./reason-dialog.tsx"), "ReasonDialog");

export function CareTeam({ patient: { id } }: { patient: Patient }) {
  const { query } = useCareTeam(id);
  return (
    <AssignmentsSection
      title={patientTexts.careTeam}
      assign={assignmentTexts.assignDoctor}
      query={query}
      dialog={(state) => <AssignDoctor patientId={id} {...state} />}
    >
      {(assignments, onUnassign) => <Members assignments={assignments} onUnassign={onUnassign} />}
    </AssignmentsSection>
  );
}

type MembersProps = {
  assignments: readonly Assignment[];
  /** Called before a member disappears, to move the focus. */
  onUnassign: () => void;
};

function Members({ assignments, onUnassign }: MembersProps) {
  const [edited, setEdited] = useState<Assignment | null>(null);
  const { known } = useNames(assignments.map(({ assignedBy }) => assignedBy));
  if (assignments.length === 0) return <Text c="dimmed">{texts.empty}</Text>;
  return (
    <>
      {assignments.map((assignment) => (
        <CareTeamMember
          key={assignment.id}
          assignment={assignment}
          assignedBy={known.get(assignment.assignedBy)}
          onEdit={() => setEdited(assignment)}
          onUnassign={onUnassign}
        />
      ))}
      {edited ? <ReasonDialog key={edited.id} assignment={edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

type ActionsProps = { assignment: Assignment; onEdit: () => void; onUnassign: () => void };
type CareTeamMemberProps = ActionsProps & { assignedBy: string | undefined };

function CareTeamMember({ assignedBy, ...actions }: CareTeamMemberProps) {
  const { assignment } = actions;
  const { doctor, doctorName, reasonForVisit, assignedAt } = assignment;
  return (
    <Stack component="article" gap={4} className={classes.member} aria-label={doctorName}>
      <Group justify="space-between" align="baseline" gap="xs">
        <AnchorLink to="/doctors/$id" params={{ id: doctor.id }} fw={600}>
          {doctorName}
        </AnchorLink>
        <Dimmed>{specializationName(doctor.specializationLabel)}</Dimmed>
      </Group>
      <Text size="sm" className={classes.reason}>
        {reasonForVisit ?? (
          <Text span c="dimmed" fs="italic">
            {texts.noReason}
          </Text>
        )}
      </Text>
      <Dimmed size="xs">{texts.since(formatInstant(assignedAt), assignedBy)}</Dimmed>
      <Actions {...actions} />
    </Stack>
  );
}

function Actions({ assignment, onEdit, onUnassign }: ActionsProps) {
  const may = usePermissions();
  const unassign = useUnassign();
  const { doctorName } = assignment;
  return (
    <Group gap="xs">
      {may("assignment:update") ? (
        <TextButton
          label={texts.changeReason}
          name={texts.changeReasonOf(doctorName)}
          leftSection={<IconPencil size={14} aria-hidden />}
          onClick={onEdit}
        />
      ) : null}
      {may("assignment:remove") ? (
        <TextButton
          label={assignmentTexts.unassign}
          name={texts.unassign(doctorName)}
          leftSection={<IconUserMinus size={14} aria-hidden />}
          onClick={() => {
            onUnassign();
            unassign(assignment);
          }}
        />
      ) : null}
    </Group>
  );
}
