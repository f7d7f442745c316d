import { Outlet } from "@tanstack/react-router";
import { Page } from "../../kit/page/page.tsx";
import { PageTabs } from "../../kit/page/page-tabs.tsx";
import { texts } from "./texts.en.ts";

const tabs = [
  { to: "/account", label: texts.tabs.profile },
  { to: "/account/security", label: texts.tabs.security },
  { to: "/account/sessions", label: texts.tabs.sessions },
  { to: "/account/practices", label: texts.tabs.practices },
] as const;

export const AccountPage = () => (
  <Page title={texts.title} width="reading">
    <PageTabs label={texts.title} tabs={tabs} />
    <Outlet />
  </Page>
);
