import { Badge, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { caretype } from "../../api.ts";
import { choosePractice } from "../../session/chosen-practice.ts";
import { ownPractices } from "../../session/last-opened-practice.ts";
import { useMe, usePractice } from "../../session/use-practice.ts";
import { QueryStates } from "../../shell/page/query-states.tsx";
import { ConfirmButton } from "../../shell/section/confirm-button.tsx";
import { Row } from "../../shell/section/row.tsx";
import { Section } from "../../shell/section/section.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import { withNames } from "../../shell/text/with-names.ts";
import { CreatePractice } from "./create-practice.tsx";

export function Practices() {
  const practices = useQuery(ownPractices());
  const current = usePractice();
  const { isStaff } = useMe();
  return (
    <Section
      title="Practices"
      about="The practices that you work in. You see the patients of one at a time. To switch, click the practice in the header."
    >
      <QueryStates query={practices} skeleton={<Skeleton h={80} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">
              {isStaff
                ? "You are in no practice. To work in one, ask its owner for an invitation."
                : "You are in no practice. Create one, or ask an owner for an invitation."}
            </Text>
          ) : (
            <Stack component="ul" gap={0} m={0} p={0}>
              {items.map(({ id, name, role, since }) => (
                <Row
                  key={id}
                  title={name}
                  badge={id === current?.id ? <Badge variant="default">Current practice</Badge> : null}
                  facts={`As ${role}, since ${formatInstant(since)}`}
                  actions={id === current?.id ? <Leave name={name} /> : null}
                />
              ))}
            </Stack>
          )
        }
      </QueryStates>
      {isStaff ? null : <CreatePractice />}
    </Section>
  );
}

function Leave({ name }: { name: string }) {
  return (
    <ConfirmButton
      label="Leave"
      name={`Leave ${name}`}
      question={withNames`Leave “${name}”?`}
      consequence="You lose access to its patients until somebody invites you again."
      onConfirm={async () => {
        await caretype.member.leave.mutate();
        choosePractice(null, "/account/practices");
      }}
    />
  );
}
