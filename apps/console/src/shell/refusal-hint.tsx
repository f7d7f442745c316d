import { isErrorCode } from "@caretype/client";
import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { isTRPCClientError } from "@trpc/client";

/** How a reader goes on after some of the refusals, wherever they come up. */
export function RefusalHint({ error }: { error: unknown }) {
  if (isErrorCode(error, "LAST_OWNER"))
    return <Text size="sm">This is the last one who can sign in. Make somebody else an owner first.</Text>;
  if (responseOf(error)?.status === 429) return <Text size="sm">Try again {waitOf(error)}.</Text>;
  if (!isErrorCode(error, "SECOND_FACTOR_SETUP_REQUIRED")) return null;
  return (
    <Text size="sm">
      Who administers this server needs one:{" "}
      <Anchor component={Link} to="/account/security" size="sm">
        set it up in your account
      </Anchor>
      .
    </Text>
  );
}

/** The server's, or of what is on the way to it. */
function responseOf(error: unknown): Response | undefined {
  const response = isTRPCClientError(error) ? error.meta?.response : undefined;
  return response instanceof Response ? response : undefined;
}

/** As the server says it: `in 40 seconds`. */
function waitOf(error: unknown): string {
  const seconds = Number(responseOf(error)?.headers.get("retry-after"));
  if (!(seconds > 0)) return "in a moment";
  const words = new Intl.RelativeTimeFormat("en");
  if (seconds < 100) return words.format(Math.ceil(seconds), "second");
  return seconds < 6_000
    ? words.format(Math.ceil(seconds / 60), "minute")
    : words.format(Math.ceil(seconds / 3_600), "hour");
}
