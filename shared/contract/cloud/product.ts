import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { Plan, PlanAssignee, PlanLicense, PlanUse, UsageDay } from '../../models/product-use.ts';
import { operation } from '../operation.ts';

const ofPlan = Plan.extend({ organization: Id });
const page = {
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(200).default(50),
};

/** What an organization has, by product and plan, and how it was used (L7). */
export const product = {
  list: operation('Lists what an organization has, by product and edition: seats, use, people, ends', {
    needs: 'product.view',
    subject: 'organization',
    example: 'cloud product list --organization O-1',
  })
    .input(z.object({ organization: Id }))
    .output(z.array(PlanUse)),
  licenses: operation('Lists the licenses of a product and edition that are not over, the first to end first', {
    needs: 'product.view',
    subject: 'organization',
    example: 'cloud product licenses --organization O-1 --product graphics --edition xr',
  })
    .input(ofPlan.extend(page))
    .output(z.object({ licenses: z.array(PlanLicense), total: z.int() })),
  assignees: operation('Lists who is assigned to licenses of a product and edition that are not over', {
    needs: 'product.view',
    subject: 'organization',
    example: 'cloud product assignees --organization O-1 --product graphics --edition xr',
  })
    .input(ofPlan.extend(page))
    .output(z.object({ assignees: z.array(PlanAssignee), total: z.int() })),
  usage: operation('Shows day by day how many seats of a product and edition were in use at once, at most', {
    needs: 'product.view',
    subject: 'organization',
    example: 'cloud product usage --organization O-1 --product graphics --edition xr --days 90',
  })
    .input(ofPlan.extend({ days: z.int().min(7).max(366).default(90) }))
    .output(z.object({ days: z.array(UsageDay).describe('the oldest first; the last is today') })),
};
