/** Desk and second words of the design tokens, for the part of the window that the system draws; a test compares them. */
export const titleBarColors = {
  dark: { color: '#0d0f10', symbolColor: '#adb6bd' },
  light: { color: '#eceeef', symbolColor: '#454f57' },
} as const;
