import type { UpkeepQueue } from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister as t } from '../../../i18n/zh/staffRegister.ts';
import { paths } from '../../../lib/paths.ts';
import { staffPaths } from '../../../lib/staff-paths.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Section } from '../../parts/Section.tsx';
import { Banners } from './Banners.tsx';
import { ConditionRow } from './ConditionRow.tsx';
import { FindPlace } from './FindPlace.tsx';
import { Overdue } from './Overdue.tsx';
import { ReportRow } from './ReportRow.tsx';
import type { AtRegister } from './register.ts';

interface Props {
  desk: AtRegister;
  queue: UpkeepQueue;
}

/** What is to be done, and the ways to everything else of the register. */
export function Overview({ desk, queue }: Props) {
  const { reports, conditions, banners } = queue;
  return (
    <div class="columns two register">
      <div>
        <FindPlace desk={desk} />
        <Section
          title={t.reports.title}
          end={reports.length > 0 ? t.reports.count(reports.length) : undefined}
        >
          {reports.length === 0 && <Empty title={t.reports.none} text={t.reports.noneText} />}
          {reports.map((report) => (
            <ReportRow key={report.id} desk={desk} report={report} />
          ))}
        </Section>
        <Overdue desk={desk} queue={queue} />
      </div>
      <div>
        <Section title={t.conditions.title}>
          {conditions.length === 0 && (
            <Empty title={t.conditions.none} text={t.conditions.noneText} />
          )}
          {conditions.map((one) => (
            <ConditionRow key={one.id} desk={desk} condition={one} named />
          ))}
        </Section>
        <Banners desk={desk} banners={banners} />
        <Section title={t.links.title}>
          <Links />
        </Section>
      </div>
    </div>
  );
}

function Links() {
  const { imports, importsNote, synonyms, synonymsNote, coverage, coverageNote } = t.links;
  const links = [
    { href: staffPaths.imports, name: imports, note: importsNote },
    { href: staffPaths.synonyms, name: synonyms, note: synonymsNote },
    { href: paths.coverage, name: coverage, note: coverageNote },
  ];
  return (
    <ul class="register-links">
      {links.map(({ href, name, note }) => (
        <li key={href}>
          <a href={href}>
            <b>{name}</b>
            <span class="dim">{note}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
