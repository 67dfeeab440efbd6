/** Tables whose shape belongs to better-auth; a test compares the migrations with what it expects. */
export type AccountTables = Record<never, never>;
