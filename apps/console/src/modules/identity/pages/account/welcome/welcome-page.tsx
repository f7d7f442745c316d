import { Text } from "@mantine/core";
import { IconHistory, IconSearch, IconShieldCheck } from "@tabler/icons-react";
import { Mark, Wordmark } from "../../../../../kit/brand/brand.tsx";
import { useHeadingFocus } from "../../../../../kit/focus/page-focus.tsx";
import { AppButton } from "../../../../../kit/navigation/app-link.tsx";
import { offersSampleData, registration } from "../../../../../kit/settings/server-facts.ts";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { texts as signInTexts } from "../sign-in/texts.en.ts";
import { texts as welcomeTexts } from "./texts.en.ts";
import classes from "./welcome-page.module.css";

const points = [
  { icon: IconSearch, ...welcomeTexts.search },
  { icon: IconHistory, ...welcomeTexts.versions },
  { icon: IconShieldCheck, ...welcomeTexts.log },
] as const;

/** The first page for visitors without an account. */
export function WelcomePage() {
  const ref = useHeadingFocus(welcomeTexts.title);
  const isClosed = registration === "closed";
  const canTry = offersSampleData && registration === "open";
  const actions = [
    ...(canTry ? [{ to: "/register?sample=true", label: welcomeTexts.trySample } as const] : []),
    ...(isClosed ? [] : [{ to: "/register", label: signInTexts.createPractice } as const]),
    { to: "/sign-in", label: signInTexts.signIn } as const,
  ];
  return (
    <main className={classes.page}>
      <p className={classes.brand}>
        <Mark />
        <Wordmark />
      </p>
      <div className={classes.lead}>
        <h1 ref={ref} tabIndex={-1} className={classes.title}>
          {welcomeTexts.title}
        </h1>
        <Text size="lg">{welcomeTexts.about}</Text>

        <div className={classes.actions}>
          {actions.map(({ to, label }, at) => (
            <AppButton label={label} key={to} to={to} size="md" variant={at === 0 ? "filled" : "default"} />
          ))}
        </div>
        {isClosed ? <Dimmed>{welcomeTexts.isClosed}</Dimmed> : null}
      </div>
      <picture className={classes.picture}>
        <source srcSet={welcomeTexts.picture.dark} media="(prefers-color-scheme: dark)" />
        <img src={welcomeTexts.picture.light} alt={welcomeTexts.picture.shows} width={1400} height={788} />
      </picture>
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
  );
}
