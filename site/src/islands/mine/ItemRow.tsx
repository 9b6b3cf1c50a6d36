import type { ComponentChildren } from 'preact';
import { mine as t } from '../../i18n/zh/mine.ts';
import { type AgendaItem, itemHref } from '../../lib/agenda.ts';
import { clock, dayName, dayNumber, dayOf, weekdayShort } from '../../lib/format.ts';
import { BoardRow } from '../parts/Board.tsx';
import { Tag } from '../parts/Tag.tsx';
import { forWhom, rowWords, whenWords } from './words.ts';

interface Props {
  item: AgendaItem;
  now: number;
  /** Days matter more than times: of what was. */
  byDay?: boolean;
  /** At the right, instead of the chevron: how it ended. */
  end?: ComponentChildren;
}

/** One line of what comes or was; leads to its own page. */
export function ItemRow({ item, now, byDay, end }: Props) {
  const { ahead, start, title } = item;
  const others = forWhom(item);
  const waits = item.state === 'waiting' && ahead;
  return (
    <BoardRow
      href={itemHref(item)}
      time={
        waits
          ? t.later.waiting(ahead.signUps)
          : byDay
            ? t.dayOf(dayNumber(dayOf(start)))
            : clock(start)
      }
      title={
        <>
          {title} {others && <Tag tone="line">{others}</Tag>}
        </>
      }
      detail={
        waits
          ? `${whenWords(start, now)}·${t.later.ahead(ahead.signUps)}`
          : rowWords(
              item,
              byDay ? `${weekdayShort(dayOf(start))} ${clock(start)}` : dayName(dayOf(start), now),
            )
      }
      end={end}
    />
  );
}
