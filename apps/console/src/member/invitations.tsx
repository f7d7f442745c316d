import { Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { Permitted } from "../shell/route/permitted.tsx";
import { nextPage } from "../shell/section/next-page.ts";
import { PagedList } from "../shell/section/paged-list.tsx";
import { Section } from "../shell/section/section.tsx";
import { canMail } from "../shell/text/mail.ts";
import { InvitationLink, type SharedInvitation } from "./invitation-link.tsx";
import { InvitationRow } from "./invitation-row.tsx";
import { InviteForm } from "./invite-form.tsx";

/** Asks somebody to work in the practice, and shows who has been asked and has not answered yet. */
export function Invitations() {
  // The newest alone: another one for the same address makes it good no more.
  const [handedOver, setHandedOver] = useState<SharedInvitation | null>(null);
  return (
    <Permitted needs="member:manage">
      <Stack>
        <Section
          title="Invite somebody"
          about={`${canMail ? "They are sent a link" : "You get a link to hand over"}, good once and for seven days. Without an account they make one with it.`}
        >
          <InviteForm onLink={setHandedOver} />
          {handedOver ? <InvitationLink {...handedOver} /> : null}
        </Section>
        <Section title="Not answered yet">
          <Pending onLink={setHandedOver} />
        </Section>
      </Stack>
    </Permitted>
  );
}

function Pending({ onLink }: { onLink: (handedOver: SharedInvitation | null) => void }) {
  const query = useInfiniteQuery(api.invitation.list.infiniteQueryOptions({ limit: 100 }, nextPage));
  return (
    <PagedList query={query} skeletonHeight={60} empty="No invitation is open.">
      {(invitation) => (
        // An address has one invitation, which is replaced when it is sent again: the focus stays where it was.
        <InvitationRow key={invitation.email} invitation={invitation} onLink={onLink} />
      )}
    </PagedList>
  );
}
