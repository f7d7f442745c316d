import type { RouterOutputs, SecondFactorChallenge } from "@caretype/client";
import { PasswordInput, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { api, caretype } from "../client/api.ts";
import { texts as sessionTexts } from "../client/texts.en.ts";
import { SentForm } from "../form/sent-form.tsx";
import { useSending } from "../form/use-sending.ts";
import { SecondFactorForm } from "./second-factor-form.tsx";

type Settle = (isConfirmed: boolean) => void;

/** Above the dialog that made the call. */
const zIndex = 1000;

/** Asks for re-authentication. The call continues afterwards, and other input is kept. */
export function ReauthenticationDialog({ settle }: { settle: Settle }) {
  const status = useQuery(api.secondFactor.status.queryOptions(undefined, { staleTime: 0 }));
  return (
    <Dialog
      onClose={() => settle(false)}
      title={sessionTexts.reauthentication.title}
      centered
      zIndex={zIndex}
      closeOnClickOutside={false}
    >
      <Stack>
        <Text size="sm">{sessionTexts.reauthentication.text}</Text>
        <QueryStates query={status} skeleton={<Skeleton h={140} />}>
          {(known) => <ReauthenticationForm methods={methodsOf(known)} settle={settle} />}
        </QueryStates>
      </Stack>
    </Dialog>
  );
}

type Methods = SecondFactorChallenge["methods"];

const methodsOf = ({
  totp,
  passkeys,
  recoveryCodesLeft,
}: RouterOutputs["secondFactor"]["status"]): Methods => [
  ...(totp ? (["totp"] as const) : []),
  ...(passkeys > 0 ? (["passkey"] as const) : []),
  ...(recoveryCodesLeft > 0 ? (["recoveryCode"] as const) : []),
];

function ReauthenticationForm({ methods, settle }: { methods: Methods; settle: Settle }) {
  if (methods.length === 0) return <PasswordForm settle={settle} />;
  return (
    <SecondFactorForm
      methods={methods}
      label={commonTexts.continue}
      onTyped={async (typed) => {
        await caretype.account.reauthenticate.mutate(typed);
        settle(true);
      }}
      onPasskey={async () => {
        const { reauthenticateWithPasskey } = await import("./own-passkeys.ts");
        await reauthenticateWithPasskey();
        settle(true);
      }}
    />
  );
}

function PasswordForm({ settle }: { settle: Settle }) {
  const { form, ...sending } = useSending({
    initialValues: { password: "" },
    validate: { password: (value) => (value === "" ? commonTexts.required : null) },
    send: async (values) => {
      await caretype.account.reauthenticate.mutate(values);
      settle(true);
    },
    fieldOf: { INVALID_CREDENTIALS: "password" },
    words: { INVALID_CREDENTIALS: sessionTexts.reauthentication.wrongPassword },
  });
  return (
    <SentForm sending={sending} submitLabel={commonTexts.continue}>
      <PasswordInput
        label={commonTexts.yourPassword}
        autoComplete="current-password"
        required
        data-autofocus
        {...form.getInputProps("password")}
      />
    </SentForm>
  );
}
