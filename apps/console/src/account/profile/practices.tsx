import type { PracticeId } from "@caretype/client";
import { Badge, Button, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, caretype } from "../../api.ts";
import { choosePractice } from "../../session/chosen-practice.ts";
import { useMe, usePractice } from "../../session/use-practice.ts";
import { QueryStates } from "../../shell/page/query-states.tsx";
import { ConfirmButton } from "../../shell/section/confirm-button.tsx";
import { Row } from "../../shell/section/row.tsx";
import { Section } from "../../shell/section/section.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import { withNames } from "../../shell/text/with-names.ts";
import { CreatePractice } from "./create-practice.tsx";

/** An account has few practices, so one page is enough. */
const most = 200;

export function Practices() {
  const practices = useQuery(api.practice.list.queryOptions({ limit: most }));
  const current = usePractice();
  const { isStaff } = useMe();
  return (
    <Section title="Practices" about="The practices that you work in. You see the patients of one at a time.">
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
                  actions={id === current?.id ? <Leave name={name} /> : <Switch id={id} name={name} />}
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

function Switch({ id, name }: { id: PracticeId; name: string }) {
  return (
    <Button variant="default" size="xs" aria-label={`Switch to ${name}`} onClick={() => choosePractice(id)}>
      Switch
    </Button>
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
