import { findWeakness } from "@caretype/identity/credential/password/strength";
import { Text } from "@mantine/core";
import { fieldText } from "../../../../../kit/form/field-messages.ts";

export type KnownNames = { name?: string; email?: string; username?: string; practices?: string[] };

/**
 * The server's advice on a password.
 * The server also checks names that are unknown here, such as those of practices.
 */
export function PasswordAdvice({ password, names }: { password: string; names: KnownNames }) {
  const advice = findWeakness({ password, names: { ...names, email: names.email ?? "" } });
  return advice === null ? null : (
    <div style={{ marginTop: 4 }}>
      <Text size="sm">{fieldText(advice)}</Text>
    </div>
  );
}
