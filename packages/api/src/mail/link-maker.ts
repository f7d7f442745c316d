import type { LinkTokens } from "../one-time-token/link-tokens.ts";
import type { LinkMaker } from "./render-mail.ts";

const withoutSlash = (url: string) => url.replace(/\/+$/, "");

/** `given`: where people use the app. Without it that is this server, and where it listens is known only then. */
export function createLinkMaker(linkTokens: LinkTokens, given: string | null | undefined) {
  const maker: LinkMaker = { linkTokens, appUrl: withoutSlash(given ?? "http://localhost:3000") };
  return {
    maker,
    servedAt(url: string) {
      if (given === null || given === undefined) maker.appUrl = withoutSlash(url);
    },
  };
}
