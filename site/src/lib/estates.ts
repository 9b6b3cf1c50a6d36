/** Every estate, from the API: for what a page was not built with. */
import { answer, api } from './api.ts';
import { chooseHome, type Place } from './home.ts';

/** Keeps a home of which only the estate's id is known. Throws `Refused`; does nothing where there is no such estate. */
export async function chooseHomeById(estateId: string): Promise<void> {
  const home = (await everyEstate()).find((one) => one.estateId === estateId);
  if (home) chooseHome(home);
}

/** Every estate as a place to reckon from. Throws `Refused`. */
export async function everyEstate(): Promise<Place[]> {
  const { zones, communities, estates } = await answer(api.areas.$get());
  return estates.flatMap(({ id, communityId, name, position }) => {
    const community = communities.find((one) => one.id === communityId);
    const zone = zones.find((one) => one.id === community?.zoneId);
    if (!community || !zone) return [];
    return {
      estateId: id,
      name,
      communityId: community.id,
      communityName: community.name,
      communityPinyin: community.pinyin,
      zoneId: zone.id,
      zoneLetter: zone.letter,
      zoneName: zone.name,
      lng: position.lng,
      lat: position.lat,
    };
  });
}
