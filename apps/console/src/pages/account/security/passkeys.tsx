import { Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { QueryStates } from "../../../kit/page/query-states.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { api } from "../../../session/client/api.ts";
import { AddPasskey } from "./add-passkey.tsx";
import { PasskeyRow } from "./passkey-row.tsx";
import { texts as securityTexts } from "./texts.en.ts";

type PasskeysProps = { onChanged: (recoveryCodes?: readonly string[] | null) => Promise<unknown> };

const texts = securityTexts.passkeys;

export function Passkeys({ onChanged }: PasskeysProps) {
  const passkeys = useQuery(api.passkey.list.queryOptions());
  return (
    <Section title={texts.title} about={texts.about}>
      <QueryStates query={passkeys} skeleton={<Skeleton h={60} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">{texts.empty}</Text>
          ) : (
            <Stack component="ul" gap="xs" m={0} p={0}>
              {items.map((passkey) => (
                <PasskeyRow key={passkey.id} passkey={passkey} onChanged={onChanged} />
              ))}
            </Stack>
          )
        }
      </QueryStates>
      <AddPasskey onAdded={onChanged} />
    </Section>
  );
}
