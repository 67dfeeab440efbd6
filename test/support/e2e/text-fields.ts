import { z } from 'zod';
import { commandsOf } from '#shared/arguments/commands.ts';
import { cloudContract } from '#shared/contract/cloud/index.ts';
import { Id } from '#shared/models/id.ts';
import { hostile } from './hostile.ts';

/** Nobody is shown these: secrets, where a list goes on, what is looked for or confirmed, calls a machine has signed. */
const unseen =
  /\.(password|oldPassword|newPassword|token|challenge|code|deviceCode|clientSecret|cursor|after|find|words|confirmation|call)$|\.(list|export|mine|usable|search|searchIds|inspect)\.text$|^organization\.close\.name$|^team\.offerOwnership\.name$/;
/** Written into the same place as another one, or answered to whoever sent it and kept nowhere. */
const same =
  /^setup\.createOwner\.|^invitation\.signUp\.|^notification\.(change|remove|test)\.email$|^team\.previewInvite\.|^peopleFile\./;
/** The vendor writes them, on the command line of the cloud. */
const ofVendor = /^vendor\./;

/** The fields of the contract in which somebody may write anything, and others are shown it: `team.describe.note`. */
export const textFields = (): string[] =>
  commandsOf(cloudContract).flatMap(({ path, input }) =>
    Object.entries(input instanceof z.ZodObject ? input.shape : {})
      .filter(([, schema]) => !isId(schema) && [hostile.image, [hostile.image]].some((each) => takes(schema, each)))
      .map(([field]) => [...path, field].join('.'))
      .filter((field) => ![unseen, same, ofVendor].some((excused) => excused.test(field))),
  );

/** Which fields of a call hold something hostile, named as above. */
export const hostileFields = (path: readonly string[], input: unknown): string[] =>
  Object.entries(input ?? {})
    .filter(([, value]) => JSON.stringify(value)?.includes('.ran='))
    .map(([field]) => [...path, field].join('.'));

const takes = (schema: unknown, value: unknown) => schema instanceof z.ZodType && schema.safeParse(value).success;

/** An id is any text, but it is looked up. */
function isId(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return isId(schema.unwrap());
  return schema instanceof z.ZodArray ? isId(schema.element) : schema instanceof z.ZodType && schema.def === Id.def;
}
