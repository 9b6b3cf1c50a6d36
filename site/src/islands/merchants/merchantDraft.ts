/** What somebody writes about a shop, and what is still missing of it. Pure. */
import { straightMetres } from '../../../../worker/features/directory/rules/walk.ts';
import type { MerchantCategory } from '../../../../worker/features/mall/rules.ts';
import type { Merchant, OwnShop } from '../../../../worker/features/mall/schema/merchants.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { merchants } from '../../i18n/zh/merchants.ts';
import type { Place } from '../../lib/home.ts';

export interface AboutDraft {
  name: string;
  category: MerchantCategory;
  summary: string;
  phone: string;
}

export interface ShopDraft {
  shopName: string;
  address: string;
  hours: string;
  position?: { lng: number; lat: number };
}

export interface MerchantDraft extends AboutDraft, ShopDraft {
  /** Empty: the nearest estate's. */
  communityId: string;
}

export type Faults = Partial<Record<keyof MerchantDraft, string>>;

export const CATEGORIES = Object.entries(goods.categories).map(([value, label]) => ({
  value,
  label,
}));

const LANDLINE = /^0\d{2,3}-\d{7,8}$/;

export const blank: MerchantDraft = {
  ...{ name: '', category: 'grocery', summary: '', phone: '', communityId: '' },
  ...{ shopName: '', address: '', hours: '每天 8:00–20:00' },
};

export const aboutOf = ({ name, category, summary, phone }: Merchant): AboutDraft => ({
  ...{ name, category, summary, phone: phone ?? '' },
});

export const shopOf = ({ name, address, hours, position }: OwnShop): ShopDraft => ({
  ...{ shopName: name, address, hours, position },
});

/** As it was asked the last time. */
export function draftOf(merchant: Merchant): MerchantDraft {
  const [first] = merchant.shops;
  const about = { ...aboutOf(merchant), communityId: merchant.communityId };
  return { ...blank, ...about, ...(first && shopOf(first)) };
}

const isShort = (text: string, least: number) => text.trim().length < least;

export function aboutFaults({ name, summary, phone }: AboutDraft): Faults {
  const { need } = merchants;
  return {
    ...(isShort(name, 2) && { name: need.name }),
    ...(isShort(summary, 4) && { summary: need.summary }),
    ...(phone.trim() !== '' && !LANDLINE.test(phone.trim()) && { phone: need.phone }),
  };
}

export function shopFaults({ address, hours, position }: ShopDraft): Faults {
  const { need } = merchants;
  return {
    ...(isShort(address, 4) && { address: need.address }),
    ...(isShort(hours, 2) && { hours: need.hours }),
    ...(!position && { position: need.position }),
  };
}

export function aboutInput({ name, category, summary, phone }: AboutDraft) {
  const said = { name: name.trim(), category, summary: summary.trim() };
  return { ...said, ...(phone.trim() && { phone: phone.trim() }) };
}

/** A shop is called like its merchant where it has no name of its own. */
export function shopInput({ shopName, address, hours, position }: ShopDraft, otherwise: string) {
  const name = shopName.trim().length < 2 ? otherwise.trim() : shopName.trim();
  const at = position ?? { lng: 0, lat: 0 };
  return { name, address: address.trim(), hours: hours.trim(), position: at };
}

/** The community whose estate is nearest to the door. */
export function communityAt(
  { communityId, position }: MerchantDraft,
  estates: readonly Place[],
): string {
  if (communityId || !position) return communityId || (estates[0]?.communityId ?? '');
  const far = (one: Place) => straightMetres(position, one);
  const [nearest] = [...estates].sort((a, b) => far(a) - far(b));
  return nearest?.communityId ?? '';
}
