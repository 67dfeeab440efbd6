/**
 * One record of a CSV file (RFC 4180). A cell that a spreadsheet would run as a formula gets a leading apostrophe, so that
 * it shows as text (OWASP, CSV injection).
 */
export const csvRecord = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
