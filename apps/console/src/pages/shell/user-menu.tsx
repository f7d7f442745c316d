import { Button } from "@mantine/core";
import { IconApi, IconKeyboard, IconLock, IconLogout, IconUser } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ToggleEvent, useId, useRef, useState } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import { areKeysShown } from "../../kit/keys/keys-setting.ts";
import { texts as keysTexts } from "../../kit/keys/texts.en.ts";
import classes from "../../kit/theme/menu.module.css";
import { useMe } from "../../session/client/use-practice.ts";
import { useSignOut } from "../../session/client/use-sign-out.ts";
import { lockPage } from "../../session/lock/lock.ts";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";

const ColorSchemeChoice = lazyPart(
  () => import("../../kit/theme/color-scheme-choice.tsx"),
  "ColorSchemeChoice",
);

export function UserMenu() {
  const { name, username, email } = useMe();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const onToggle = ({ newState }: ToggleEvent) => setOpen(newState === "open");
  return (
    <>
      <Button
        variant="subtle"
        px="xs"
        className={classes.button}
        popoverTarget={id}
        aria-expanded={isOpen}
        aria-label={frameTexts.userMenu.label(name || username)}
        leftSection={<IconUser size={18} aria-hidden />}
      >
        <span className={classes.text}>{name || username}</span>
      </Button>
      <div ref={menu} id={id} popover="auto" className={classes.menu} onToggle={onToggle}>
        {isOpen ? (
          <>
            <p className={classes.who}>
              <strong>{name || username}</strong>
              <span className={classes.dimmed}>{email}</span>
            </p>
            <ColorSchemeChoice />
            <AccountLinks onChoose={() => menu.current?.hidePopover()} />
          </>
        ) : null}
      </div>
    </>
  );
}

function AccountLinks({ onChoose }: { onChoose: () => void }) {
  const signOut = useSignOut();
  const buttons = [
    { label: keysTexts.title, Icon: IconKeyboard, run: () => areKeysShown.set(true) },
    { label: frameTexts.userMenu.lock, Icon: IconLock, run: () => void lockPage() },
    { label: frameTexts.userMenu.signOut, Icon: IconLogout, run: signOut },
  ];
  return (
    <div className={classes.section}>
      <Link to="/account" className={classes.item} onClick={onChoose}>
        <IconUser size={16} aria-hidden />
        {frameTexts.userMenu.account}
      </Link>
      <a href="/docs" className={classes.item} onClick={onChoose}>
        <IconApi size={16} aria-hidden />
        {frameTexts.userMenu.api}
      </a>
      {buttons.map(({ label, Icon, run }) => (
        <button
          key={label}
          type="button"
          className={classes.item}
          onClick={() => {
            onChoose();
            run();
          }}
        >
          <Icon size={16} aria-hidden />
          {label}
        </button>
      ))}
    </div>
  );
}
