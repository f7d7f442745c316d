import { BlockList, isIP } from "node:net";
import type { ByRole, LimitedRole } from "@caretype/api";
import { chosenModules } from "@caretype/api/declarations";
import { roles } from "@caretype/api/declared";
import { databaseUrlIn } from "@caretype/db/address";
import { z } from "zod";

// Environment variables are text. These schemas convert them, or report what is wrong.

export function wholeNumber(least: number, most: number) {
  const expected = `not a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .refine((value) => value >= least && value <= most, expected);
}

const limitedRoles = [...roles, "staff"] as const satisfies readonly LimitedRole[];

/** A number for all roles, with exceptions for some: `30,owner=15`. */
export function byRole(least: number, most: number) {
  const number = wholeNumber(least, most);
  const message = `not a whole number from ${least} to ${most}, then optional role=number pairs after commas; roles: ${limitedRoles.join(", ")}, each once`;
  return z.string().transform((text, ctx): ByRole => {
    const refuse = () => {
      ctx.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    const [everybody = "", ...others] = text.split(",").map((part) => part.trim());
    const found = number.safeParse(everybody);
    if (!found.success) return refuse();
    const limits: ByRole = { everybody: found.data };
    for (const other of others) {
      const [name = "", value = "", ...more] = other.split("=").map((part) => part.trim());
      const role = limitedRoles.find((candidate) => candidate === name);
      const given = number.safeParse(value);
      if (!role || !given.success || more.length > 0 || role in limits) return refuse();
      limits[role] = given.data;
    }
    return limits;
  });
}

export const onOrOff = z.stringbool({ error: "neither true nor false" });

/** Removes blanks and quotes around a value. */
export const unquoted = (text: string): string =>
  text
    .trim()
    .replace(/^"([^"]*)"$|^'([^']*)'$/, "$1$2")
    .trim();

export const listOf = (isItem: (item: string) => boolean, expected: string) =>
  z
    .string()
    .transform((text) => text.split(",").map(unquoted))
    // A value of commas only comes from a template with missing values.
    .refine((items) => items.length === 1 || items.some((item) => item !== ""), "lists nothing")
    .transform((items) => items.filter((item) => item !== ""))
    .refine((items) => items.every(isItem), `not a comma-separated list of ${expected}`);

/** The names of the enabled modules. */
export const modules = listOf(() => true, "names of modules").transform((chosen, context) => {
  try {
    return chosenModules(chosen);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
});

/** Container names may have a `_`. */
const hostName = /^\w([\w-]*\w)?(\.\w([\w-]*\w)?)*$/i;

const isHost = (text: string) => hostName.test(text) || isIP(text) !== 0;

/** An IPv6 address may have brackets, as in URLs. */
export const host = z
  .string()
  .transform((text) => text.replace(/^\[([^:]*:.*)\]$/, "$1"))
  .refine(isHost, "not a host name or an address without a port, such as 127.0.0.1");

/** A path is a socket's folder. */
export const databaseHost = z.union([z.string().startsWith("/"), host], {
  error: "neither a host name or an address without a port, such as 127.0.0.1, nor the folder of a socket",
});

/**
 * `*`, a name, `.example.org` for a domain with its subdomains, or an address.
 * IPv6 may have brackets.
 */
export function isHostPattern(text: string): boolean {
  return text === "*" || isHost(text.replace(/^\.|^\[(.*)\]$/, "$1"));
}

export function isOrigin(text: string): boolean {
  if (text === "*") return true;
  return isUrlOf(text, ["http:", "https:"]) && new URL(text).origin === text && !text.includes("*");
}

const namedNetworks = new Set(["loopback", "linklocal", "uniquelocal"]);

export function isNetwork(text: string): boolean {
  if (namedNetworks.has(text)) return true;
  const [address = "", bits, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** A `#`, or a `%` without a code, means a password that is not percent-encoded: such a URL has no fragment. */
const isUrlOf = (text: string, protocols: readonly string[]) =>
  URL.canParse(text) &&
  text.includes("://") &&
  protocols.includes(new URL(text).protocol) &&
  !text.includes("#") &&
  isDecodable(text);

/**
 * An `@` after the host means a password with a `/` or `?`. Otherwise part of it would be read as the database's
 * name, which the start prints.
 */
function isServerUrl(text: string, protocols: readonly string[]): boolean {
  if (!isUrlOf(text, protocols)) return false;
  const { hostname, port, pathname, search } = new URL(text);
  return !hostname.includes(",") && port !== "0" && !`${pathname}${search}`.includes("@");
}

export const isPostgresUrl = (text: string) =>
  isServerUrl(databaseUrlIn(text)?.href ?? text, ["postgres:", "postgresql:"]);

/** The path, if any, is the database's number. */
export const isRedisUrl = (text: string) =>
  isServerUrl(text, ["redis:", "rediss:"]) &&
  new URL(text).hostname !== "" &&
  /^\/?\d*$/.test(new URL(text).pathname);

export const isSmtpUrl = (text: string) =>
  isServerUrl(text, ["smtp:", "smtps:"]) && new URL(text).hostname !== "";

export const withEncodedPassword =
  "percent-encode the characters : / ? # [ ] @ % of user and password, as %23 for #";

/** The advice for an invalid URL. */
export const urlSuchAs = (example: string) =>
  `not a URL such as ${example}, with one host (IPv6 in [ ]) and a port from 1 to 65535; ${withEncodedPassword}`;

/** The base URL of links, with an optional path. */
export const isAppUrl = (text: string) =>
  isUrlOf(text, ["http:", "https:"]) && !text.includes("?") && new URL(text).username === "";

export const notAppUrl =
  "not an http:// or https:// URL without user, ? and #, such as https://care.example.org";

/** `name@host`, or a display name with the address in angle brackets, on one line. */
export const isMailbox = (text: string) =>
  /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text);

/** `name=value`, separated by commas. Values are percent-encoded, as in OpenTelemetry. */
export const isHeaderList = (text: string) =>
  /^[\w-]+=[^,=\s]+(?:,[\w-]+=[^,=\s]+)*$/.test(text) && isDecodable(text);

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Reads what `isHeaderList` accepts. */
export const headersIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(",").map((header) => {
      const [name = "", value = ""] = header.split("=");
      return [name, decodeURIComponent(value)];
    }),
  );

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/**
 * Returns whether a host or address is a loopback address, or a socket's folder. Names below localhost, such as
 * `care.localhost`, are not: many systems resolve them over the network.
 */
export function isLoopback(host: string): boolean {
  // Without the brackets of URLs.
  const address = host.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(address);
  if (family === 0) return host.toLowerCase() === "localhost" || host.startsWith("/");
  return loopback.check(address, family === 4 ? "ipv4" : "ipv6");
}
