import { writeFeatures } from './steps/features.mjs';
import { at } from './steps/places.mjs';

/** `npm run features`: the page of features, tests and status, from the reports of the last `npm test`. */
const count = writeFeatures(at('test', 'FEATURES.md'));
console.log(`test/FEATURES.md lists ${count} ids with their tests.`);
