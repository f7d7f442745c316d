import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { useMe, usePermissions } from "../session/use-practice.ts";
import { nextPage } from "../shell/section/next-page.ts";
import { PagedList } from "../shell/section/paged-list.tsx";
import { Section } from "../shell/section/section.tsx";
import { ButtonLink } from "../shell/text/links.tsx";
import { memberTexts } from "../texts/member.ts";
import { MemberRow } from "./member-row.tsx";

const texts = memberTexts.list;

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
