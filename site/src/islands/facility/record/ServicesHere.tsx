import { centre as words } from '../../../i18n/zh/centre.ts';
import { paths } from '../../../lib/paths.ts';
import { papersInShort } from '../../../lib/services.ts';
import { Section } from '../../parts/Section.tsx';

interface ServiceHere {
  id: string;
  name: string;
  /** Undefined where only the names are known. */
  papers?: readonly string[];
}

interface ServicesHereProps {
  services: readonly ServiceHere[];
}

/** More than these fold away. */
const SHOWN = 6;

/** What is done for people in a house without rooms of its own, with the papers to bring. */
export function ServicesHere({ services }: ServicesHereProps) {
  if (services.length === 0) return null;
  const first = services.length > SHOWN + 1 ? services.slice(0, SHOWN) : services;
  const rest = services.slice(first.length);
  return (
    <Section title={words.servicesTitle} end={words.services(services.length)} id="services">
      <List services={first} />
      {rest.length > 0 && (
        <details class="fold">
          <summary>{words.servicesMore(rest.length)}</summary>
          <List services={rest} />
        </details>
      )}
      <p>
        <a class="link" href={paths.services}>
          {words.servicesAll}
        </a>
      </p>
    </Section>
  );
}

function List({ services }: ServicesHereProps) {
  return (
    <ul class="service-list">
      {services.map(({ id, name, papers }) => (
        <li key={id}>
          <a href={`${paths.services}${id}/`}>
            <b>{name}</b>
            {papers && <small class="dim">{papersInShort(papers)}</small>}
          </a>
        </li>
      ))}
    </ul>
  );
}
