/** Public shapes of canteens, menus and meal orders. */
import * as z from 'zod';
import {
  daySchema,
  idSchema,
  instantOutput,
  nearInput,
  pageInput,
  pageOf,
  plainText,
  wallTime,
} from '../../lib/schema.ts';
import {
  fitSchema,
  needsInput,
  openingSchema,
  positionSchema,
  walkSchema,
} from '../directory/schema.ts';
import {
  ALLERGENS,
  DISH_TAGS,
  MAX_MENU_ITEMS,
  MAX_PORTIONS,
  MAX_PRICE_FEN,
} from './rules/dishes.ts';
import { MEAL_STATES, MEALS, MODES } from './rules/meals.ts';
import { MAX_LINES, MAX_NOTE_LENGTH, MAX_QUANTITY, MEAL_ORDER_STATES } from './rules/orders.ts';

const count = z.number().int();
const fen = z.number().int().meta({ description: 'Fen: 100 to the yuan.' });
const basisPoints = z.number().int().meta({ description: 'Part that is paid: 8500 = 8.5 折.' });
const span = { start: instantOutput, end: instantOutput };

const allergensSchema = z.union([
  z.tuple([z.literal('none')]),
  z.tuple([z.literal('unknown')]),
  z
    .tuple([z.enum(ALLERGENS)], z.enum(ALLERGENS))
    .refine(areDifferent, { message: 'twice the same' }),
]);

/** A meal of a day in short, for lists of canteens. */
export const mealSummarySchema = z
  .object({
    id: z.string(),
    meal: z.enum(MEALS),
    date: z.string(),
    ...span,
    /** When ordering opens and when it stops. */
    opens: instantOutput,
    cutoff: instantOutput,
    state: z.enum(MEAL_STATES),
    /** Portions that can still be ordered, of all dishes together; null while ordering is not open. */
    left: count.nullable(),
  })
  .meta({ id: 'MealSummary' });

const discountSchema = z.object({ name: z.string(), minAge: count, paysBp: basisPoints });

const canteenFields = {
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  facilityId: z.string(),
  address: z.string(),
  zoneId: z.string(),
  communityId: z.string(),
  position: positionSchema,
  opening: openingSchema,
  demo: z.boolean(),
};

/** Only when asked with needs. */
const fitField = { fit: fitSchema.optional() };

export const canteenSummarySchema = z
  .object({
    ...canteenFields,
    walk: walkSchema.optional(),
    ...fitField,
    meals: z.array(mealSummarySchema),
  })
  .meta({ id: 'CanteenSummary' });

export const canteensSchema = z
  .object({ items: z.array(canteenSummarySchema), next: z.string().nullable() })
  .meta({ id: 'Canteens' });

/** How a canteen serves a meal on an ordinary day, in wall times. */
const mealServiceSchema = z.object({
  meal: z.enum(MEALS),
  servesFrom: wallTime,
  servesUntil: wallTime,
  cutoffDaysBefore: count,
  cutoffTime: wallTime,
  modes: z.array(z.enum(MODES)),
  windows: z.array(
    z.object({ id: z.string(), startsAt: wallTime, endsAt: wallTime, capacity: count }),
  ),
});

export const canteenSchema = z
  .object({
    ...canteenFields,
    walk: walkSchema.optional(),
    ...fitField,
    opensDaysAhead: count,
    services: z.array(mealServiceSchema),
    /** In force today, youngest first. */
    discounts: z.array(discountSchema),
    meals: z.array(mealSummarySchema),
    /** Days from today on that have a menu. */
    days: z.array(z.string()),
  })
  .meta({ id: 'Canteen' });

export const menuItemSchema = z
  .object({
    id: z.string(),
    dishId: z.string(),
    /** The number on the board, for ordering by phone. */
    number: count,
    name: z.string(),
    tags: z.array(z.enum(DISH_TAGS)),
    allergens: allergensSchema,
    priceFen: fen,
    portions: count,
    left: count,
  })
  .meta({ id: 'MenuItem' });

const windowSchema = z.object({ id: z.string(), ...span, capacity: count, left: count });

export const menuSchema = mealSummarySchema
  .extend({
    modes: z.array(z.enum(MODES)),
    items: z.array(menuItemSchema),
    windows: z.array(windowSchema),
  })
  .meta({ id: 'Menu' });

export const dayMenusSchema = z
  .object({
    canteen: z.object({
      id: z.string(),
      name: z.string(),
      phone: z.string().nullable(),
      facilityId: z.string(),
      demo: z.boolean(),
    }),
    date: z.string(),
    meals: z.array(menuSchema),
    /** In force on that day, youngest first. */
    discounts: z.array(discountSchema),
    /** Days from today on that have a menu. */
    days: z.array(z.string()),
  })
  .meta({ id: 'DayMenus' });

export const mealOrderSchema = z
  .object({
    id: z.string(),
    state: z.enum(MEAL_ORDER_STATES),
    /** Eight digits, shown at the counter. */
    code: z.string(),
    /** Goes into a change, so that two changes at once can't both win. */
    revision: count,
    canteen: z.object({
      id: z.string(),
      name: z.string(),
      phone: z.string().nullable(),
      facilityId: z.string(),
      address: z.string(),
      position: positionSchema,
    }),
    date: z.string(),
    meal: z.enum(MEALS),
    /** When the meal is served. */
    ...span,
    cutoff: instantOutput,
    mode: z.enum(MODES),
    window: z.object({ id: z.string(), ...span }).nullable(),
    /** Who eats. */
    person: z.object({ id: z.string(), name: z.string(), isSelf: z.boolean() }),
    lines: z.array(
      z.object({
        dishId: z.string(),
        number: count,
        name: z.string(),
        quantity: count,
        unitPriceFen: fen,
      }),
    ),
    listFen: fen,
    discount: z.object({ name: z.string(), paysBp: basisPoints }).nullable(),
    /** What is paid at the counter. */
    payFen: fen,
    note: z.string().nullable(),
    ordered: instantOutput,
    /** When it was handed over or cancelled. */
    ended: instantOutput.nullable(),
    can: z.object({ change: z.boolean(), cancel: z.boolean() }),
  })
  .meta({ id: 'MealOrder' });

export const mealOrderPageSchema = pageOf(mealOrderSchema);

/** A canteen that somebody may run, with what the day holds. */
export const staffCanteensSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        facilityId: z.string(),
        meals: z.array(
          mealSummarySchema.omit({ left: true }).extend({
            orders: count,
            portions: count,
            handedOver: count,
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'StaffCanteens' });

export const kitchenSheetSchema = z
  .object({
    canteen: z.object({ id: z.string(), name: z.string(), facilityId: z.string() }),
    menuId: z.string(),
    date: z.string(),
    meal: z.enum(MEALS),
    ...span,
    cutoff: instantOutput,
    state: z.enum(MEAL_STATES),
    /** True from the cut-off on: the numbers change no more. */
    final: z.boolean(),
    orders: z.object({ all: count, dineIn: count, pickup: count, handedOver: count }),
    payFen: fen,
    windows: z.array(z.object({ id: z.string(), ...span, capacity: count, orders: count })),
    dishes: z.array(
      z.object({
        menuItemId: z.string(),
        dishId: z.string(),
        number: count,
        name: z.string(),
        portions: count,
        sold: count,
        left: count,
        dineIn: count,
        pickup: count,
        byWindow: z.array(z.object({ windowId: z.string(), quantity: count })),
      }),
    ),
    /** What people asked for, without names; how many orders say so. */
    notes: z.array(z.object({ note: z.string(), orders: count })),
    list: z.array(
      z.object({
        id: z.string(),
        state: z.enum(['placed', 'handed_over']),
        /** Masked. */
        name: z.string(),
        /** `••••1639`. */
        code: z.string(),
        mode: z.enum(MODES),
        windowId: z.string().nullable(),
        portions: count,
        payFen: fen,
      }),
    ),
  })
  .meta({ id: 'KitchenSheet' });

/** What the counter sees of an order before handing it over. */
export const counterOrderSchema = z
  .object({
    id: z.string(),
    state: z.enum(MEAL_ORDER_STATES),
    canteen: z.object({ id: z.string(), name: z.string(), facilityId: z.string() }),
    date: z.string(),
    meal: z.enum(MEALS),
    ...span,
    mode: z.enum(MODES),
    window: z.object({ id: z.string(), ...span }).nullable(),
    /** Masked. */
    name: z.string(),
    lines: z.array(
      z.object({
        number: count,
        name: z.string(),
        quantity: count,
        unitPriceFen: fen,
      }),
    ),
    listFen: fen,
    discount: z.object({ name: z.string(), paysBp: basisPoints }).nullable(),
    payFen: fen,
    note: z.string().nullable(),
    ended: instantOutput.nullable(),
    can: z.object({ handOver: z.boolean() }),
    /** From when it can be handed over. */
    handOverFrom: instantOutput,
  })
  .meta({ id: 'CounterOrder' });

export const dishSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    tags: z.array(z.enum(DISH_TAGS)),
    allergens: allergensSchema,
  })
  .meta({ id: 'Dish' });
export const dishesSchema = z.object({ items: z.array(dishSchema) }).meta({ id: 'Dishes' });

export const canteensInput = z.object({ near: nearInput.optional(), needs: needsInput.optional() });
export type CanteensInput = z.output<typeof canteensInput>;
export const menusInput = z.object({ date: daySchema.optional() });
export const kitchenSheetInput = z.object({ date: daySchema, meal: z.enum(MEALS) });
export const myMealOrdersInput = pageInput.extend({
  when: z.enum(['upcoming', 'past']).default('upcoming'),
  /** As a page's `next` said. */
  cursor: z
    .string()
    .regex(/^\d{1,15}\.[a-z0-9_-]{1,64}$/)
    .optional(),
});
export type MyMealOrdersInput = z.output<typeof myMealOrdersInput>;

const linesInput = z
  .array(z.strictObject({ dishId: idSchema, quantity: z.number().int().min(1).max(MAX_QUANTITY) }))
  .min(1)
  .max(MAX_LINES)
  .refine((lines) => areDifferent(lines.map((line) => line.dishId)), {
    message: 'twice the same dish',
  });

const wishInput = {
  mode: z.enum(MODES),
  lines: linesInput,
  windowId: idSchema.optional(),
  note: plainText(MAX_NOTE_LENGTH).optional(),
};

export const mealOrderInput = z.strictObject({
  canteenId: idSchema,
  date: daySchema,
  meal: z.enum(MEALS),
  ...wishInput,
  /** Who eats: the resident when absent, or a dependant. */
  personId: idSchema.optional(),
});
export type MealOrderInput = z.output<typeof mealOrderInput>;

/** The whole order as it shall be; a note that is absent is taken away. */
export const mealOrderChangeInput = z.strictObject({
  ...wishInput,
  revision: z.number().int().min(1),
});
export type MealOrderChangeInput = z.output<typeof mealOrderChangeInput>;

export const cancelInput = z.strictObject({});

export const codeInput = z.strictObject({ code: z.string().regex(/^\d{8}$/) });

export const menuInput = z.strictObject({
  date: daySchema,
  meal: z.enum(MEALS),
  items: z
    .array(
      z.strictObject({
        dishId: idSchema,
        priceFen: z.number().int().min(0).max(MAX_PRICE_FEN),
        portions: z.number().int().min(0).max(MAX_PORTIONS),
      }),
    )
    .min(1)
    .max(MAX_MENU_ITEMS)
    .refine((items) => areDifferent(items.map((item) => item.dishId)), {
      message: 'twice the same dish',
    }),
});
export type MenuInput = z.output<typeof menuInput>;

export const portionsInput = z.strictObject({
  portions: z.number().int().min(0).max(MAX_PORTIONS),
});

export const dishInput = z.strictObject({
  name: plainText(30),
  tags: z
    .array(z.enum(DISH_TAGS))
    .max(DISH_TAGS.length)
    .refine(areDifferent, { message: 'twice the same' }),
  allergens: allergensSchema,
});
export type DishInput = z.output<typeof dishInput>;

function areDifferent(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

export type CanteenSummary = z.infer<typeof canteenSummarySchema>;
export type Canteens = z.infer<typeof canteensSchema>;
export type Canteen = z.infer<typeof canteenSchema>;
export type MealSummary = z.infer<typeof mealSummarySchema>;
export type Menu = z.infer<typeof menuSchema>;
export type MenuItem = z.infer<typeof menuItemSchema>;
export type DayMenus = z.infer<typeof dayMenusSchema>;
export type MealOrder = z.infer<typeof mealOrderSchema>;
export type MealOrderPage = z.infer<typeof mealOrderPageSchema>;
export type StaffCanteens = z.infer<typeof staffCanteensSchema>;
export type KitchenSheet = z.infer<typeof kitchenSheetSchema>;
export type CounterOrder = z.infer<typeof counterOrderSchema>;
export type Dish = z.infer<typeof dishSchema>;
export type Dishes = z.infer<typeof dishesSchema>;
