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
}

export const tenant: Tenant = {
  subdistrict: '仓前街道',
  hostUnit: '',
  phone: { shown: '0571-0000 0000', dial: '057100000000', hours: '8:00–20:00' },
  icpNumber: '',
  policeNumber: '',
  demo: true,
  firstEstateId: 'wanhe-1',
};
