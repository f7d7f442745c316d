import { Button, Progress, VisuallyHidden } from "@mantine/core";
import { IconCircleCheckFilled } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Section } from "../../kit/section/section.tsx";
import { usePermissions } from "../../session/client/use-practice.ts";
import { AnchorLink } from "../../words/format/links.tsx";
import classes from "./first-steps.module.css";
import { firstSteps as texts } from "./texts.en.ts";
import { type FirstSteps, hideSteps } from "./use-first-steps.ts";

/** A checklist that ticks itself, until it is done or hidden. */
export function FirstStepsPanel({ practiceId, steps }: FirstSteps) {
  const may = usePermissions();
  const done = steps.filter((step) => step.done).length;
  const text = texts.progress(done, steps.length);
  return (
    <Section
      title={texts.title}
      actions={
        <>
          <span className={classes.progress}>
            <span>{text}</span>
            <Progress value={(100 * done) / steps.length} w={96} aria-hidden color="success" />
          </span>
          <Button variant="subtle" size="compact-sm" onClick={() => hideSteps(practiceId)}>
            {texts.hide}
          </Button>
        </>
      }
    >
      <ul className={classes.steps}>
        {steps.map(({ to, title, about, icon: Icon, done: isDone }) => (
          <li key={title}>
            {isDone ? (
              <div className={classes.step} data-done>
                <IconCircleCheckFilled size={18} aria-hidden className={classes.done} />
                <span className={classes.title}>
                  {title}
                  <VisuallyHidden>{texts.isDone}</VisuallyHidden>
                </span>
              </div>
            ) : (
              <Link to={to} className={classes.step}>
                <Icon size={24} aria-hidden className={classes.icon} />
                <span>
                  <span className={classes.title}>{title}</span>
                  <span className={classes.about}>{about}</span>
                </span>
              </Link>
            )}
          </li>
        ))}
      </ul>
      {may("import:run") && steps.some(({ to, done: isDone }) => to === "/patients/new" && !isDone) ? (
        <p className={classes.more}>
          {texts.import(
            <AnchorLink to="/imports/new" size="sm" underline="always">
              {texts.importFiles}
            </AnchorLink>,
          )}
        </p>
      ) : null}
    </Section>
  );
}
