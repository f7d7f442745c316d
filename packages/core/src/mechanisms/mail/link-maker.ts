import type { LinkMaker } from "./render-mail.ts";

const withoutSlash = (url: string) => url.replace(/(?<!\/)\/+$/, "");

const thisMachine = ["127.0.0.1", "::1", "0.0.0.0", "::"];

/** The default URL of a server: localhost, unless it listens on another address. */
export function ownUrl({ host, port }: { host: string; port: number }): string {
  const name = thisMachine.includes(host) ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/** Used until the server's URL is known. */
const usualUrl = ownUrl({ host: "127.0.0.1", port: 3000 });

/** `given`: the app's URL. Default: this server's, known once it listens. */
export function createLinkMaker(linkTokens: LinkMaker["linkTokens"], given: string | null | undefined) {
  const maker: LinkMaker = { linkTokens, appUrl: withoutSlash(given ?? usualUrl) };
  return {
    maker,
    servedAt(url: string) {
      if (given === null || given === undefined) maker.appUrl = withoutSlash(url);
    },
  };
}
