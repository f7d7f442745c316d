import { Text } from "@mantine/core";
import { caretype } from "../../api.ts";
import { ConfirmButton } from "../../shell/section/confirm-button.tsx";
import { Section } from "../../shell/section/section.tsx";

type RecoveryCodesProps = {
  left: number;
  onChanged: (recoveryCodes: readonly string[]) => Promise<unknown>;
};

const few = 3;

/** Each is good for one sign-in without the app or the passkey. */
export function RecoveryCodes({ left, onChanged }: RecoveryCodesProps) {
  return (
    <Section
      title="Recovery codes"
      about="For when the app or the passkey is lost: each is good for one sign-in. Keep them where others do not find them."
    >
      <Text size="sm">
        {left === 1 ? "One is left." : `${left} are left.`}
        {left <= few ? " Make new ones before they run out." : ""}
      </Text>
      <ConfirmButton
        label="Make new codes"
        question="Make new recovery codes?"
        consequence="The codes that you have kept until now are good no more."
        style={{ alignSelf: "start" }}
        onConfirm={async () => {
          const { recoveryCodes } = await caretype.secondFactor.renewRecoveryCodes.mutate();
          await onChanged(recoveryCodes);
        }}
      />
    </Section>
  );
}
