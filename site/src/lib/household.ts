/** The resident and the people they act for, for pages that ask “for whom”. */
import { useEffect, useState } from 'preact/hooks';
import { answer, api, type InferResponseType } from './api.ts';
import type { Day } from './format.ts';
import { codeOf, loadMe, type Me, useSession } from './session.ts';

type Dependants = InferResponseType<(typeof api.me)['dependants']['$get'], 200>;
export type Dependant = Dependants['items'][number];

export interface HouseholdPerson {
  id: string;
  name: string;
  /** Null for the resident. */
  relation: Dependant['relation'] | null;
  bornOn: Day | null;
}

export interface Household {
  me: Me;
  /** The resident first. */
  people: HouseholdPerson[];
  /** So many dependants one may have. */
  limit: number;
}

export interface AskedHousehold {
  /** undefined until it is known; null for nobody. */
  household: Household | null | undefined;
  /** The code of why it is not known. */
  fault?: string;
  /** Asks anew: after adding somebody, or when the page has found out that something changed. */
  again: () => void;
}

/** Who may be chosen, for an island. Asks nothing where nobody is signed in. */
export function useHousehold(): AskedHousehold {
  const { person, fault: sessionFault, retry } = useSession();
  const [household, setHousehold] = useState<Household | null>();
  const [fault, setFault] = useState<string>();
  const [turn, setTurn] = useState(0);
  const id = person === undefined ? undefined : (person?.id ?? null);
  useEffect(() => {
    if (id === undefined) return;
    if (id === null) return setHousehold(null);
    let wanted = true;
    setFault(undefined);
    load().then(
      (found) => wanted && setHousehold(found),
      (error) => wanted && setFault(codeOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, [id, turn]);
  const again = () => {
    if (sessionFault) retry();
    setTurn((old) => old + 1);
  };
  return { household, fault: sessionFault ?? fault, again };
}

async function load(): Promise<Household | null> {
  const me = await loadMe();
  if (!me) return null;
  const self = { id: me.id, name: me.name, relation: null, bornOn: me.bornOn };
  const { items, limit } = await answer(api.me.dependants.$get());
  return { me, people: [self, ...items], limit };
}
