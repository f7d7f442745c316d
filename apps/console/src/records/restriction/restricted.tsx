import { Badge, Text } from "@mantine/core";
import { IconShieldLock } from "@tabler/icons-react";
import { commonTexts } from "../../words/common/common.ts";
import { Name } from "../../words/format/name.tsx";
import { useNames } from "../care-team/use-names.ts";
import { texts } from "./texts.en.ts";
import { type RestrictableRecord, readersOf, useRestrictionOf } from "./use-restrictions.ts";

type RestrictedProps = { record: RestrictableRecord };

/** Says that a record is restricted. Nothing for others. */
export function RestrictedBadge({ record }: RestrictedProps) {
  const found = useRestrictionOf(record);
  if (!found?.effective) return null;
  return (
    <Badge variant="light" color="violet" leftSection={<IconShieldLock size={12} aria-hidden />}>
      {found.own ? texts.restricted : texts.withEncounter}
    </Badge>
  );
}

/** Names the readers of a restricted record. Shows nothing for other records. */
export function Readers({ record }: RestrictedProps) {
  const found = useRestrictionOf(record);
  const readers = found ? readersOf(found.own, found.ofEncounter) : [];
  const names = useNames(readers);
  if (!found?.effective) return null;
  return (
    <Text component="span" display="block" size="sm" c="dimmed">
      {texts.readBy}{" "}
      {readers.map((id) => (
        <span key={id}>
          <Name>{names.get(id) ?? commonTexts.somebody}</Name>
          {", "}
        </span>
      ))}
      {texts.andDoctors}
    </Text>
  );
}
