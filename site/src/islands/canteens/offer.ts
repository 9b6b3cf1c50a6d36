/** What can be put into an order: the menu, and when an order is being changed what that order holds already. */
import type { DayMenus, MealOrder, Menu } from '../../../../worker/features/canteen/schema.ts';
import type { Basket } from '../../lib/basket.ts';
import { payFen, type Tier, tierFor } from '../../lib/discount.ts';
import type { AskedHousehold, HouseholdPerson } from '../../lib/household.ts';

export interface Offer {
  canteen: DayMenus['canteen'];
  menu: Menu;
  tiers: readonly Tier[];
  /** The order that is being changed. */
  order?: MealOrder;
}

/** What an order holds counts as left for its own change, at the price it was ordered for. */
export function offerFor(menus: DayMenus, menu: Menu, order?: MealOrder): Offer {
  const { canteen, discounts } = menus;
  if (!order) return { canteen, menu, tiers: discounts };
  const items = menu.items.map((item) => {
    const held = order.lines.find(({ dishId }) => dishId === item.dishId);
    if (!held) return item;
    return { ...item, left: item.left + held.quantity, priceFen: held.unitPriceFen };
  });
  const windows = menu.windows.map((one) =>
    one.id === order.window?.id ? { ...one, left: one.left + 1 } : one,
  );
  return { canteen, menu: { ...menu, items, windows }, tiers: discounts, order };
}

/** The basket that an order amounts to. */
export function basketOf({ lines, mode, window, note }: MealOrder): Basket {
  return {
    picks: Object.fromEntries(lines.map(({ number, quantity }) => [number, quantity])),
    mode,
    windowId: window?.id,
    note: note ?? undefined,
  };
}

/** Whether anything can be ordered or changed now. */
export function isOpen({ menu, order }: Offer): boolean {
  return order ? order.can.change : menu.state === 'ordering';
}

/** The discount on this order: the one copied into it, or the tier of whoever eats. */
export function discountOf({ tiers, order, menu }: Offer, person: HouseholdPerson | undefined) {
  if (order) return order.discount ?? undefined;
  return person?.bornOn ? tierFor(tiers, person.bornOn, menu.date) : undefined;
}

/** Fen to pay at the counter. */
export function toPayFen(listFen: number, discount: { paysBp: number } | undefined): number {
  return payFen(listFen, discount?.paysBp);
}

/** The resident or the dependant chosen; undefined while nobody is signed in. */
export function whoEats(
  { order }: Offer,
  { personId }: Basket,
  { household }: AskedHousehold,
): HouseholdPerson | undefined {
  const id = order?.person.id ?? personId;
  return household?.people.find((one) => one.id === id) ?? household?.people[0];
}
