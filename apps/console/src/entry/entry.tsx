import { type ComponentType, Fragment, Suspense } from "react";
import { SignInPage } from "../account/sign-in/sign-in-page.tsx";
import { useStore } from "../shell/behavior/store.ts";
import { ConnectionBanner } from "../shell/connection/connection-banner.tsx";
import { lazyExtra } from "../shell/connection/load-code.ts";
import { EntryLayout } from "../shell/layout/entry-layout.tsx";
import { Waiting } from "../shell/notice/slow-notice.tsx";
import type { EntryPath } from "./entry-paths.ts";
import { ErrorCatcher } from "./error-catcher.tsx";
import { Failed } from "./failed.tsx";
import { shownPage } from "./shown-page.ts";

/** The sign-in page is part of the entry. */
const pages: Record<EntryPath, ComponentType> = {
  "/welcome": lazyExtra(() => import("../account/welcome/welcome-page.tsx"), "WelcomePage"),
  "/sign-in": SignInPage,
  "/register": lazyExtra(() => import("../account/sign-in/register-page.tsx"), "RegisterPage"),
  "/forgot-password": lazyExtra(
    () => import("../account/sign-in/forgot-password-page.tsx"),
    "ForgotPasswordPage",
  ),
  "/confirm-registration": lazyExtra(
    () => import("../account/link/confirm-registration-page.tsx"),
    "ConfirmRegistrationPage",
  ),
  "/verify-email": lazyExtra(() => import("../account/link/verify-email-page.tsx"), "VerifyEmailPage"),
  "/reset-password": lazyExtra(() => import("../account/link/reset-password-page.tsx"), "ResetPasswordPage"),
  "/confirm-email": lazyExtra(() => import("../account/link/confirm-email-page.tsx"), "ConfirmEmailPage"),
  "/unlock": lazyExtra(() => import("../account/link/unlock-page.tsx"), "UnlockPage"),
  "/accept-invitation": lazyExtra(
    () => import("../account/link/accept-invitation-page.tsx"),
    "AcceptInvitationPage",
  ),
  "/appointment": lazyExtra(
    () => import("../appointment/link/appointment-link-page.tsx"),
    "AppointmentLinkPage",
  ),
};

/** What somebody without a session sees. */
export const Entry = () => (
  <>
    <ShownPage />
    <ConnectionBanner />
  </>
);

function ShownPage() {
  const path = useStore(shownPage);
  if (path === null) return null;
  const Page = pages[path];
  // The welcome page has a layout of its own.
  const Layout = path === "/welcome" ? Fragment : EntryLayout;
  return (
    <ErrorCatcher key={path} fallback={(error, retry) => <Failed error={error} onRetry={retry} />}>
      <Layout>
        <Suspense fallback={<Waiting>{null}</Waiting>}>
          <Page />
        </Suspense>
      </Layout>
    </ErrorCatcher>
  );
}
