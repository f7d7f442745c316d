import { Text } from "@mantine/core";
import { caretype } from "../../api.ts";
import { ConfirmButton } from "../../shell/section/confirm-button.tsx";
import { Section } from "../../shell/section/section.tsx";

type RecoveryCodesProps = {
  left: number;
  onChanged: (recoveryCodes: readonly string[]) => Promise<unknown>;
};

const few = 3;

/** Each code allows one sign-in without the app or the passkey. */
export function RecoveryCodes({ left, onChanged }: RecoveryCodesProps) {
  return (
    <Section
      title="Recovery codes"
      about="Use them if you lose the app or the passkey. Each works once. Keep them where nobody else finds them."
    >
      <Text size="sm">
        {left === 1 ? "One is left." : `${left} are left.`}
        {left <= few ? " Create new ones before they run out." : ""}
      </Text>
      <ConfirmButton
        label="Create new codes"
        question="Create new recovery codes?"
        consequence="Your current codes stop working."
        style={{ alignSelf: "start" }}
        onConfirm={async () => {
          const { recoveryCodes } = await caretype.secondFactor.renewRecoveryCodes.mutate();
          await onChanged(recoveryCodes);
        }}
      />
    </Section>
  );
}
