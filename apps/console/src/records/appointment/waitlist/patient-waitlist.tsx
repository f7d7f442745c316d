import type { PatientId } from "@caretype/client";
import { Button, Skeleton, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nextPage } from "../../../kit/section/next-page.ts";
import { Paged } from "../../../kit/section/paged-list.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { api } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { texts } from "./texts.en.ts";
import { WaitlistDialog } from "./waitlist-dialog.tsx";
import { WaitlistEntries } from "./waitlist-entries.tsx";

/** What a patient waits for. */
export function PatientWaitlist({ patientId }: { patientId: PatientId }) {
  const may = usePermissions();
  const [isAdding, setAdding] = useState(false);
  const query = useInfiniteQuery(
    api.waitlist.list.infiniteQueryOptions({ patientId, limit: 50 }, { ...nextPage, staleTime: 0 }),
  );
  const add = may("appointment:create") ? (
    <Button
      variant="light"
      size="xs"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {texts.add}
    </Button>
  ) : null;
  return (
    <Section title={texts.title} actions={add}>
      <Paged query={query} skeleton={<Skeleton h={60} />}>
        {(entries) =>
          entries.length === 0 ? (
            <Text size="sm">{texts.none}</Text>
          ) : (
            <WaitlistEntries entries={entries} hasPatients={false} />
          )
        }
      </Paged>
      {isAdding ? <WaitlistDialog patientId={patientId} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}
