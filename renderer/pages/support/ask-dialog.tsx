import { Button, Checkbox, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { createCollected } from '../../state/diagnostics.ts';
import { type Draft, emptyDraft, isEmptyDraft, makeTickets, tooLarge } from '../../state/tickets.ts';
import { useAction, useApi, useKept, useLicenses, useStatus, useStores } from '../../state/use.tsx';
import { DiagnosticsSteps } from './diagnostics-steps.tsx';
import css from './support.module.css';

const words = text.window.support.ask;

interface AskDialogProps {
  organization: string;
  onClose: () => void;
}

/** A new ticket. What is typed stays a draft until it is sent or discarded; diagnostics are seen before they go along. */
export function AskDialog({ organization, onClose }: AskDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title}
      withCloseButton={false}
      closeOnClickOutside={false}
      size="42rem"
    >
      <Ask organization={organization} onClose={onClose} />
    </Modal>
  );
}

function Ask({ organization, onClose }: AskDialogProps) {
  const { cloud, companion } = useApi();
  const { explain } = useStores();
  const tickets = useKept(makeTickets);
  const draft = useStore(tickets.draft);
  const machine = useStatus((status) => status.machine.name);
  const rows = useLicenses('mine').value?.rows;
  const [collected] = useState(() => companion && createCollected(companion, explain));
  const [isCollected, setCollected] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const licenses = rows?.filter((row) => row.organization.id === organization) ?? [];
  const products = [...new Map(licenses.map(({ product }) => [product.id, product.name]))];
  const set = (change: Partial<Draft>) => tickets.draft.setState({ ...change, key: crypto.randomUUID() });

  const bundle = async () => {
    const { report, leftOut } = collected?.getState() ?? { report: null, leftOut: [] };
    if (!companion || !draft.withDiagnostics || report === null) return undefined;
    const { name, data, bytes } = await companion.diagnostics.pack({ report, leaveOut: [...leftOut] });
    const trouble = tooLarge(bytes);
    setProblem(trouble);
    return trouble === null ? { name, data } : null;
  };
  const send = useAction(async () => {
    const attached = await bundle();
    if (attached === null) return;
    await cloud.support.create({
      organization,
      subject: draft.subject,
      description: draft.description,
      idempotencyKey: draft.key,
      ...(draft.product !== null && { product: draft.product }),
      ...(draft.license !== null && { license: draft.license }),
      ...(draft.onMachine && machine !== null && { machine }),
      ...(attached && { bundle: attached }),
    });
    set(emptyDraft);
    toast({ tally: 'held', icon: 'sent', title: words.done, message: words.doneBody });
    onClose();
    await tickets.list(organization).refresh();
  });
  const isReady = !draft.withDiagnostics || isCollected;

  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void send.run();
      }}
    >
      <TextInput
        label={words.subject}
        required
        withAsterisk={false}
        maxLength={150}
        value={draft.subject}
        onChange={(event) => set({ subject: event.currentTarget.value })}
        data-autofocus
      />
      <Textarea
        label={words.description}
        description={words.descriptionHint}
        required
        withAsterisk={false}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={20_000}
        value={draft.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      {products.length > 0 && (
        <div className={css.pair}>
          <Select
            label={words.product}
            placeholder={words.noProduct}
            data={products.map(([value, label]) => ({ value, label }))}
            value={draft.product}
            onChange={(product) => set({ product })}
            clearable
          />
          <Select
            label={words.license}
            placeholder={words.noLicense}
            data={licenses.map(({ id, product, edition }) => ({ value: id, label: `${product.name} ${edition.name}` }))}
            value={draft.license}
            onChange={(license) => set({ license })}
            clearable
          />
        </div>
      )}
      {machine !== null && (
        <Checkbox
          label={words.onMachine(machine)}
          checked={draft.onMachine}
          onChange={(event) => set({ onMachine: event.currentTarget.checked })}
        />
      )}
      {collected ? (
        <Checkbox
          label={words.withDiagnostics}
          description={words.withDiagnosticsHint}
          checked={draft.withDiagnostics}
          onChange={(event) => set({ withDiagnostics: event.currentTarget.checked })}
        />
      ) : (
        <p className={css.hint}>{words.inApp}</p>
      )}
      {collected && draft.withDiagnostics && <DiagnosticsSteps collected={collected} onDone={setCollected} />}
      {problem !== null && <p className={css.problem}>{problem}</p>}
      <FailureNote failure={send.failure} />
      <div className={css.buttons}>
        {!isReady && <span className={css.hint}>{words.mustWait}</span>}
        <Button onClick={onClose}>{isEmptyDraft(draft) ? text.window.parts.cancel : words.keep}</Button>
        {!isEmptyDraft(draft) && (
          <Button
            onClick={() => {
              set(emptyDraft);
              onClose();
            }}
          >
            {words.discard}
          </Button>
        )}
        <Button
          type="submit"
          variant="filled"
          loading={send.busy}
          disabled={!isReady || draft.subject.trim() === '' || draft.description.trim() === ''}
        >
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
