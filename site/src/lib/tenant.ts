/**
 * A licensed base map under the schematic. In China its provider needs a number of map review (审图号), and that number
 * has to stand on the map.
 */
export interface Tiles {
  /** https://leafletjs.com/reference.html#tilelayer-url-template, with the provider's key in it. */
  template: string;
  /** Where its tiles come from, for the page's policy: `https://webrd01.example`. */
  origins: readonly string[];
  attribution: string;
  /** As printed on the licence: `GS（2026）0000号`. */
  reviewNumber: string;
  /** Places are drawn in GCJ-02; tiles in another datum would lie half a kilometre beside them. */
  datum: 'gcj02';
}

/**
 * The street that runs this copy. Everything here is public and printed on pages.
 * An empty text hides its line: a filing number that does not exist is never shown.
 */
export interface Tenant {
  subdistrict: string;
  /** Name of the unit that answers for the site; empty until one does. */
  hostUnit: string;
  phone: { shown: string; dial: string; hours: string };
  /** ICP filing number, e.g. as issued for the domain. */
  icpNumber: string;
  /** 公安联网备案 number. */
  policeNumber: string;
  /** True while the district is invented: every screen then says so. */
  demo: boolean;
  /** Pages reckon walking times from this estate until a resident picks another. */
  firstEstateId: string;
  /** Null: the map is the district's own schematic, and nothing is loaded from elsewhere. */
  tiles: Tiles | null;
}

export const tenant: Tenant = {
  subdistrict: '仓前街道',
  hostUnit: '',
  phone: { shown: '0571-0000 0000', dial: '057100000000', hours: '8:00–20:00' },
  icpNumber: '',
  policeNumber: '',
  demo: true,
  firstEstateId: 'wanhe-1',
  tiles: null,
};
