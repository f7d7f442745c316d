import { type Client, createClient, type TokenStore } from "@caretype/client";
import { cookies } from "next/headers";
import { cache } from "react";

export const cookieName = "caretype";

/** Scripts cannot read the cookie, and other sites cannot send it with a form. */
export const cookieOptions = {
  httpOnly: true,
  sameSite: "lax",
  secure: process.env.NODE_ENV === "production",
} as const;

/** Creates a client for one browser's tokens. Never share it between requests. */
export const clientOver = (store: TokenStore): Client =>
  createClient({ url: process.env.CARETYPE_URL ?? "http://127.0.0.1:3000", store });

/** Resolves to the current request's client, which all components of a page share. */
export const currentClient = cache(async (): Promise<Client> => {
  const jar = await cookies();
  return clientOver({
    read: () => JSON.parse(jar.get(cookieName)?.value || "null"),
    write(tokens) {
      if (tokens) jar.set(cookieName, JSON.stringify(tokens), cookieOptions);
      else jar.delete(cookieName);
    },
  });
});
