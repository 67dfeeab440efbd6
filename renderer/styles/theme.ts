import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { components } from './components.ts';

const cue: MantineColorsTuple = [
  '#e2eefb',
  '#bcd9f6',
  '#8cc6ff',
  '#6db3f8',
  '#55a2ee',
  '#3d8fe0',
  '#1f74d1',
  '#0f5fb8',
  '#25425e',
  '#14283b',
];

/** Mantine spoken in Greenroom's tokens. Values live in tokens.css; this file only says which is which. */
export const theme = createTheme({
  fontFamily: 'var(--gr-font)',
  fontFamilyMonospace: 'var(--gr-font-mono)',
  fontWeights: { regular: '420', medium: '540', bold: '620' },
  fontSizes: {
    xs: 'var(--gr-text-xs)',
    sm: 'var(--gr-text-sm)',
    md: 'var(--gr-text-md)',
    lg: 'var(--gr-text-lg)',
    xl: 'var(--gr-text-xl)',
  },
  lineHeights: {
    xs: 'var(--gr-lh-xs)',
    sm: 'var(--gr-lh-sm)',
    md: 'var(--gr-lh-md)',
    lg: 'var(--gr-lh-lg)',
    xl: 'var(--gr-lh-xl)',
  },
  spacing: {
    xs: 'var(--gr-space-2)',
    sm: 'var(--gr-space-4)',
    md: 'var(--gr-space-5)',
    lg: 'var(--gr-space-6)',
    xl: 'var(--gr-space-8)',
  },
  radius: {
    xs: 'var(--gr-radius-xs)',
    sm: 'var(--gr-radius-sm)',
    md: 'var(--gr-radius-md)',
    lg: 'var(--gr-radius-lg)',
    xl: 'var(--gr-radius-xl)',
  },
  defaultRadius: 'md',
  breakpoints: { md: '60em' },
  shadows: { sm: 'var(--gr-shadow-card)', md: 'var(--gr-shadow-menu)', xl: 'var(--gr-shadow-dialog)' },
  colors: { cue },
  primaryColor: 'cue',
  primaryShade: { dark: 5, light: 6 },
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  components,
});

/** The same entries for both schemes: the tokens switch by themselves. */
const roles = {
  '--mantine-color-body': 'var(--gr-panel)',
  '--mantine-color-text': 'var(--gr-text)',
  '--mantine-color-bright': 'var(--gr-text)',
  '--mantine-color-dimmed': 'var(--gr-text-3)',
  '--mantine-color-placeholder': 'var(--gr-text-3)',
  '--mantine-color-anchor': 'var(--gr-cue)',
  '--mantine-color-error': 'var(--gr-ended)',
  '--mantine-color-success': 'var(--gr-on)',
  '--mantine-color-default': 'var(--gr-raised)',
  '--mantine-color-default-color': 'var(--gr-text)',
  '--mantine-color-default-hover': 'var(--gr-hover)',
  '--mantine-color-default-border': 'var(--gr-line-strong)',
  '--mantine-color-disabled-color': 'var(--gr-text-off)',
  '--mantine-color-disabled': 'var(--gr-hover)',
  '--mantine-color-disabled-border': 'var(--gr-line)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, dark: roles, light: roles });
