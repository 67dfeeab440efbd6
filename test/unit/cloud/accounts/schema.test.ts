import { getMigrations } from 'better-auth/db/migration';
import { expect, test } from 'vitest';
import { defaultLimits } from '#cloud/auth/attempts.ts';
import { createLibrary } from '#cloud/auth/library.ts';
import { forEachEngine, freshStore } from '../../../support/store.ts';

forEachEngine((engine) => {
  test('the migrated schema is what better-auth expects', async () => {
    const store = await freshStore(engine);
    const complaints: string[] = [];
    const log = (_level: string, complaint: string) => void complaints.push(complaint);
    const publicUrl = 'http://127.0.0.1:1';
    const library = createLibrary({ store, publicUrl, secret: 'k'.repeat(43), limits: defaultLimits, log });

    const { toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems } = await getMigrations(library.options);

    expect({ toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems }).toEqual({
      toBeCreated: [],
      toBeAdded: [],
      toBeAddedIndexes: [],
      schemaProblems: [],
    });
    expect(complaints).toEqual([expect.stringContaining('"inviterId" on table "invitation" stays nullable')]);
  });
});
