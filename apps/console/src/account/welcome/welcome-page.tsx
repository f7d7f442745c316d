import { Text, Title } from "@mantine/core";
import { IconHistory, IconSearch, IconShieldCheck } from "@tabler/icons-react";
import { Mark } from "../../shell/brand/mark.tsx";
import { Wordmark } from "../../shell/brand/wordmark.tsx";
import { ConnectionBanner } from "../../shell/connection/connection-banner.tsx";
import { useHeadingFocus } from "../../shell/page/page-focus.tsx";
import { ButtonLink } from "../../shell/text/links.tsx";
import { offersSampleData, registration } from "../../shell/text/server-facts.ts";
import classes from "./welcome-page.module.css";

const title = "Patient records for your practice";

const points = [
  {
    icon: IconSearch,
    title: "Find anybody",
    text: "Search by name in any spelling, date of birth, phone number or post code.",
  },
  {
    icon: IconHistory,
    title: "Lose nothing",
    text: "Each record keeps all its versions. Changes, merges and removals can be undone.",
  },
  {
    icon: IconShieldCheck,
    title: "Know who read what",
    text: "Each access is in a log, and you can prove that nobody has changed it.",
  },
] as const;

/** What somebody without an account sees first. */
export function WelcomePage() {
  const ref = useHeadingFocus(title);
  return (
    <>
      <main className={classes.page}>
        <p className={classes.brand}>
          <Mark />
          <Wordmark />
        </p>
        <div className={classes.lead}>
          <Title order={1} ref={ref} tabIndex={-1} className={classes.title}>
            {title}
          </Title>
          <Text size="lg">
            Caretype keeps the records of your patients, their doctors, and who treats whom. Your team works
            in it together, with a role for each person.
          </Text>
          <Start />
        </div>
        <ul className={classes.points}>
          {points.map(({ icon: Icon, title: name, text }) => (
            <li key={name} className={classes.point}>
              <Icon size={24} aria-hidden className={classes.icon} />
              <span className={classes.pointTitle}>{name}</span>
              <span className={classes.pointText}>{text}</span>
            </li>
          ))}
        </ul>
      </main>
      <ConnectionBanner />
    </>
  );
}

function Start() {
  const isClosed = registration === "closed";
  const canTry = offersSampleData && registration === "open";
  return (
    <>
      <div className={classes.actions}>
        {isClosed ? null : (
          <ButtonLink to="/register" size="md">
            Create your practice
          </ButtonLink>
        )}
        <ButtonLink to="/sign-in" size="md" variant={isClosed ? "filled" : "default"}>
          Sign in
        </ButtonLink>
        {canTry ? (
          <ButtonLink to="/register" search={{ sample: true }} size="md" variant="subtle">
            Try it with sample data
          </ButtonLink>
        ) : null}
      </div>
      {isClosed ? (
        <Text size="sm" c="dimmed">
          To get an account on this server, ask the owner of a practice for an invitation.
        </Text>
      ) : null}
    </>
  );
}
