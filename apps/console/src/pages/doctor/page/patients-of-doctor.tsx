import type { Doctor } from "@caretype/client";
import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { nextPage } from "../../../kit/section/next-page.ts";
import { AssignPatientDialog } from "../../../records/assignment/assign-patient-dialog.tsx";
import { AssignmentsSection } from "../../../records/assignment/assignments-section.tsx";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { api } from "../../../session/client/api.ts";
import { AssignedPatients } from "./assigned-patients.tsx";

const texts = doctorTexts.page;

const pageSize = 50;

/** The doctor's patients in this practice, newest first. */
export function PatientsOfDoctor({ doctor: { id } }: { doctor: Doctor }) {
  const query = useInfiniteQuery(
    api.assignment.list.infiniteQueryOptions({ doctorId: id, limit: pageSize }, nextPage),
  );
  return (
    <AssignmentsSection
      title={texts.patients}
      assign={texts.assign}
      query={query}
      dialog={(state) => <AssignPatientDialog doctorId={id} {...state} />}
    >
      {(assignments, onUnassign) =>
        assignments.length === 0 ? (
          <Text c="dimmed">{texts.noPatients}</Text>
        ) : (
          <AssignedPatients assignments={assignments} onUnassign={onUnassign} />
        )
      }
    </AssignmentsSection>
  );
}
