import type { LinkTokens } from "../one-time-token/link-tokens.ts";
import type { LinkMaker } from "./render-mail.ts";

const withoutSlash = (url: string) => url.replace(/\/+$/, "");

const thisMachine = ["127.0.0.1", "::1", "0.0.0.0", "::"];

/** Where a server is that was given no address for people: on its own machine, unless it listens somewhere else. */
export function ownUrl({ host, port }: { host: string; port: number }): string {
  const name = thisMachine.includes(host) ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/** Until a server has said where it is. */
const usualUrl = ownUrl({ host: "127.0.0.1", port: 3000 });

/** `given`: where people use the app. Without it that is this server, and where it listens is known only then. */
export function createLinkMaker(linkTokens: LinkTokens, given: string | null | undefined) {
  const maker: LinkMaker = { linkTokens, appUrl: withoutSlash(given ?? usualUrl) };
  return {
    maker,
    servedAt(url: string) {
      if (given === null || given === undefined) maker.appUrl = withoutSlash(url);
    },
  };
}
