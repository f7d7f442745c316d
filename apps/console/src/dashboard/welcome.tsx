import type { Permission } from "@caretype/api";
import { Stack, Text, Title } from "@mantine/core";
import { IconStethoscope, IconTableImport, IconUserPlus, IconUsersGroup } from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import { usePermissions } from "../session/use-practice.ts";
import classes from "./welcome.module.css";

type Step = {
  to: LinkProps["to"];
  title: string;
  about: string;
  icon: typeof IconUserPlus;
  needs: Permission;
};

const steps: readonly Step[] = [
  {
    to: "/patients/new",
    needs: "patient:create",
    icon: IconUserPlus,
    title: "Add a patient",
    about: "A name and a gender are enough to begin with.",
  },
  {
    to: "/imports",
    needs: "import:run",
    icon: IconTableImport,
    title: "Import from files",
    about: "Patients, doctors and assignments from CSV files. You can undo it.",
  },
  {
    to: "/doctors/new",
    needs: "doctor:create",
    icon: IconStethoscope,
    title: "Add a doctor",
    about: "Then assign patients to them.",
  },
  {
    to: "/members",
    needs: "member:manage",
    icon: IconUsersGroup,
    title: "Invite colleagues",
    about: "Each has an account and a role of their own.",
  },
];

/** Shown instead of empty charts: first steps that the reader may take. */
export function Welcome() {
  const may = usePermissions();
  const open = steps.filter(({ needs }) => may(needs));
  return (
    <Stack gap="md" className={classes.welcome}>
      <Stack gap={4}>
        <Title order={2} size="h3">
          Welcome
        </Title>
        <Text>
          This practice has no patients yet. Once it has, this page shows their numbers and each day's
          activity.
        </Text>
        {may("patient:create") ? null : (
          <Text>Your role is read-only. An owner of the practice can add the first patient.</Text>
        )}
      </Stack>
      <ul className={classes.steps}>
        {open.map(({ to, title, about, icon: Icon }) => (
          <li key={title}>
            <Link to={to} className={classes.step}>
              <Icon size={28} aria-hidden className={classes.icon} />
              <span>
                <span className={classes.title}>{title}</span>
                <span className={classes.about}>{about}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
