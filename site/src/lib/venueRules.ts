/** The rules of a venue as its page prints them. For `.astro` files: islands say only the rule that matters. */
import { venuePages } from '../i18n/zh/venuePages.ts';
import { span } from './format.ts';
import type { Venue } from './register.ts';
import type { VenueFacts } from './venueWeek.ts';

const t = venuePages.rules;

interface Family {
  /** The hall that this is a half of. */
  parent: string | undefined;
  halves: readonly string[];
}

export function venueRules(facts: VenueFacts, row: Venue, { parent, halves }: Family): string[] {
  const { kind, shortestMin, longestMin, slotMin, minParty, maxParty, capacity } = facts;
  const before = row.bufferBeforeMin;
  const after = row.bufferAfterMin;
  const lines = [
    t.free,
    t.length(span(shortestMin), span(longestMin), span(slotMin)),
    kind === 'places' ? t.places(capacity, maxParty) : t.party(minParty, maxParty),
    t.ahead(row.opensDaysAhead),
    row.closesBeforeMin > 0 ? t.closes(span(row.closesBeforeMin)) : t.closesAtStart,
    t.cancel(span(row.cancelBeforeMin)),
    t.limits(row.maxActive, row.maxPerWeek),
    (kind === 'school' ? t.guardianSchool : t.guardian)(facts.guardianUnderAge),
  ];
  if (before > 0) lines.push(t.bufferBoth(span(before), span(after)));
  else if (after > 0) lines.push(t.bufferAfter(span(after)));
  if (row.asksPurpose) lines.push(t.purpose);
  if (parent) lines.push(t.parent(parent));
  if (halves.length > 0) lines.push(t.halves(halves.join('、')));
  return lines;
}
