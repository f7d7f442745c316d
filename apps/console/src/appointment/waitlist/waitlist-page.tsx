import { Alert, Button, Skeleton } from "@mantine/core";
import { IconInfoCircle, IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api.ts";
import { usePermissions, usePractice } from "../../session/use-practice.ts";
import { EmptyState } from "../../shell/notice/empty-state.tsx";
import { Page } from "../../shell/page/page.tsx";
import { Permitted } from "../../shell/route/permitted.tsx";
import { nextPage } from "../../shell/section/next-page.ts";
import { Paged } from "../../shell/section/paged-list.tsx";
import { Surface } from "../../shell/section/section.tsx";
import { AnchorLink } from "../../shell/text/links.tsx";
import { waitlistTexts as texts } from "../../texts/waitlist.ts";
import { WaitlistDialog } from "./waitlist-dialog.tsx";
import { WaitlistEntries } from "./waitlist-entries.tsx";

/** The waitlist, the longest waiting first. */
export const WaitlistPage = () => (
  <Permitted needs="appointment:read">
    <Waitlist />
  </Permitted>
);

function Waitlist() {
  const may = usePermissions();
  const [isAdding, setAdding] = useState(false);
  // Offers come and go by themselves.
  const query = useInfiniteQuery(
    api.waitlist.list.infiniteQueryOptions({ limit: 50 }, { ...nextPage, staleTime: 0 }),
  );
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
        <AnchorLink to="/members/practice" underline="always" inherit>
          {texts.switchOn}
        </AnchorLink>
      ) : null}
    </Alert>
  );
}
