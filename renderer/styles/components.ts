import {
  ActionIcon,
  Anchor,
  Button,
  Checkbox,
  Drawer,
  type ExtendComponent,
  Input,
  Loader,
  Menu,
  Modal,
  Notification,
  PasswordInput,
  Radio,
  SegmentedControl,
  type SelectFactory,
  Switch,
  TextInput,
  type TextareaFactory,
  Tooltip,
} from '@mantine/core';
import css from './mantine.module.css';

/** Ink, outlined, quiet, and the red one that lives only inside a confirming dialog. */
interface Ink {
  bg: string;
  hover: string;
  color: string;
  bd: string;
}
const outlined: Ink = {
  bg: 'var(--gr-raised)',
  hover: 'var(--gr-hover)',
  color: 'var(--gr-text)',
  bd: 'var(--gr-line-strong)',
};
const inks: Record<string, Ink> = {
  default: outlined,
  filled: { bg: 'var(--gr-ink)', hover: 'var(--gr-ink-hover)', color: 'var(--gr-on-ink)', bd: 'transparent' },
  subtle: { bg: 'transparent', hover: 'var(--gr-hover)', color: 'var(--gr-text-2)', bd: 'transparent' },
  danger: { bg: 'var(--gr-danger)', hover: 'var(--gr-danger-hover)', color: 'var(--gr-on-danger)', bd: 'transparent' },
};
const inkOf = (variant = 'default'): Ink => inks[variant] ?? outlined;

interface Size {
  height: string;
  padding: string;
  text: string;
}
const usual: Size = { height: 'var(--gr-control)', padding: 'var(--gr-space-5)', text: 'var(--gr-text-md)' };
const sizes: Record<string, Size> = {
  sm: { height: 'var(--gr-control-sm)', padding: 'var(--gr-space-4)', text: 'var(--gr-text-sm)' },
  md: usual,
  lg: { height: 'var(--gr-control-lg)', padding: '1.125rem', text: 'var(--gr-text-lg)' },
};
const sizeOf = (size: string | number = 'md'): Size => sizes[size] ?? usual;

const border = (color: string) => `1px solid ${color}`;

const field = { classNames: { input: css.input, label: css.label, description: css.description, error: css.error } };

export const components = {
  Button: Button.extend({
    defaultProps: { variant: 'default', size: 'md' },
    classNames: { root: css.button, section: css.section },
    vars: (_theme, { variant, size }) => {
      const ink = inkOf(variant);
      const { height, padding, text } = sizeOf(size);
      return {
        root: {
          '--button-height': height,
          '--button-padding-x': padding,
          '--button-fz': text,
          '--button-bg': ink.bg,
          '--button-hover': ink.hover,
          '--button-color': ink.color,
          '--button-hover-color': ink.color,
          '--button-bd': border(ink.bd),
        },
      };
    },
  }),
  ActionIcon: ActionIcon.extend({
    defaultProps: { variant: 'subtle', size: 'md' },
    vars: (_theme, { variant, size }) => {
      const ink = inkOf(variant);
      return {
        root: {
          '--ai-size': sizeOf(size).height,
          '--ai-bg': ink.bg,
          '--ai-hover': ink.hover,
          '--ai-color': ink.color,
          '--ai-hover-color': ink.color,
          '--ai-bd': border(ink.bd),
        },
      };
    },
  }),
  Anchor: Anchor.extend({ defaultProps: { underline: 'hover' }, classNames: { root: css.anchor } }),
  Input: Input.extend({ classNames: { input: css.input } }),
  TextInput: TextInput.extend(field),
  PasswordInput: PasswordInput.extend({
    classNames: { ...field.classNames, innerInput: css.innerInput },
  }),
  // By type alone: only pages that come later use these two.
  Textarea: field satisfies ExtendComponent<TextareaFactory>,
  Select: {
    defaultProps: { comboboxProps: { shadow: 'md' }, checkIconPosition: 'right' },
    classNames: { ...field.classNames, dropdown: css.menu, option: css.item },
  } satisfies ExtendComponent<SelectFactory>,
  Checkbox: Checkbox.extend({
    classNames: {
      inner: css.checkInner,
      input: css.check,
      icon: css.checkIcon,
      label: css.checkLabel,
      description: css.hint,
    },
  }),
  Radio: Radio.extend({ classNames: { radio: css.check, icon: css.checkIcon, label: css.checkLabel } }),
  Switch: Switch.extend({
    defaultProps: { withThumbIndicator: false },
    classNames: {
      track: css.track,
      thumb: css.thumb,
      label: css.checkLabel,
      description: css.description,
      body: css.switchBody,
    },
  }),
  SegmentedControl: SegmentedControl.extend({
    classNames: { root: css.segments, indicator: css.segmentIndicator, label: css.segmentLabel },
  }),
  Menu: Menu.extend({
    defaultProps: { shadow: 'md', position: 'bottom-start', offset: 6 },
    classNames: {
      dropdown: css.menu,
      item: css.item,
      itemSection: css.itemSection,
      label: css.menuLabel,
      divider: css.divider,
    },
  }),
  Modal: Modal.extend({
    defaultProps: { size: '30rem', radius: 'xl', centered: true, padding: 0, shadow: 'xl' },
    classNames: {
      content: css.dialog,
      header: css.dialogHead,
      title: css.dialogTitle,
      body: css.dialogBody,
      overlay: css.scrim,
    },
  }),
  // The head of a dialog or a drawer is not a banner of the page.
  ModalHeader: { defaultProps: { role: 'none' } },
  DrawerHeader: { defaultProps: { role: 'none' } },
  Drawer: Drawer.extend({
    defaultProps: { position: 'right', size: 'var(--gr-panel-side)', padding: 0, shadow: 'xl' },
    classNames: {
      content: css.drawer,
      overlay: css.scrim,
      header: css.drawerHead,
      title: css.dialogTitle,
      body: css.drawerBody,
    },
  }),
  Tooltip: Tooltip.extend({
    defaultProps: { openDelay: 400, offset: 6, events: { hover: true, focus: true, touch: false } },
    classNames: { tooltip: css.tooltip },
  }),
  Notification: Notification.extend({
    classNames: {
      root: css.toast,
      icon: css.toastIcon,
      body: css.toastBody,
      title: css.toastTitle,
      description: css.toastText,
      closeButton: css.toastClose,
    },
  }),
  Loader: Loader.extend({ defaultProps: { size: 16, color: 'var(--gr-cue-fill)' } }),
};
