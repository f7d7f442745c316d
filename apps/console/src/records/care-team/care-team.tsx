import type { Assignment, Patient } from "@caretype/client";
import { Text } from "@mantine/core";
import { Suspense, useState } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import { AssignDialog } from "../assignment/assign-dialog.tsx";
import { AssignmentsSection } from "../assignment/assignments-section.tsx";
import { texts as assignmentTexts } from "../assignment/texts.en.ts";
import { texts as patientTexts } from "../patient/texts.en.ts";
import { CareTeamMember } from "./care-team-member.tsx";
import { texts } from "./texts.en.ts";
import { useCareTeam } from "./use-care-team.ts";
import { useNames } from "./use-names.ts";

const ReasonDialog = lazyPart(() => import("./reason-dialog.tsx"), "ReasonDialog");

/** The doctors of a patient, with reasons. */
export function CareTeam({ patient: { id } }: { patient: Patient }) {
  const { query } = useCareTeam(id);
  return (
    <AssignmentsSection
      title={patientTexts.careTeam}
      assign={assignmentTexts.assignDoctor}
      query={query}
      dialog={(state) => <AssignDialog patientId={id} {...state} />}
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
  const names = useNames(assignments.map(({ assignedBy }) => assignedBy));
  if (assignments.length === 0) return <Text c="dimmed">{texts.empty}</Text>;
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
