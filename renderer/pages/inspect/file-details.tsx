import {
  IconFileCheck,
  IconFileDescription,
  IconFileExport,
  IconFileUnknown,
  IconReceipt,
  IconShieldCheck,
  type Icon,
} from '@tabler/icons-react';
import type { InspectedFile } from '#shared/models/offline.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { FramedIcon } from '../../parts/product-glyph.tsx';
import { CopyCode } from '../../parts/copy.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { Tally } from '../../parts/tally.tsx';
import { nextOf, sentenceOf, standingOfFile, titleOf } from '../../state/offline-inspect.ts';
import { useNow, useStatus, useZone } from '../../state/use.tsx';
import css from './inspect.module.css';

const words = text.window.inspect;
const { purposes } = text.window.intake.row;

const glyphs: Record<string, Icon> = {
  'license-request': IconFileExport,
  license: IconFileCheck,
  'license-applied': IconFileDescription,
  'return-proof': IconFileExport,
  'return-receipt': IconReceipt,
  'trust-root': IconShieldCheck,
};

interface FileDetailsProps {
  file: InspectedFile;
  source: string;
  /** The only file there is: its name is what the dialog is about. */
  withHead?: boolean;
}

/** One file: what it is, whether it is genuine, for whom, until when, why not, and what to do with it. */
export function FileDetails({ file, source, withHead = false }: FileDetailsProps) {
  const here = useStatus(({ machine }) => machine.name);
  const { tally, icon, word } = standingOfFile(file);
  const Glyph = glyphs[file.kind ?? ''] ?? IconFileUnknown;
  const refusal = sentenceOf(file);
  return (
    <>
      {withHead && (
        <div className={css.head}>
          <FramedIcon icon={Glyph} big />
          <div className={css.headText}>
            <p className={css.name}>{titleOf(file)}</p>
            <p className={css.source}>{source}</p>
          </div>
          <Tally state={tally} icon={icon} chip>
            {word}
          </Tally>
        </div>
      )}
      {file.about && <About about={file.about} />}
      {refusal && file.refusal && (
        <div className={css.refusal} data-tone={tally === 'ended' ? 'ended' : undefined}>
          <Tally state={tally === 'ended' ? 'ended' : 'soon'}>{refusal.sentence}</Tally>
          <p>{refusal.next}</p>
          <p>
            <CopyCode label={text.window.parts.code} value={file.refusal.code} />
          </p>
        </div>
      )}
      {!refusal && <p className={css.next}>{nextOf(file, here)}</p>}
    </>
  );
}

function About({ about }: { about: NonNullable<InspectedFile['about']> }) {
  const zone = useZone();
  const now = useNow(60_000);
  const { facts } = words;
  const day = (moment: number, where = zone) => (
    <time dateTime={new Date(moment).toISOString()} title={dates.full(moment, where)}>
      {words.inWords(dates.day(moment, where), dates.relative(moment, now, where))}
    </time>
  );
  const fact = (label: string, value: Fact['value'] | null): Fact[] =>
    value === null || value === undefined ? [] : [{ label, value }];
  return (
    <>
      <Facts
        facts={[
          ...fact(facts.machine, about.machine && <code>{about.machine.name}</code>),
          ...fact(facts.cloud, about.cloud),
          ...fact(facts.purpose, about.purpose && (purposes[about.purpose as keyof typeof purposes] ?? about.purpose)),
          ...fact(facts.made, about.madeAt === null ? null : day(about.madeAt)),
          ...fact(facts.carryBy, about.useBy === null ? null : day(about.useBy)),
          ...fact(facts.number, about.sequence === null ? null : String(about.sequence)),
          ...fact(facts.fingerprint, about.fingerprint && <code>{about.fingerprint}</code>),
        ]}
      />
      {about.leases.map((lease, index) => (
        <div key={`${lease.license} ${index}`} className={css.leases}>
          <Facts
            facts={[
              ...fact(facts.license, lease.license),
              ...fact(facts.organization, lease.organization),
              ...fact(facts.person, lease.person),
              ...fact(
                facts.leasedUntil,
                lease.leaseEndsAt === null ? null : day(lease.leaseEndsAt, lease.timeZone ?? zone),
              ),
              ...(lease.leaseEndsAt === null
                ? []
                : fact(
                    facts.licenseEnds,
                    lease.licenseEndsAt === null ? words.never : day(lease.licenseEndsAt, lease.timeZone ?? zone),
                  )),
            ]}
          />
        </div>
      ))}
    </>
  );
}
