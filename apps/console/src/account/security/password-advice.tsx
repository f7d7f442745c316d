import { whyTooEasy } from "@caretype/api/password/strength";
import { Text } from "@mantine/core";

export type KnownNames = { name?: string; email?: string; username?: string };

type PasswordAdviceProps = { password: string; names: KnownNames };

/** What the server would say of a password. It knows more names, such as those of practices. */
export function PasswordAdvice({ password, names }: PasswordAdviceProps) {
  const advice = whyTooEasy({ password, names: { ...names, email: names.email ?? "" } });
  return advice === null ? null : (
    <Text size="sm" mt={4}>
      {advice}
    </Text>
  );
}
