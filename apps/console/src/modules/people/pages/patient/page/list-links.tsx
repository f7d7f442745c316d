import type { PatientId } from "@caretype/client";
import { Group } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { type MouseEvent, useEffect } from "react";
import { iconKeyProps } from "../../../../../kit/keys/key-props.ts";
import { BackLink } from "../../../../../kit/page/back-link.tsx";
import { IconButton } from "../../../../../kit/section/icon-button.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { isAfterList, listPlace } from "../list/list-place.ts";
import { usePatientList } from "../list/use-patient-list.ts";
import { texts as patientPageTexts } from "./texts.en.ts";

/** Links back to the list as it was, and to the previous and next patients. */
export function ListLinks({ neighbors }: { neighbors: Neighbors }) {
  const { history } = useRouter();
  const place = listPlace();
  const back = (event: MouseEvent) => {
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!isPlain || !isAfterList()) return;
    event.preventDefault();
    history.back();
  };
  return (
    <Group justify="space-between" wrap="nowrap" mih={28}>
      <BackLink to="/patients" search={place?.filters ?? {}} state={{ search: place?.kept }} onClick={back}>
        {commonTexts.patients}
      </BackLink>
      {neighbors.previous || neighbors.next ? (
        <Group gap={4} wrap="nowrap">
          {(["previous", "next"] as const).map((name) => (
            <IconButton
              key={name}
              icon={name === "next" ? IconChevronRight : IconChevronLeft}
              {...iconKeyProps(name, patientPageTexts[name])}
              disabled={!neighbors[name]}
              onClick={() => neighbors[name]?.()}
            />
          ))}
        </Group>
      ) : null}
    </Group>
  );
}

export type Neighbors = Record<"previous" | "next", (() => void) | null>;

/** The patient's neighbors in the last shown list. */
export function useNeighbors(id: PatientId): Neighbors {
  const place = listPlace();
  const navigate = useNavigate();
  const { query, patients = [] } = usePatientList(place?.filters ?? {}, place?.searched ?? "", {
    isCachedOnly: true,
  });
  const at = place === null ? -1 : patients.findIndex((patient) => patient.id === id);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const isLast = at !== -1 && at === patients.length - 1;
  useEffect(() => {
    if (isLast && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isLast, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const opener = (neighbor: { id: PatientId } | undefined) =>
    at === -1 || !neighbor
      ? null
      : () => void navigate({ to: "/patients/$id", params: { id: neighbor.id }, replace: true, state: true });
  return { previous: opener(patients[at - 1]), next: opener(patients[at + 1]) };
}
