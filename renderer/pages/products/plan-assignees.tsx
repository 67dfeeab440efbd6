import { text } from '#shared/text/index.ts';
import { useApi } from '../../state/use.tsx';
import { MoreList } from './more-list.tsx';
import type { OfPlan } from './usage.tsx';
import css from './products.module.css';

const all = text.window.products;
const words = all.assignees;

/** Who is assigned, by name. */
export function PlanAssignees({ of }: { of: OfPlan }) {
  const { cloud } = useApi();
  return (
    <MoreList
      title={words.title}
      failed={words.failed}
      none={words.none}
      load={async (from) => {
        const { assignees, total } = await cloud.product.assignees({ ...of, ...from });
        return { rows: assignees, total };
      }}
      idOf={({ person }) => person.id}
    >
      {({ person, licenses, inUse }) => (
        <>
          <span className={css.person}>
            <span className={css.name}>{person.name}</span>
            <span className={css.second}>{person.email}</span>
          </span>
          <span className={css.end}>
            <span>{all.licenses(licenses)}</span>
            <span className={css.second}>{words.inUse(inUse)}</span>
          </span>
        </>
      )}
    </MoreList>
  );
}
