import { Failure } from '#shared/errors.ts';
import type { RangeEnd } from '../../services/ports.ts';

/** How a small file could not be had, as a failure. Trouble that passes is `cloud-unreachable`: whoever asked asks again. */
export function wholeFailure(end: RangeEnd, url: string): Failure {
  const { host, origin } = new URL(url);
  switch (end.is) {
    case 'unreachable':
      return end.failure;
    case 'changed':
      return new Failure('source-differs', { host });
    case 'link-refused':
    case 'unusable':
      return new Failure('source-unusable', { host, why: end.why });
    case 'busy':
    case 'cut':
    case 'complete':
      return new Failure('cloud-unreachable', { url: origin });
  }
}
