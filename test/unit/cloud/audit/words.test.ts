import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../../build/steps/places.mjs';
import { auditActions } from '#shared/models/audit.ts';
import { permissions } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';

/** Actions that are put together while the cloud runs; a new one has to be spelled out here. */
const composed: Record<string, string[]> = {
  'machine.${purpose}': ['machine.repair', 'machine.claim'],
  'release.${verb}': ['release.yank', 'release.unyank', 'release.unpublish'],
};

/** Every action in the sources of the cloud that go on record. */
function recordedActions(): Set<string> {
  const files = globSync('cloud/**/*.ts', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));
  const recording = files.filter((source) => /\brecordDeed\b|insertInto\('audit'\)/.test(source));
  expect(recording.length).toBeGreaterThan(15);
  const found = recording.flatMap((source) => [
    ...[...source.matchAll(/'([a-z][A-Za-z]*\.[a-z][A-Za-z-]*)'/g)].map(([, action = '']) => action).filter(isAction),
    ...[...source.matchAll(/action(?::| =)[^\n,`]*`([^`]+)`/g)].flatMap(([, template = '']) => {
      // One that is not listed above has no words either.
      return composed[template] ?? [template];
    }),
  ]);
  return new Set(found);
}

/** `member.userId` is a column in a query, `machine.lic` a file, `team.view` a permission, `lease.release` an action. */
const isAction = (name: string) =>
  !/\.(id|name|email|role|userId|organizationId|createdAt|status|lic)$/.test(name) && !Object.hasOwn(permissions, name);

it('T10: everything that the cloud puts on record has words for people', () => {
  const recorded = recordedActions();
  const known = Object.keys(auditActions);
  expect([...recorded].filter((action) => !known.includes(action))).toEqual([]);
});

const told = { subject: 'X-1', names: { 'X-1': 'Graphics', 'P-1': 'Jo Berg' } };

it.each(Object.keys(auditActions))('T10: %s is said in a sentence, also when nothing else is on record', (action) => {
  for (const subject of ['X-1', null]) {
    const sentence = text.audit.sentence({ ...told, subject, action, details: {} });
    expect(sentence).toMatch(/^\S.*\S$/);
    expect(sentence).not.toContain(action);
    expect(sentence).not.toMatch(/undefined|null/);
  }
});

it('T10: names stand in for ids, an action without words shows its code', () => {
  const details = { license: 'Graphics XR', person: 'P-1' };
  expect(text.audit.sentence({ ...told, action: 'license.assign', details })).toBe('Assigned Graphics XR to Jo Berg');
  expect(text.audit.sentence({ ...told, action: 'future.deed', details: {} })).toBe('future.deed');
  expect(text.audit.sentence({ ...told, action: 'toString', details: {} })).toBe('toString');
  const changes = { name: { from: 'A', to: 'B' }, timeZone: { from: 'UTC', to: 'Europe/Oslo' } };
  expect(text.audit.sentence({ ...told, action: 'organization.update', details: changes })).toBe(
    'Changed the name and the time zone',
  );
  expect(text.audit.inWords(changes.name, {})).toBe('A → B');
});
