import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ZOOM, MIN_ZOOM, shownFrom, withShown } from '../../site/src/lib/map-address.ts';
import { searchOf, wantedFrom } from '../../site/src/lib/near-query.ts';

describe('what the map shows, in the address', () => {
  it('stands after the filters and can be read back', () => {
    const shown = { at: { lng: 119.9995, lat: 30.2896, zoom: 15.5 }, place: 'wanhe-canteen' };
    const search = withShown('?verb=dine', shown);
    expect(search).toBe('?verb=dine&at=119.99950,30.28960,15.5&place=wanhe-canteen');
    expect(shownFrom(search)).toEqual(shown);
    expect(wantedFrom(search)).toEqual({ verb: 'dine' });
  });

  it('leaves an address alone when nothing is shown', () => {
    expect(withShown('', {})).toBe('');
    expect(withShown('?q=a', {})).toBe('?q=a');
    expect(withShown('', { place: 'hall' })).toBe('?place=hall');
  });

  it('comes back the same, to a metre and half a zoom, whatever the filters', () => {
    const at = fc.record({
      lng: fc.integer({ min: -18_000_000, max: 18_000_000 }).map((n) => n / 1e5),
      lat: fc.integer({ min: -8_500_000, max: 8_500_000 }).map((n) => n / 1e5),
      zoom: fc.integer({ min: MIN_ZOOM * 2, max: MAX_ZOOM * 2 }).map((n) => n / 2),
    });
    const place = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,20}$/);
    const q = fc.string({ minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(at, place, q, (look, id, text) => {
        const wanted = wantedFrom(searchOf({ q: text, open: 'now' }));
        const search = withShown(searchOf(wanted), { at: look, place: id });
        expect(shownFrom(search)).toEqual({ at: look, place: id });
        expect(wantedFrom(search)).toEqual(wanted);
      }),
    );
  });

  it.each([
    '?at=1,2',
    '?at=200,30,15',
    '?at=120,89,15',
    '?at=120,30,99',
    '?at=NaN,NaN,NaN',
    '?place=%3Cscript%3E',
    '?place=',
  ])('leaves out what makes no sense: %s', (search) => {
    expect(shownFrom(search)).toEqual({});
  });
});
