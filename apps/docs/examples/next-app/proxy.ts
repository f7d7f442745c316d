import { type NextRequest, NextResponse } from "next/server";
import { clientOver, cookieName, cookieOptions } from "./lib/caretype";

/** Renews the tokens before a page is rendered, because components cannot set cookies. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const before = request.cookies.get(cookieName)?.value;
  const { auth } = clientOver({
    read: () => JSON.parse(request.cookies.get(cookieName)?.value || "null"),
    write(tokens) {
      if (tokens) request.cookies.set(cookieName, JSON.stringify(tokens));
      else request.cookies.delete(cookieName);
    },
  });
  // If the server is down, the session continues: the page shows the error.
  const isSignedIn = await auth.accessToken().then(Boolean, () => true);
  // A form shows its action's answer and keeps its values.
  const isOpen = isSignedIn || request.method === "POST" || request.nextUrl.pathname === "/sign-in";
  const response = isOpen
    ? NextResponse.next({ request })
    : NextResponse.redirect(new URL("/sign-in", request.url));
  const after = request.cookies.get(cookieName)?.value;
  if (after !== before) {
    if (after) response.cookies.set(cookieName, after, cookieOptions);
    else response.cookies.delete(cookieName);
  }
  return response;
}

export const config = { matcher: "/((?!_next/).*)" };
