import { createClient, isNetworkError } from "@caretype/client";

export const caretype = createClient({ url: "", session: "cookie" });

/** Says why nobody is signed in here any more, unless this page has logged out itself. */
caretype.auth.on("signedOut", ({ reason }) => {
  if (reason !== "logout") location.assign(`/login?because=${reason}`);
});

/** At the start of a page. */
export async function whatToShow(): Promise<"app" | "login" | "offline"> {
  try {
    return (await caretype.auth.resume()) ? "app" : "login";
  } catch (error) {
    if (isNetworkError(error)) return "offline";
    throw error;
  }
}
