import type { Encounter } from "@caretype/client";
import { Badge, Group } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { type RestrictableRecord, RestrictedBadge } from "../restriction/restricted.tsx";
import { texts } from "./texts.en.ts";

/** Restricting an encounter restricts all its records. */
export const recordOf = ({ id, patientId }: Pick<Encounter, "id" | "patientId">): RestrictableRecord => ({
  id,
  patientId,
  encounterId: id,
});

const colors: Record<Encounter["status"], string> = {
  planned: "brand",
  arrived: "blue",
  "in-progress": "yellow",
  finished: "green",
  cancelled: "gray",
  "entered-in-error": "red",
};

/** An encounter's status, and whether it is locked or restricted. */
export const EncounterBadges = ({ status, lockedAt, ...encounter }: Encounter) => (
  <Group gap="xs">
    <Badge color={colors[status]}>{texts.statuses[status]}</Badge>
    {lockedAt === null ? null : (
      <Badge color="gray" leftSection={<IconLock size={12} aria-hidden />}>
        {texts.locked}
      </Badge>
    )}
    <RestrictedBadge record={recordOf(encounter)} />
  </Group>
);
