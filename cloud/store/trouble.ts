const sqliteUnique = 2067;
const sqlitePrimaryKey = 1555;
const sqliteForeignKey = 787;
const sqliteBusy = 5;

/** Somebody else wrote the same unique key first. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505' || [sqliteUnique, sqlitePrimaryKey].includes(sqliteCodeOf(error));
}

/** A row that others refer to, or that refers to nothing. */
export function isForeignKeyViolation(error: unknown): boolean {
  return codeOf(error) === '23503' || sqliteCodeOf(error) === sqliteForeignKey;
}

/** The database gave this transaction up in favour of another: the same one may succeed when run again. */
export function isTransactionConflict(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error)) || isBusy(error);
}

/** Another process writes to the SQLite file just now. */
export function isBusy(error: unknown): boolean {
  // The low byte is the kind; the rest says more (SQLITE_BUSY_SNAPSHOT, …).
  return (sqliteCodeOf(error) & 0xff) === sqliteBusy;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function sqliteCodeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0;
}
