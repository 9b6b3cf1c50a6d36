/** Public shapes of searching, and of the words that mean the same. */
import * as z from 'zod';
import { nearInput, plainText } from '../../lib/schema.ts';
import { openingSchema, positionSchema, walkSchema } from '../directory/schema.ts';
import { HOUSE_PARTS, KINDS, MATCHES } from './rules/match.ts';
import { FEWEST_WORDS, LONGEST_WORD, MOST_WORDS, SHORTEST_WORD } from './rules/synonyms.ts';
import { LONGEST_QUERY } from './rules/words.ts';

const kindsInput = z
  .string()
  .max(80)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(KINDS)).min(1).max(KINDS.length));

export const searchInput = z.object({
  /** What is longer than the rules look at is cut, not refused: people paste. */
  q: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .transform((text) => text.slice(0, 4 * LONGEST_QUERY)),
  near: nearInput.optional(),
  kinds: kindsInput.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type SearchInput = z.output<typeof searchInput>;

export const searchHitSchema = z
  .object({
    kind: z.enum(KINDS),
    id: z.string(),
    name: z.string(),
    /** Of a facility: the canteen and venues of the same name in it, which have a page of their own. */
    also: z.array(z.object({ kind: z.enum(HOUSE_PARTS), id: z.string() })),
    /** The parts of the name that answer, `[from, until)` in UTF-16 units. */
    marks: z.array(z.tuple([z.int(), z.int()])),
    match: z.enum(MATCHES),
    /** The facility it is, or is in. */
    facility: z
      .object({
        id: z.string(),
        name: z.string(),
        category: z.string(),
        sign: z.string().nullable(),
      })
      .nullable(),
    position: positionSchema.nullable(),
    walk: walkSchema.optional(),
    /** Of a facility, a scene or a canteen. */
    opening: openingSchema.optional(),
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof searchHitSchema>;

export const searchSchema = z
  .object({
    items: z.array(searchHitSchema),
    /** How many answer; the list holds the first `limit` of them. */
    total: z.int(),
    /** Nothing bears the words as typed; the items bear these. */
    didYouMean: z.string().nullable(),
  })
  .meta({ id: 'SearchAnswer' });
export type SearchAnswer = z.infer<typeof searchSchema>;

/**
 * The directory as the phone keeps it: a list for each column, the same place in each list being one entry. `place` is the
 * place of its facility in the lists of `places`, or -1; `at` are GCJ-02 degrees × 10⁵.
 */
export const searchIndexSchema = z
  .object({
    /** False where the register is too large for a phone: the lists are then empty, and each query goes to the API. */
    complete: z.boolean(),
    places: z.object({
      id: z.array(z.string()),
      at: z.array(z.tuple([z.int(), z.int()])),
      category: z.array(z.string()),
      sign: z.array(z.string().nullable()),
    }),
    entries: z.object({
      kind: z.array(z.int()),
      id: z.array(z.string()),
      name: z.array(z.string()),
      syllables: z.array(z.string()),
      more: z.array(z.string()),
      place: z.array(z.int()),
    }),
    /** Of the estates among the entries, in their order. */
    estates: z.object({
      at: z.array(z.tuple([z.int(), z.int()])),
      community: z.array(z.string()),
    }),
    /** Of the services among the entries, in their order: the places where each is done. */
    doneAt: z.array(z.array(z.int())),
    synonyms: z.array(z.array(z.string())),
  })
  .meta({ id: 'SearchIndex' });
export type SearchIndex = z.infer<typeof searchIndexSchema>;

/** How all places, and the scenes with hours of their own, stand now. */
export const openingsSchema = z
  .object({
    id: z.array(z.string()),
    /** A letter for each: `o`pen, `c`losed, `u`nknown. */
    states: z.string(),
    /** Until when an open one is open, or when a closed one opens: minutes since 1970; 0 = not known. */
    changes: z.array(z.int()),
  })
  .meta({ id: 'Openings' });
export type Openings = z.infer<typeof openingsSchema>;

const wordsSchema = z
  .array(plainText(LONGEST_WORD, SHORTEST_WORD))
  .min(FEWEST_WORDS)
  .max(MOST_WORDS);

export const synonymInput = z.object({ words: wordsSchema });
export type SynonymInput = z.output<typeof synonymInput>;

/** `updatedAt` as it was read: somebody who changed it in between is not overwritten. */
export const synonymChangeInput = synonymInput.extend({ updatedAt: z.int() });
export type SynonymChangeInput = z.output<typeof synonymChangeInput>;

export const synonymSchema = z
  .object({ id: z.string(), words: z.array(z.string()), updatedAt: z.int() })
  .meta({ id: 'Synonym' });
export type Synonym = z.infer<typeof synonymSchema>;

export const synonymListSchema = z.object({ items: z.array(synonymSchema) });
