import { useInfiniteQuery } from "@tanstack/react-query";
import { nextPage } from "../../kit/section/next-page.ts";
import { PagedList } from "../../kit/section/paged-list.tsx";
import { Section } from "../../kit/section/section.tsx";
import { api } from "../../session/client/api.ts";
import { useMe, usePermissions } from "../../session/client/use-practice.ts";
import { ButtonLink } from "../../words/format/links.tsx";
import { MemberRow } from "./member-row.tsx";
import { list as texts } from "./texts.en.ts";

/** The members of the practice with their roles. */
export function MemberList() {
  const may = usePermissions();
  return (
    <Section
      title={texts.title}
      about={texts.about}
      actions={
        may("member:manage") ? (
          <ButtonLink variant="default" size="xs" to="/members/invitations">
            {texts.invite}
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
    <PagedList query={query} skeletonHeight={180} empty={texts.empty}>
      {(member) => <MemberRow key={member.accountId} member={member} isSelf={member.accountId === id} />}
    </PagedList>
  );
}
