import { describe, expect, test } from 'vitest';
import { wishOf, wishPath } from '../../site/src/islands/venue/wish.ts';
import { apiQuery, freeWantedFrom, searchFrom, tidy } from '../../site/src/lib/free-query.ts';
import {
  type Cell,
  choose,
  endsFrom,
  freeParts,
  partOf,
  placesIn,
  startsOn,
  type VenueDay,
  weeksBetween,
  whyShut,
} from '../../site/src/lib/venueWeek.ts';

const ON = '2026-11-26';
const at = (time: string) => `${ON}T${time}:00+08:00`;

/** `9:00 free` half hours, one after the other, from what each cell is. */
function day(first: string, states: readonly (Cell['state'] | number)[]): VenueDay {
  const [hour = 0, minute = 0] = first.split(':').map(Number);
  const time = (cell: number) => {
    const minutes = hour * 60 + minute + cell * 30;
    const two = (n: number) => String(n).padStart(2, '0');
    return at(`${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`);
  };
  const slots = states.map((state, cell) => ({
    start: time(cell),
    end: time(cell + 1),
    ...(typeof state === 'number' ? { state: 'free' as const, placesLeft: state } : { state }),
  }));
  return {
    on: ON,
    state: 'known',
    dayType: 'school_day',
    bookableFrom: at('00:00'),
    spans: [],
    closures: [],
    slots,
  };
}

/** A meeting room: half-hour grid, one to two hours. */
const ROOM = { slotMin: 30, shortestMin: 60, longestMin: 120 };

describe('how long a booking can be', () => {
  test('from the shortest to the longest, up to whoever comes next', () => {
    const { slots } = day('09:00', ['free', 'free', 'free', 'taken', 'free']);
    expect(endsFrom(ROOM, slots, at('09:00'), 1)).toEqual([at('10:00'), at('10:30')]);
    expect(endsFrom(ROOM, slots, at('10:00'), 1)).toEqual([]);
  });

  test('never longer than the venue allows', () => {
    const { slots } = day('09:00', ['free', 'free', 'free', 'free', 'free', 'free']);
    expect(endsFrom(ROOM, slots, at('09:00'), 1)).toHaveLength(3);
  });

  test('not across the noon break', () => {
    const noon = day('11:00', ['free', 'free']);
    const after = day('13:00', ['free', 'free']);
    const slots = [...noon.slots, ...after.slots];
    expect(endsFrom(ROOM, slots, at('11:00'), 1)).toEqual([at('12:00')]);
    expect(endsFrom(ROOM, slots, at('11:30'), 1)).toEqual([]);
  });

  test('only where everybody finds a place', () => {
    const { slots } = day('09:00', [4, 2, 4]);
    expect(endsFrom(ROOM, slots, at('09:00'), 2)).toEqual([at('10:00'), at('10:30')]);
    expect(endsFrom(ROOM, slots, at('09:00'), 3)).toEqual([]);
  });

  test('the length stays when another start is pressed, or shrinks to what fits', () => {
    const one = day('09:00', ['free', 'free', 'free', 'free', 'free', 'taken']);
    const twoHours = choose(ROOM, one, { start: at('09:00'), minutes: 120 }, 1);
    expect(twoHours?.end).toBe(at('11:00'));
    expect(choose(ROOM, one, { start: at('10:00'), minutes: 120 }, 1)?.end).toBe(at('11:30'));
    expect(choose(ROOM, one, { start: at('11:00'), minutes: 120 }, 1)).toBeUndefined();
    expect(choose(ROOM, one, { start: at('09:00') }, 1)?.end).toBe(at('10:00'));
  });
});

describe('what a day shows before it is opened', () => {
  test('noon and six o’clock part it; one o’clock at night belongs to the evening before', () => {
    expect(partOf(ON, at('11:30'))).toBe(0);
    expect(partOf(ON, at('12:00'))).toBe(1);
    expect(partOf(ON, at('18:00'))).toBe(2);
    expect(partOf(ON, '2026-11-27T01:00:00+08:00')).toBe(2);
  });

  test('a part with a single free cell is not free for an hour', () => {
    const one = day('11:00', ['free', 'taken', 'free', 'free']);
    expect(freeParts(ROOM, one, 1)).toEqual([false, true, null]);
    expect(startsOn(ROOM, one, 1).map(({ start }) => start)).toEqual([at('12:00')]);
  });

  test.each([
    ['full', ['past', 'taken', 'taken']],
    ['over', ['past', 'past']],
    ['notYet', ['notYet', 'notYet']],
    ['closure', ['past', 'closed', 'closed']],
    [null, ['taken', 'free', 'free']],
  ] as const)('%s', (why, states) => expect(whyShut(ROOM, day('09:00', states), 1)).toBe(why));

  test('an unpublished day is unknown, not closed', () => {
    const unknown = { ...day('09:00', []), state: 'unknown' as const };
    expect(whyShut(ROOM, unknown, 1)).toBe('unknown');
    expect(whyShut(ROOM, day('09:00', []), 1)).toBe('closed');
  });

  test('the places left are those of the fullest cell', () => {
    const one = day('09:00', [9, 3, 7]);
    expect(placesIn(one, { start: at('09:00'), end: at('10:00') })).toBe(3);
    expect(placesIn(day('09:00', ['free']), { start: at('09:00'), end: at('09:30') })).toBe(
      undefined,
    );
  });

  test('weeks to turn to reach as far as the venue is open for booking', () => {
    expect(weeksBetween('2026-11-25', 7)).toEqual({ first: '2026-11-23', last: '2026-11-30' });
    expect(weeksBetween('2026-11-29', 0)).toEqual({ first: '2026-11-23', last: '2026-11-23' });
  });
});

describe('the address of a venue keeps the choice', () => {
  const limits = { minParty: 2, maxParty: 6 };

  test('there and back', () => {
    const wish = {
      on: ON,
      start: at('15:00'),
      end: at('16:00'),
      partySize: 3,
      personId: 'demo-child-1',
    };
    const path = wishPath('guoling-badminton-1', wish);
    expect(wishOf(path.slice(path.indexOf('?')), limits)).toEqual(wish);
  });

  test('a plus typed by hand', () => {
    expect(wishOf(`?start=${at('15:00')}`, limits).start).toBe(at('15:00'));
  });

  test.each([
    ['?party=99', { partySize: 6 }],
    ['?party=-1', { partySize: 2 }],
    ['?party=2.5', { partySize: 2 }],
    ['?start=yesterday&end=never', { start: undefined, end: undefined, on: undefined }],
    [`?end=${at('16:00')}`, { end: undefined }],
    ['?on=2026-11-26', { on: '2026-11-26' }],
    ['?for=%3Cscript%3E', { personId: undefined }],
  ])('nothing of %s gets further than it should', (search, found) =>
    expect(wishOf(search, limits)).toMatchObject(found),
  );
});

describe('the address of 哪儿有空 keeps the question', () => {
  test('there and back', () => {
    const wanted = { on: ON, part: 'evening', what: 'badminton', minutes: '60' } as const;
    expect(freeWantedFrom(searchFrom(wanted))).toEqual(wanted);
    expect(searchFrom({})).toBe('');
  });

  test('what makes no sense is left out', () => {
    expect(freeWantedFrom('?on=soon&part=night&what=A%20B&minutes=61&from=25:00')).toEqual({});
    expect(freeWantedFrom('?from=15:00&to=14:00')).toEqual({});
    expect(tidy({ part: 'morning', from: '14:00', to: '17:00' })).toEqual({ part: 'morning' });
  });

  test('parts of the day are hours to the API', () => {
    expect(apiQuery({ part: 'evening' })).toMatchObject({ from: '18:00', to: '24:00' });
    expect(apiQuery({ what: 'study' })).toEqual({ party: '1', category: 'study' });
  });
});
