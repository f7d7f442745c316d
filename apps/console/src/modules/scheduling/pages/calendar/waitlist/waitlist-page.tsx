import { Button, Skeleton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "../../../../../kit/notice/empty-state.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { Paged } from "../../../../../kit/section/paged-list.tsx";
import { Surface } from "../../../../../kit/section/section.tsx";
import { api } from "../../../../../session/client/api.ts";
import { usePermissions, usePractice } from "../../../../../session/client/use-practice.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { texts } from "../../../records/appointment/waitlist/texts.en.ts";
import { WaitlistDialog } from "../../../records/appointment/waitlist/waitlist-dialog.tsx";
import { WaitlistEntries } from "../../../records/appointment/waitlist/waitlist-entries.tsx";
import { MissingSetting } from "../../../records/schedule/missing-setup.tsx";

/** The waitlist, the longest waiting first. */
export const WaitlistPage = permitted("appointment:read", () => {
  const may = usePermissions();
  const [isAdding, setAdding] = useState(false);
  // Offers change without the user's action.
  const query = useInfiniteQuery(api.waitlist.list.infiniteQueryOptions({ limit: 50 }, { staleTime: 0 }));
  const add = may("appointment:create") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {texts.add}
    </Button>
  ) : null;
  return (
    <Page title={texts.title} subtitle={texts.subtitle} actions={add}>
      {/* Offers are emails. */}
      <MissingSetting isMissing={usePractice()?.patientEmails === false} link={texts.switchOn}>
        {texts.emailsOff}
      </MissingSetting>
      <Paged query={query} skeleton={<Skeleton h={240} />}>
        {(entries) =>
          entries.length === 0 ? (
            <EmptyState title={texts.empty}>{texts.emptyText}</EmptyState>
          ) : (
            <Surface>
              <WaitlistEntries entries={entries} hasPatients />
            </Surface>
          )
        }
      </Paged>
      {isAdding ? <WaitlistDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
});
