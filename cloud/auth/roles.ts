import { createAccessControl } from 'better-auth/plugins/access';
import { Role } from '#shared/models/role.ts';

/**
 * Our five roles, as better-auth's organization plugin wants them. They grant nothing there: who may do what is decided
 * by `shared/models/role.ts` alone, before the library is asked.
 */
export const access = createAccessControl({});
const grantsNothing = access.newRole({});
export const roles = Object.fromEntries(Role.options.map((role) => [role, grantsNothing]));
