import { Checkbox, Radio, Select, Switch, TextInput } from '@mantine/core';
import type { Organization } from '#shared/models/organization.ts';
import { inOrder, offlineLengths } from '#shared/models/offline-lengths.ts';
import { Buyers, RoleSet } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { useApi, useStores } from '../../state/use.tsx';
import { FormFoot } from './form-foot.tsx';
import { useForm } from './use-form.ts';
import { zonesWith } from './zones.ts';
import css from './organization.module.css';

const words = text.window.organization;

/** Name and rules, for whoever may change them. */
export function RulesForm({ value, onSaved }: { value: Organization; onSaved: () => Promise<void> }) {
  const { cloud } = useApi();
  const { refreshSession } = useStores();
  const { id, name, timeZone, leaseHours, offlineUntilEnd, buyers, roleSet } = value;
  // As text: what is compared to see whether it changed.
  const saved = {
    name,
    timeZone,
    leaseHours,
    offlineUntilEnd,
    buyers,
    roleSet,
    lengths: value.offlineLengths.join(' '),
  };
  const form = useForm(saved, async ({ lengths, ...changed }) => {
    const offline = lengths === undefined ? {} : { offlineLengths: inOrder(lengths.split(' ').map(Number)) };
    await cloud.organization.update({ organization: id, ...changed, ...offline });
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
        data={zonesWith(fields.timeZone)}
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
      <Checkbox.Group
        size="md"
        label={words.offlineLengths}
        description={words.offlineLengthsHint}
        value={fields.lengths.split(' ')}
        // The last one stays: a machine could go offline for no time at all.
        onChange={(chosen) => chosen.length > 0 && set('lengths', inOrder(chosen.map(Number)).join(' '))}
      >
        <div className={css.choices}>
          {offlineLengths.map((days) => (
            <Checkbox key={days} value={String(days)} label={words.days(days)} />
          ))}
        </div>
      </Checkbox.Group>
      <Switch
        label={words.offlineUntilEnd}
        description={words.offlineUntilEndHint}
        checked={fields.offlineUntilEnd}
        onChange={(event) => set('offlineUntilEnd', event.currentTarget.checked)}
      />
      <Radio.Group
        size="md"
        label={words.buyers}
        value={fields.buyers}
        onChange={(chosen) => set('buyers', Buyers.parse(chosen))}
      >
        <div className={css.choices}>
          <Radio value="owners" label={words.buyersOf.owners} />
          <Radio value="managers" label={words.buyersOf.managers(text.roleName('manager', fields.roleSet))} />
        </div>
      </Radio.Group>
      <Radio.Group
        size="md"
        label={words.roleSet}
        description={words.roleSetHint}
        value={fields.roleSet}
        onChange={(chosen) => set('roleSet', RoleSet.parse(chosen))}
      >
        <div className={css.stack}>
          {(['full', 'simple'] as const).map((each) => (
            <Radio key={each} value={each} label={words.roleSets[each]} />
          ))}
        </div>
      </Radio.Group>
      <FormFoot isChanged={form.isChanged} saving={form.saving} onDiscard={form.discard} />
    </form>
  );
}
