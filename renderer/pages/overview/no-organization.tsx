import { IconBuilding } from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { openCreate } from '../../shell/create-organization.ts';

const words = text.window.organization;

/** For somebody who belongs to no organization yet, or no more: wait to be invited, or make one. */
export function NoOrganization() {
  return (
    <Card>
      <EmptyState
        icon={<IconBuilding size={20} stroke={1.75} />}
        title={words.noneTitle}
        action={{ label: words.create, run: openCreate }}
      >
        {words.noneBody}
      </EmptyState>
    </Card>
  );
}
