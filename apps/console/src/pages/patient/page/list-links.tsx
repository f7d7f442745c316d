import { ActionIcon, Group } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { iconKeyProps } from "../../../kit/keys/key-props.ts";
import { BackLink } from "../../../kit/page/back-link.tsx";
import { useMe } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { isAfterList, listPlace } from "../list/list-place.ts";
import { texts as patientPageTexts } from "./texts.en.ts";
import type { Neighbors } from "./use-neighbors.ts";

/** Leads back to the list as it was, and to the patients before and after this one. */
export function ListLinks({ neighbors: { previous, next } }: { neighbors: Neighbors }) {
  const { history } = useRouter();
  const { id } = useMe();
  const place = listPlace();
  const back = (event: MouseEvent) => {
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!isPlain || !isAfterList()) return;
    event.preventDefault();
    history.back();
  };
  return (
    <Group justify="space-between" wrap="nowrap" mih={28}>
      <BackLink
        to="/patients"
        search={place?.filters ?? {}}
        state={place?.searched ? { search: place.searched, searchBy: id } : {}}
        onClick={back}
      >
        {commonTexts.patients}
      </BackLink>
      {previous || next ? (
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            {...iconKeyProps("previous", patientPageTexts.previous)}
            disabled={!previous}
            onClick={() => previous?.()}
          >
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            {...iconKeyProps("next", patientPageTexts.next)}
            disabled={!next}
            onClick={() => next?.()}
          >
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ) : null}
    </Group>
  );
}
