import { Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { QueryStates } from "../../shell/page/query-states.tsx";
import { Section } from "../../shell/section/section.tsx";
import { AddPasskey } from "./add-passkey.tsx";
import { PasskeyRow } from "./passkey-row.tsx";

type PasskeysProps = { onChanged: (recoveryCodes?: readonly string[] | null) => Promise<unknown> };

const about =
  "A passkey is kept by your device or your password manager. It signs you in by itself, with your fingerprint, face or PIN.";

export function Passkeys({ onChanged }: PasskeysProps) {
  const passkeys = useQuery(api.passkey.list.queryOptions());
  return (
    <Section title="Passkeys" about={about}>
      <QueryStates query={passkeys} skeleton={<Skeleton h={60} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">You have no passkeys yet.</Text>
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
