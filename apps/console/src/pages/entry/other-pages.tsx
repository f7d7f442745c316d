import type { ComponentType } from "react";
import { lazyExtra } from "../../kit/connection/load-code.ts";
import type { EntryPath } from "../../session/route/entry-paths.ts";

type OtherPath = Exclude<EntryPath, "/sign-in">;

const pages: Record<OtherPath, ComponentType> = {
  "/welcome": lazyExtra(
    () => import("../../modules/identity/pages/account/welcome/welcome-page.tsx"),
    "WelcomePage",
  ),
  "/register": lazyExtra(
    () => import("../../modules/identity/pages/account/sign-in/register-page.tsx"),
    "RegisterPage",
  ),
  "/forgot-password": lazyExtra(
    () => import("../../modules/identity/pages/account/sign-in/forgot-password-page.tsx"),
    "ForgotPasswordPage",
  ),
  "/confirm-registration": lazyExtra(
    () => import("../../modules/identity/pages/account/link/password-pages.tsx"),
    "ConfirmRegistrationPage",
  ),
  "/verify-email": lazyExtra(
    () => import("../../modules/identity/pages/account/link/click-pages.tsx"),
    "VerifyEmailPage",
  ),
  "/reset-password": lazyExtra(
    () => import("../../modules/identity/pages/account/link/password-pages.tsx"),
    "ResetPasswordPage",
  ),
  "/confirm-email": lazyExtra(
    () => import("../../modules/identity/pages/account/link/click-pages.tsx"),
    "ConfirmEmailPage",
  ),
  "/unlock": lazyExtra(
    () => import("../../modules/identity/pages/account/link/click-pages.tsx"),
    "UnlockPage",
  ),
  "/accept-invitation": lazyExtra(
    () => import("../../modules/identity/pages/account/link/accept-invitation-page.tsx"),
    "AcceptInvitationPage",
  ),
  "/appointment": lazyExtra(
    () => import("../../modules/scheduling/pages/appointment-link/appointment-link-page.tsx"),
    "AppointmentLinkPage",
  ),
};

/** The entry pages but the sign-in page, which loads without the names of their files. */
export function OtherPage({ path }: { path: OtherPath }) {
  const Page = pages[path];
  return <Page />;
}
