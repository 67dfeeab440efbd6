import { complain } from '../complain.ts';
import { runWeb } from './run.ts';

/** `npm start` where there is no window: the same app as a local web page. */
const begins = process.argv.includes('--empty') ? 'empty' : 'sample';
await runWeb({ begins, openBrowser: false }).catch(complain);
process.exit();
