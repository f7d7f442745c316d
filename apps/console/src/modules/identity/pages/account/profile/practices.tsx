import { Badge, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { QueryStates } from "../../../../../kit/page/query-states.tsx";
import { ConfirmButton } from "../../../../../kit/section/confirm-button.tsx";
import { Row, Rows } from "../../../../../kit/section/row.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { caretype } from "../../../../../session/client/api.ts";
import { choosePractice } from "../../../../../session/client/chosen-practice.ts";
import { ownPractices } from "../../../../../session/client/last-opened-practice.ts";
import { useMe, usePractice } from "../../../../../session/client/use-practice.ts";
import { NameForm } from "../../../../../session/form/name-form.tsx";
import { browserZone, formatInstant } from "../../../../../words/format/format.ts";
import { texts as roleTexts } from "../../../../../words/role/texts.en.ts";
import { texts as accountTexts, practices as texts } from "../texts.en.ts";

export function Practices() {
  const practices = useQuery(ownPractices());
  const current = usePractice();
  const { isStaff } = useMe();
  return (
    <Section title={accountTexts.tabs.practices} about={texts.about}>
      <QueryStates query={practices} skeleton={<Skeleton h={80} />}>
        {({ items }) => (
          <Rows empty={isStaff ? texts.emptyForStaff : texts.empty}>
            {items.map(({ id, name, role, since }) => (
              <Row
                key={id}
                title={name}
                badge={id === current?.id ? <Badge variant="default">{texts.isCurrent}</Badge> : null}
                facts={texts.facts(roleTexts[role].label, formatInstant(since))}
                actions={
                  id === current?.id ? (
                    <ConfirmButton
                      label={texts.leave}
                      name={texts.leaveOf(name)}
                      question={texts.askLeave(name)}
                      consequence={texts.leaveMeans}
                      onConfirm={async () => {
                        await caretype.member.leave.mutate();
                        choosePractice(null, "/account/practices");
                      }}
                    />
                  ) : null
                }
              />
            ))}
          </Rows>
        )}
      </QueryStates>
      {isStaff ? null : (
        <NameForm
          opener={texts.create}
          label={texts.name}
          description={texts.nameHint}
          submitLabel={texts.submit}
          send={async (values) => {
            const { id } = await caretype.practice.create.mutate({ ...values, timeZone: browserZone });
            choosePractice(id);
          }}
        />
      )}
    </Section>
  );
}
