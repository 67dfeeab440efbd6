import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { inWords } from './fields.ts';
import css from './palette.module.css';

const words = text.window.palette;
const mostRows = 200;

/** What an operation answered, readable: facts for one thing, a table for many. */
export function Answer({ value, zone }: { value: unknown; zone: string }) {
  if (Array.isArray(value))
    return value.length === 0 ? <p>{words.nothingToShow}</p> : <Rows rows={value} zone={zone} />;
  if (isRecord(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return <p>{words.done}</p>;
    return <Facts facts={entries.map(([name, each]) => ({ label: inWords(name), value: show(name, each, zone) }))} />;
  }
  return <p>{show('', value, zone)}</p>;
}

function Rows({ rows, zone }: { rows: readonly unknown[]; zone: string }) {
  const records = rows.slice(0, mostRows).map((row) => (isRecord(row) ? row : { value: row }));
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))].slice(0, 6);
  return (
    <table className={css.rows}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {inWords(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.map((record, index) => (
          <tr key={index}>
            {columns.map((column) => (
              <td key={column}>{show(column, Reflect.get(record, column), zone)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isMoment = (name: string, value: unknown): value is number =>
  typeof value === 'number' && (/(At|Until)$/.test(name) || name === 'at' || name === 'now');

function show(name: string, value: unknown, zone: string): string {
  if (value === null || value === undefined) return '–';
  if (isMoment(name, value)) return dates.full(value, zone);
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map((each) => show('', each, zone)).join(', ') || '–';
  if (isRecord(value)) return 'name' in value ? show('', value.name, zone) : JSON.stringify(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
