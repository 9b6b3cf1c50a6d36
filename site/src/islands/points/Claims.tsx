import { useState } from 'preact/hooks';
import { errorWords } from '../../i18n/zh/errors.ts';
import { points } from '../../i18n/zh/points.ts';
import { answer, api, type InferResponseType } from '../../lib/api.ts';
import { monthDay } from '../../lib/format.ts';
import { refusalIn } from '../../lib/session.ts';
import { Button } from '../parts/Button.tsx';
import { TextField } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Tag } from '../parts/Tag.tsx';
import { Fault } from '../parts/Waiting.tsx';
import { ClaimPhotos } from './ClaimPhotos.tsx';

const words = points.claims;

export type MyClaim = InferResponseType<typeof api.me.claims.$get, 200>['items'][number];

/** What one claimed, how it stands, and the one appeal that is open. */
export function Claims({
  claims,
  onDone,
}: {
  claims: readonly MyClaim[];
  onDone: () => Promise<void>;
}) {
  const [appealing, setAppealing] = useState<string>();
  const [done, setDone] = useState(false);
  if (claims.length === 0) return null;
  return (
    <Section title={words.title}>
      <div role="status">{done && <Notice>{words.appealed}</Notice>}</div>
      <ul class="points-entries">
        {claims.map((one) => (
          <li key={one.id}>
            <div>
              <b>{one.name}</b> <Tag tone="line">{words.state[one.state]}</Tag>
              <div class="dim">{words.at(monthDay(one.doneOn), one.facility.name)}</div>
              <ClaimPhotos id={one.id} photos={one.photos} />
              {one.reason && one.state !== 'posted' && <p>{words.why(one.reason)}</p>}
              {one.can.appeal && appealing !== one.id && (
                <Button
                  kind="line"
                  size="small"
                  label={words.appealLabel(one.name)}
                  onClick={() => setAppealing(one.id)}
                >
                  {words.appeal}
                </Button>
              )}
              {appealing === one.id && (
                <AppealForm
                  id={one.id}
                  onKeep={() => setAppealing(undefined)}
                  onSent={() => {
                    setAppealing(undefined);
                    setDone(true);
                    void onDone();
                  }}
                />
              )}
            </div>
            <span class="n">{words.worth(one.points)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AppealForm({
  id,
  onKeep,
  onSent,
}: {
  id: string;
  onKeep: () => void;
  onSent: () => void;
}) {
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();

  async function send() {
    const isShort = text.trim().length < 4;
    setMissing(isShort);
    if (isShort || busy) return;
    setBusy(true);
    setRefused(undefined);
    try {
      await answer(api.claims[':id'].appeal.$post({ param: { id }, json: { text: text.trim() } }));
      onSent();
    } catch (caught) {
      setRefused(refusalIn(caught).code);
      setBusy(false);
    }
  }

  return (
    <Form label={words.appeal} busy={busy} onSubmit={() => void send()}>
      <TextField
        id={`appeal-${id}`}
        label={words.appealText}
        help={words.appealHelp}
        maxLength={300}
        value={text}
        error={missing ? words.appealNeed : undefined}
        onInput={setText}
      />
      {refused && <Fault text={errorWords(refused).text} />}
      <div class="pair">
        <Button kind="line" onClick={onKeep}>
          {words.keep}
        </Button>
        <Button type="submit" busy={busy}>
          {words.appealSend}
        </Button>
      </div>
    </Form>
  );
}
