import "@mantine/notifications/styles.css";
import { Notifications } from "@mantine/notifications";

/** Above the navigation, so that they cover nothing of a page. */
export const ToastList = () => (
  <Notifications position="bottom-left" containerWidth="calc(var(--navigation-width) - 24px)" />
);
