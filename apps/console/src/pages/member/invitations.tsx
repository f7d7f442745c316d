import { Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nextPage } from "../../kit/section/next-page.ts";
import { PagedList } from "../../kit/section/paged-list.tsx";
import { Section } from "../../kit/section/section.tsx";
import { canMail } from "../../kit/settings/server-facts.ts";
import { api } from "../../session/client/api.ts";
import { Permitted } from "../../session/route/permitted.tsx";
import { InvitationLink, type SharedInvitation } from "./invitation-link.tsx";
import { InvitationRow } from "./invitation-row.tsx";
import { InviteForm } from "./invite-form.tsx";
import { texts as memberTexts } from "./texts.en.ts";

/** Invites people to the practice, and lists open invitations. */
export function Invitations() {
  // Only the newest, as a new link for the same address invalidates the old one.
  const [handedOver, setHandedOver] = useState<SharedInvitation | null>(null);
  return (
    <Permitted needs="member:manage">
      <Stack>
        <Section
          title={memberTexts.list.invite}
          about={canMail ? memberTexts.invite.about : memberTexts.invite.aboutHandOver}
        >
          <InviteForm onLink={setHandedOver} />
          {handedOver ? <InvitationLink {...handedOver} /> : null}
        </Section>
        <Section title={memberTexts.invitations.title}>
          <Pending onLink={setHandedOver} />
        </Section>
      </Stack>
    </Permitted>
  );
}

function Pending({ onLink }: { onLink: (handedOver: SharedInvitation | null) => void }) {
  const query = useInfiniteQuery(api.invitation.list.infiniteQueryOptions({ limit: 100 }, nextPage));
  return (
    <PagedList query={query} skeletonHeight={60} empty={memberTexts.invitations.empty}>
      {(invitation) => (
        // Keyed by address: a resent invitation replaces the old one and keeps the focus.
        <InvitationRow key={invitation.email} invitation={invitation} onLink={onLink} />
      )}
    </PagedList>
  );
}
