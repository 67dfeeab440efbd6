import { Select, Switch, TextInput } from '@mantine/core';
import type { Organization } from '#shared/models/organization.ts';
import { text } from '#shared/text/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { Tally } from '../../parts/tally.tsx';
import { useApi, useStores } from '../../state/use.tsx';
import { FormFoot } from './form-foot.tsx';
import { useForm } from './use-form.ts';
import css from './organization.module.css';

const words = text.window.organization;
const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

interface RulesCardProps {
  value: Organization;
  mayEdit: boolean;
  onSaved: () => Promise<void>;
}

/** Name, time zone and what its machines may; managers see it, Owners change it. */
export function RulesCard(props: RulesCardProps) {
  return <Card title={words.general}>{props.mayEdit ? <RulesForm {...props} /> : <Rules {...props} />}</Card>;
}

function Rules({ value }: RulesCardProps) {
  return (
    <>
      <Facts
        facts={[
          { label: words.name, value: value.name },
          { label: words.zone, value: value.timeZone },
          { label: words.leaseHours, value: words.leaseHoursUnit(value.leaseHours) },
          {
            label: words.offlineUntilEnd,
            value: (
              <Tally state={value.offlineUntilEnd ? 'held' : 'free'}>
                {value.offlineUntilEnd ? words.allowed : words.notAllowed}
              </Tally>
            ),
          },
        ]}
      />
      <p className={css.hint}>{words.ownerOnly}</p>
    </>
  );
}

function RulesForm({ value, onSaved }: RulesCardProps) {
  const { cloud } = useApi();
  const { refreshSession } = useStores();
  const { id, name, timeZone, leaseHours, offlineUntilEnd } = value;
  const form = useForm({ name, timeZone, leaseHours, offlineUntilEnd }, async (changed) => {
    await cloud.organization.update({ organization: id, ...changed });
    await Promise.all([onSaved(), refreshSession()]);
  });
  const { fields, set } = form;
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (form.isChanged) void form.saving.run();
      }}
    >
      <TextInput
        label={words.name}
        value={fields.name}
        maxLength={80}
        required
        withAsterisk={false}
        onChange={(event) => set('name', event.currentTarget.value)}
      />
      <Select
        label={words.zone}
        description={words.zoneHint}
        data={zones.includes(fields.timeZone) ? zones : [fields.timeZone, ...zones]}
        searchable
        allowDeselect={false}
        value={fields.timeZone}
        onChange={(zone) => zone && set('timeZone', zone)}
      />
      <TextInput
        type="number"
        className={css.number}
        label={words.leaseHours}
        description={words.leaseHoursHint}
        min={1}
        max={72}
        step={1}
        required
        withAsterisk={false}
        value={fields.leaseHours || ''}
        onChange={(event) => set('leaseHours', Number(event.currentTarget.value))}
      />
      <Switch
        label={words.offlineUntilEnd}
        description={words.offlineUntilEndHint}
        checked={fields.offlineUntilEnd}
        onChange={(event) => set('offlineUntilEnd', event.currentTarget.checked)}
      />
      <FormFoot isChanged={form.isChanged} saving={form.saving} onDiscard={form.discard} />
    </form>
  );
}
