import { createClient, isErrorCode, isNetworkError } from "@caretype/client";

export const caretype = createClient({ url: "", session: "cookie" });

/** Shows why the session ended, unless this page signed out itself. */
caretype.auth.on("signedOut", ({ reason }) => {
  if (reason !== "logout") location.assign(`/login?because=${reason}`);
});

/** Call this when the page loads. */
export async function initialView(): Promise<"app" | "login" | "offline"> {
  try {
    return (await caretype.auth.resume()) ? "app" : "login";
  } catch (error) {
    if (isNetworkError(error) || isErrorCode(error, "SERVICE_UNAVAILABLE")) return "offline";
    throw error;
  }
}
