import { CallError, isErrorCode, retryAfterMs } from "@caretype/client";
import { Text } from "@mantine/core";
import { language } from "../../words/settings/locale.ts";
import { texts as shellTexts } from "../../words/shell/texts.en.ts";
import { AppLink } from "../navigation/app-link.tsx";

/** What to do after common refusals. */
export function RefusalHint({ error }: { error: unknown }) {
  if (isErrorCode(error, "LAST_OWNER")) return <Text size="sm">{shellTexts.notice.lastOwner}</Text>;
  if (error instanceof CallError && error.status === 429)
    return <Text size="sm">{shellTexts.notice.tryAgain(waitOf(error))}</Text>;
  if (!isErrorCode(error, "SECOND_FACTOR_SETUP_REQUIRED")) return null;
  return (
    <Text size="sm">
      {shellTexts.notice.secondFactor(
        <AppLink to="/account/security" size="sm" underline="always">
          {shellTexts.notice.setUpSecondFactor}
        </AppLink>,
      )}
    </Text>
  );
}

/** The delay that the server requires: `in 40 seconds`. */
function waitOf(error: unknown): string {
  const seconds = (retryAfterMs(error) ?? 0) / 1_000;
  if (seconds === 0) return shellTexts.notice.inAMoment;
  const words = new Intl.RelativeTimeFormat(language);
  if (seconds < 100) return words.format(Math.ceil(seconds), "second");
  return seconds < 6_000
    ? words.format(Math.ceil(seconds / 60), "minute")
    : words.format(Math.ceil(seconds / 3_600), "hour");
}
