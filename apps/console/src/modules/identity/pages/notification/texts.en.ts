import { withNames } from "../../../../words/format/with-names.ts";

export const texts = {
  title: "Notifications",
  /** `count` may be "99+". */
  unreadCount: (count: string) => `Notifications, ${count} unread`,
  unread: "Unread:",
  markAllRead: "Mark all as read",
  empty:
    "No notifications. You are told here when an invitation is accepted, an import ends or a record is opened in an emergency.",
  invitationAccepted: (name: string) => withNames`${name} accepted your invitation`,
  importDone: "Your import is done",
  importFailed: "Your import failed. Nothing was imported.",
  emergencyAccess: (name: string) => withNames`${name} opened a patient's record in an emergency`,
  emailUnverified: "Your email address is not verified yet",
};
