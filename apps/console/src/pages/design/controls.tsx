import {
  Alert,
  Anchor,
  Badge,
  Button,
  Checkbox,
  PasswordInput,
  Select,
  Switch,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconInfoCircle, IconPlus } from "@tabler/icons-react";
import { Notice } from "../../kit/notice/notice.tsx";
import classes from "./design.module.css";

export const Buttons = () => (
  <>
    <div className={classes.line}>
      <Button leftSection={<IconPlus size={16} aria-hidden />}>Add patient</Button>
      <Button variant="light">Assign</Button>
      <Button variant="default">Cancel</Button>
      <Button variant="subtle">Change</Button>
      <Button color="danger">Remove</Button>
    </div>
    <div className={classes.line}>
      <Button size="xs">Small</Button>
      <Button size="xs" variant="default">
        Small
      </Button>
      <Button disabled>Disabled</Button>
      <Button loading>Loading</Button>
      <Anchor href="#root" underline="always">
        A link in text
      </Anchor>
    </div>
  </>
);

export const Fields = () => (
  <>
    <TextInput label="Name" description="As in the passport" placeholder="Ann Lee" required />
    <TextInput label="Email" defaultValue="ann@" error="Not an email address" />
    <PasswordInput label="Password" />
    <Select label="Gender" data={["Female", "Male", "Other"]} defaultValue="Female" />
    <Textarea label="Medical history" autosize minRows={2} />
    <Checkbox label="Send an invitation" defaultChecked />
    <Switch label="Only my patients" />
  </>
);

const meanings = ["success", "warning", "danger", "info", "gray"] as const;

export const Messages = () => (
  <>
    {meanings.map((color) => (
      <Alert key={color} color={color} title={`Message: ${color}`} icon={<IconInfoCircle aria-hidden />}>
        What happened, and what to do.
      </Alert>
    ))}
    <Notice is="info" title="A notice">
      It says something about the page.
    </Notice>
    <div className={classes.line}>
      {meanings.map((color) => (
        <Badge key={color} color={color}>
          {color}
        </Badge>
      ))}
      <Badge variant="default">default</Badge>
      <Badge variant="filled">filled</Badge>
    </div>
  </>
);
