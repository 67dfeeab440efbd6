import { Select } from '@mantine/core';
import type { Library } from '#shared/models/release.ts';
import type { Settings } from '#shared/models/settings.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { CopyCode } from '../../parts/copy.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { atOnceChoices, speedLimits } from '../../state/download-limits.ts';
import type { ResourceStore } from '../../state/resource.ts';
import type { SettingsView } from '../../state/stores.ts';
import { useAction, useResource, useStores } from '../../state/use.tsx';
import css from './settings.module.css';

const words = text.window.settings;
const noLimit = 'none';

/** How many downloads run at once, how fast all of them together may be, and where they lie. */
export function DownloadsCard({ companion, view }: { companion: CompanionClient; view: SettingsView }) {
  const { library } = useStores();
  const { settings } = view;
  const change = useAction((to: Partial<Pick<Settings, 'downloadsAtOnce' | 'downloadLimit'>>) =>
    companion.settings.update(to),
  );
  return (
    <Card title={words.downloads}>
      <div className={css.stack}>
        <Select
          label={words.atOnce}
          description={words.atOnceHint}
          allowDeselect={false}
          value={String(settings.downloadsAtOnce)}
          data={atOnceChoices(settings).map(String)}
          onChange={(value) => value !== null && void change.run({ downloadsAtOnce: Number(value) })}
        />
        <Select
          label={words.limit}
          description={words.limitHint}
          allowDeselect={false}
          value={settings.downloadLimit === null ? noLimit : String(settings.downloadLimit)}
          data={speedLimits(settings).map((limit) =>
            limit === null
              ? { value: noLimit, label: words.noLimit }
              : { value: String(limit), label: text.sizes.speed(limit) },
          )}
          onChange={(value) =>
            value !== null && void change.run({ downloadLimit: value === noLimit ? null : Number(value) })
          }
        />
        <FailureNote failure={change.failure} />
        {library && <Folder library={library} />}
      </div>
    </Card>
  );
}

/** Where downloads lie; nothing until that is known. */
function Folder({ library }: { library: ResourceStore<Library> }) {
  const { value } = useResource(library);
  if (!value) return null;
  const { bytes } = text.sizes;
  return (
    <Facts
      facts={[
        { label: words.libraryFolder, value: <CopyCode value={value.folder} /> },
        {
          label: words.librarySpace,
          value: words.space(bytes(value.usedBytes), value.freeBytes === null ? null : bytes(value.freeBytes)),
        },
      ]}
    />
  );
}
