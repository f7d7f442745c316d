import type { RouterInputs } from "@caretype/client";
import { Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useSingleMutation } from "../../../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { Choice } from "../../../../kit/form/choice.tsx";
import { fieldErrors } from "../../../../kit/form/field-messages.ts";
import { FormFrame } from "../../../../kit/form/form-frame.tsx";
import { ErrorNotice, RefusalHint } from "../../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../../kit/section/confirm-button.tsx";
import { SmallButton } from "../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import type { StaffAccount } from "./account-columns.tsx";
import { activation as texts } from "./texts.en.ts";

export const ActiveButton = ({ account }: { account: StaffAccount }) =>
  account.isActive ? <Deactivate account={account} /> : <Reactivate account={account} />;

const Reactivate = ({ account: { id, name, username } }: { account: StaffAccount }) => (
  <ConfirmButton
    label={texts.reactivate}
    question={texts.reactivateQuestion(name || username)}
    consequence={texts.reactivateConsequence}
    onConfirm={async () => {
      await caretype.staff.reactivate.mutate({ id });
      notifyDone(texts.isReactivated(name || username));
      await readAgain(api.staff);
    }}
  />
);

function Deactivate({ account }: { account: StaffAccount }) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <SmallButton label={texts.deactivate} onClick={open} />
      <Dialog
        opened={opened}
        onClose={close}
        title={texts.deactivateQuestion(account.name || account.username)}
      >
        <DeactivateForm account={account} onClose={close} />
      </Dialog>
    </>
  );
}

function DeactivateForm({ account, onClose }: { account: StaffAccount; onClose: () => void }) {
  const [reason, setReason] = useState<DeactivationReason | null>(null);
  const [isAsked, setAsked] = useState(false);
  const deactivation = useSingleMutation(
    api.staff.deactivate.mutationOptions({
      onSuccess: () => {
        onClose();
        notifyDone(texts.isDeactivated(account.name || account.username));
        return readAgain(api.staff);
      },
    }),
  );
  const submit = () => {
    setAsked(true);
    if (reason !== null) deactivation.mutate({ id: account.id, reason });
  };
  return (
    <FormFrame
      refusal={
        deactivation.isError ? (
          <ErrorNotice error={deactivation.error} hint={<RefusalReason error={deactivation.error} />} />
        ) : null
      }
      onSubmit={submit}
      onCancel={onClose}
      submitLabel={texts.deactivate}
      isFinal
      isPending={deactivation.isPending}
    >
      <Text size="sm">{texts.deactivateConsequence}</Text>
      <Choice
        label={texts.reason}
        description={texts.reasonHint}
        required
        error={isAsked && reason === null ? texts.chooseOne : null}
        value={reason}
        onChange={setReason}
        options={reasons}
      />
    </FormFrame>
  );
}

/** For example, that it is the user's own account, which is an error of `id`. */
function RefusalReason({ error }: { error: unknown }) {
  const [message] = fieldErrors(error).id ?? [];
  return message ? <Text size="sm">{message}</Text> : <RefusalHint error={error} />;
}

type DeactivationReason = RouterInputs["staff"]["deactivate"]["reason"];

const reasons: readonly { value: DeactivationReason; label: string; description?: string }[] = [
  { value: "left", label: texts.left },
  { value: "requested", label: texts.requested },
  { value: "compromised", label: texts.compromised, description: texts.keysRevoked },
  { value: "misuse", label: texts.misuse, description: texts.keysRevoked },
  { value: "other", label: texts.other },
];
