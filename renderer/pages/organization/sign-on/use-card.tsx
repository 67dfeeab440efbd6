import { Anchor, Switch } from '@mantine/core';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import { Card } from '../../../parts/page.tsx';
import { Tally } from '../../../parts/tally.tsx';
import { useApi } from '../../../state/use.tsx';
import { FormFoot } from '../form-foot.tsx';
import organizationCss from '../organization.module.css';
import { useForm } from '../use-form.ts';
import type { SignOnCardProps } from './sign-on-card.ts';
import css from './sign-on.module.css';
import { UnlinkDialog } from './unlink-dialog.tsx';

const words = text.window.singleSignOn;

/** Whether single sign-on is used, may be or must be. */
export function UseCard(props: SignOnCardProps) {
  const { value, mayEdit } = props;
  const [isUnlinking, setUnlinking] = useState(false);
  const tally = <Tally state={value.isOn ? 'held' : 'free'}>{value.isOn ? words.on : words.off}</Tally>;
  return (
    <Card title={words.use} aside={tally}>
      {mayEdit ? <UseForm {...props} /> : <p>{value.isOn && (value.isRequired ? words.must : words.may)}</p>}
      <div className={css.foot}>
        <p>{words.linked(value.linked)}</p>
        {mayEdit && value.linked > 0 && (
          <div>
            <Anchor component="button" type="button" onClick={() => setUnlinking(true)}>
              {words.unlink}
            </Anchor>
          </div>
        )}
        <p>{words.twoFactor}</p>
        <p>{words.leaving}</p>
      </div>
      {isUnlinking && <UnlinkDialog {...props} onClose={() => setUnlinking(false)} />}
    </Card>
  );
}

function UseForm({ organization, value, onChanged }: SignOnCardProps) {
  const { cloud } = useApi();
  const { isOn, isRequired, issuer, clientId, domains } = value;
  const form = useForm({ isOn, isRequired }, async (changed) => {
    await cloud.singleSignOn.update({ organization, ...changed });
    await onChanged();
  });
  const { fields, set } = form;
  const isReady = issuer !== null && clientId !== null && domains.some(({ provenAt }) => provenAt !== null);
  return (
    <form
      className={organizationCss.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (form.isChanged) void form.saving.run();
      }}
    >
      <Switch
        label={words.isOn}
        description={isReady || isOn ? words.isOnHint : words.notYet}
        checked={fields.isOn}
        disabled={!isReady && !fields.isOn}
        onChange={(event) => set('isOn', event.currentTarget.checked)}
      />
      <Switch
        label={words.isRequired}
        description={words.isRequiredHint}
        checked={fields.isRequired}
        disabled={!fields.isOn && !fields.isRequired}
        onChange={(event) => set('isRequired', event.currentTarget.checked)}
      />
      <FormFoot isChanged={form.isChanged} saving={form.saving} onDiscard={form.discard} />
    </form>
  );
}
