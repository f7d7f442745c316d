import { Text } from "@mantine/core";
import { ConfirmButton } from "../../../kit/section/confirm-button.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { caretype } from "../../../session/client/api.ts";
import { texts as securityTexts } from "./texts.en.ts";

const texts = securityTexts.codes;

type RecoveryCodesProps = {
  left: number;
  onChanged: (recoveryCodes: readonly string[]) => Promise<unknown>;
};

const few = 3;

function adviceOn(left: number): string {
  if (left > few) return "";
  return left === 0 ? texts.createNow : texts.createSoon;
}

/** Each code allows one sign-in without the app or the passkey. */
export function RecoveryCodes({ left, onChanged }: RecoveryCodesProps) {
  return (
    <Section title={texts.title} about={texts.about}>
      <Text size="sm">
        {texts.left(left)} {adviceOn(left)}
      </Text>
      <ConfirmButton
        label={texts.create}
        question={texts.askCreate}
        consequence={texts.createMeans}
        style={{ alignSelf: "start" }}
        onConfirm={async () => {
          const { recoveryCodes } = await caretype.secondFactor.renewRecoveryCodes.mutate();
          await onChanged(recoveryCodes);
        }}
      />
    </Section>
  );
}
