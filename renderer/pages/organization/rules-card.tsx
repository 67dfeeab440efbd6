import type { Organization } from '#shared/models/organization.ts';
import { text } from '#shared/text/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { Tally } from '../../parts/tally.tsx';
import { RulesForm } from './rules-form.tsx';
import css from './organization.module.css';

const words = text.window.organization;

interface RulesCardProps {
  value: Organization;
  mayEdit: boolean;
  onSaved: () => Promise<void>;
}

/** Name, time zone and what its machines and people may; managers see it, Owners change it. */
export function RulesCard({ value, mayEdit, onSaved }: RulesCardProps) {
  return (
    <Card title={words.general}>
      {mayEdit ? <RulesForm value={value} onSaved={onSaved} /> : <Rules value={value} />}
    </Card>
  );
}

function Rules({ value }: { value: Organization }) {
  const { buyers, roleSet } = value;
  return (
    <>
      <Facts
        facts={[
          { label: words.name, value: value.name },
          { label: words.zone, value: value.timeZone },
          { label: words.leaseHours, value: words.leaseHoursUnit(value.leaseHours) },
          { label: words.offlineLengths, value: value.offlineLengths.map(words.days).join(', ') },
          {
            label: words.offlineUntilEnd,
            value: (
              <Tally state={value.offlineUntilEnd ? 'held' : 'free'}>
                {value.offlineUntilEnd ? words.allowed : words.notAllowed}
              </Tally>
            ),
          },
          {
            label: words.buyers,
            value:
              buyers === 'owners' ? words.buyersOf.owners : words.buyersOf.managers(text.roleName('manager', roleSet)),
          },
          { label: words.roleSet, value: words.roleSets[roleSet] },
        ]}
      />
      <p className={css.hint}>{words.ownerOnly}</p>
    </>
  );
}
