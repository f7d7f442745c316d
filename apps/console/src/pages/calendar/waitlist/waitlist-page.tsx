import { Alert, Button, Skeleton } from "@mantine/core";
import { IconInfoCircle, IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "../../../kit/notice/empty-state.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { Paged } from "../../../kit/section/paged-list.tsx";
import { Surface } from "../../../kit/section/section.tsx";
import { texts } from "../../../records/appointment/waitlist/texts.en.ts";
import { WaitlistDialog } from "../../../records/appointment/waitlist/waitlist-dialog.tsx";
import { WaitlistEntries } from "../../../records/appointment/waitlist/waitlist-entries.tsx";
import { api } from "../../../session/client/api.ts";
import { usePermissions, usePractice } from "../../../session/client/use-practice.ts";
import { permitted } from "../../../session/route/permitted.tsx";
import { AnchorLink } from "../../../words/format/links.tsx";

/** The waitlist, the longest waiting first. */
export const WaitlistPage = permitted("appointment:read", Waitlist);

function Waitlist() {
  const may = usePermissions();
  const [isAdding, setAdding] = useState(false);
  // Offers come and go by themselves.
  const query = useInfiniteQuery(api.waitlist.list.infiniteQueryOptions({ limit: 50 }, { staleTime: 0 }));
  const add = may("appointment:create") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {texts.add}
    </Button>
  ) : null;
  return (
    <Page title={texts.title} subtitle={texts.subtitle} actions={add}>
      <EmailsOff />
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
}

/** Offers are emails. Nothing for a practice that sends them. */
function EmailsOff() {
  const may = usePermissions();
  const practice = usePractice();
  if (!practice || practice.patientEmails) return null;
  return (
    <Alert color="yellow" icon={<IconInfoCircle aria-hidden />}>
      {texts.emailsOff}{" "}
      {may("practice:update") ? (
        <AnchorLink to="/settings/practice" underline="always" inherit>
          {texts.switchOn}
        </AnchorLink>
      ) : null}
    </Alert>
  );
}
