import { ActionIcon, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { text } from '#shared/text/index.ts';
import { line } from './icons.ts';
import css from './side-panel.module.css';

interface SidePanelProps {
  /** What the panel is about, for those who cannot see it. */
  label: string;
  opened: boolean;
  /** Without it the panel cannot be closed in the wide window. */
  onClose?: (() => void) | undefined;
  /** Beside the close button: the tally of the thing. */
  head?: ReactNode;
  children: ReactNode;
  /** Buttons, at the bottom. */
  foot?: ReactNode;
  width?: string;
}

/** Below 960 px there is no room beside a list. */
export const useIsNarrow = (): boolean =>
  useMediaQuery('(max-width: 59.99em)', undefined, { getInitialValueInEffect: false });

/** The details of what is chosen: beside the list, or a drawer over it in a narrow window. */
export function SidePanel({ label, opened, onClose, head, children, foot, width }: SidePanelProps) {
  const narrow = useIsNarrow();
  const inside = (
    <>
      {(head !== undefined || onClose) && (
        <div className={css.head}>
          <div>{head}</div>
          {onClose && (
            <ActionIcon onClick={onClose} aria-label={text.window.parts.close}>
              <IconX {...line} />
            </ActionIcon>
          )}
        </div>
      )}
      {/* It may scroll, so the keyboard must reach it even when nothing in it can be pressed. */}
      <div className={css.body} role="group" aria-label={label} tabIndex={0}>
        {children}
      </div>
      {foot !== undefined && <div className={css.foot}>{foot}</div>}
    </>
  );
  if (narrow)
    return (
      <Drawer.Root
        opened={opened}
        onClose={onClose ?? (() => {})}
        position="right"
        size="var(--gr-panel-side)"
        aria-label={label}
      >
        <Drawer.Overlay />
        <Drawer.Content aria-label={label}>
          <Drawer.Body>
            <div className={css.inDrawer}>{inside}</div>
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    );
  if (!opened) return null;
  return (
    <aside className={css.panel} aria-label={label} style={width === undefined ? undefined : { width }}>
      {inside}
    </aside>
  );
}
