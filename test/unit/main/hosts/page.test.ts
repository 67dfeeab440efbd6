import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, preparePage } from '#main/hosts/page.ts';

const html = readFileSync(new URL('../../../../renderer/index.html', import.meta.url), 'utf8');

describe('the page, as a host serves it', () => {
  it('knows its door and its style nonce, and has no placeholder left', () => {
    const page = preparePage(html, { door: 'window', nonce: 'abc' });
    expect(page).toContain('name="greenroom-door" content="window"');
    expect(page).toContain('content="abc"');
    expect(page).not.toContain('__GREENROOM');
  });

  it('may load itself and nothing else', () => {
    const policy = contentSecurityPolicy('abc');
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`style-src 'self' 'nonce-abc'`);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });
});
