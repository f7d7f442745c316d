import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { useMe, usePermissions } from "../session/use-practice.ts";
import { nextPage } from "../shell/section/next-page.ts";
import { PagedList } from "../shell/section/paged-list.tsx";
import { Section } from "../shell/section/section.tsx";
import { ButtonLink } from "../shell/text/links.tsx";
import { MemberRow } from "./member-row.tsx";

/** Who works in the practice, and as what. */
export function MemberList() {
  const may = usePermissions();
  return (
    <Section
      title="Who works here"
      about="A change of a role holds from the next thing that the member does."
      actions={
        may("member:manage") ? (
          <ButtonLink variant="default" size="xs" to="/members/invitations">
            Invite somebody
          </ButtonLink>
        ) : null
      }
    >
      <Rows />
    </Section>
  );
}

function Rows() {
  const { id } = useMe();
  const query = useInfiniteQuery(api.member.list.infiniteQueryOptions({ limit: 100 }, nextPage));
  return (
    <PagedList query={query} skeletonHeight={180} empty="Nobody works here.">
      {(member) => <MemberRow key={member.accountId} member={member} isSelf={member.accountId === id} />}
    </PagedList>
  );
}
