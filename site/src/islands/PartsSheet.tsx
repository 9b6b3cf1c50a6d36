import { useState } from 'preact/hooks';
import { sheet } from '../i18n/zh/sheet.ts';
import { Button } from './parts/Button.tsx';
import { Choice } from './parts/Choice.tsx';
import { Confirm } from './parts/Confirm.tsx';
import { Dock } from './parts/Dock.tsx';
import { Field, SelectField, TextField } from './parts/Field.tsx';
import { Section } from './parts/Section.tsx';
import { type Slot, SlotGrid } from './parts/SlotGrid.tsx';
import { Stepper } from './parts/Stepper.tsx';
import { Fault, Waiting } from './parts/Waiting.tsx';
import { type WeekDay, WeekStrip } from './parts/WeekStrip.tsx';

const h = sheet.headings;

const days: WeekDay[] = [
  { on: '2026-11-23', shut: 'past' },
  { on: '2026-11-24', shut: 'past' },
  { on: '2026-11-25', free: [true, false, true] },
  { on: '2026-11-26', free: [true, true, false] },
  { on: '2026-11-27', free: [false, true, false] },
  { on: '2026-11-28', shut: 'full' },
  { on: '2026-11-29', free: [true, true, true] },
];

const morning: Slot[] = [
  { key: '8', time: '8:30', state: 'past' },
  { key: '9', time: '9:30', state: 'taken' },
  { key: '10', time: '10:30', state: 'free' },
];

function afternoon(chosen: string): Slot[] {
  return ['13:00', '14:00', '15:00', '16:00', '17:00'].map((time) => {
    if (time === '17:00') return { key: time, time, state: 'closed', words: '保洁' };
    return { key: time, time, state: time === chosen ? 'chosen' : 'free' };
  });
}

function Choosing() {
  const [on, setOn] = useState('2026-11-26');
  const [time, setTime] = useState('15:00');
  const [party, setParty] = useState(2);
  return (
    <>
      <Section title={h.week} end="11 月，第 48 周">
        <WeekStrip days={days} chosenOn={on} onChoose={setOn} legend />
      </Section>
      <Section title={h.slots} end="5 个空档">
        <SlotGrid title="上午" hours="8:30–11:30" slots={morning} onChoose={setTime} />
        <SlotGrid title="下午" hours="13:00–18:00" slots={afternoon(time)} onChoose={setTime} />
      </Section>
      <Section
        title={h.stepper}
        end={
          <Stepper
            value={party}
            what="人"
            min={1}
            max={6}
            atMost="这块场地最多 6 人。"
            onChange={setParty}
          />
        }
      />
      <Dock line={`${party} 人，26 日 周四`} figure={time}>
        <Button kind="act">约这一场</Button>
      </Dock>
    </>
  );
}

function Filling() {
  const [phone, setPhone] = useState('138 0000 0000');
  const [code, setCode] = useState('48271');
  const [who, setWho] = useState(['me']);
  const [how, setHow] = useState(['here']);
  const short = 6 - code.length;
  return (
    <>
      <Section title={h.fields}>
        <Field
          id="sheet-phone"
          label="手机号"
          type="tel"
          inputMode="tel"
          autocomplete="tel"
          value={phone}
          help="只用来发短信，别人看不到。"
          onInput={setPhone}
        />
        <Field
          id="sheet-code"
          label="短信数字"
          inputMode="numeric"
          autocomplete="one-time-code"
          digits
          value={code}
          error={short > 0 ? `少了 ${short} 位，应该是 6 位。` : undefined}
          onInput={setCode}
        />
        <SelectField
          id="sheet-estate"
          label="住在哪个小区"
          value="a"
          options={[
            { value: 'a', label: '万和社区，甲小区' },
            { value: 'b', label: '仓南社区，乙小区' },
          ]}
        />
        <TextField id="sheet-why" label="为什么停用" help="约了的人会收到这句话。" />
      </Section>
      <Section title={h.choices}>
        <Choice
          name="sheet-who"
          label="谁去"
          many
          chosen={who}
          onChange={setWho}
          options={[
            { value: 'me', label: '我自己' },
            { value: 'mother', label: '母亲', note: '71 岁' },
            { value: 'child', label: '孩子', note: '9 岁，要有大人同场' },
          ]}
        />
        <Choice
          name="sheet-how"
          label="怎么吃"
          chosen={how}
          onChange={setHow}
          options={[
            { value: 'here', label: '在食堂吃' },
            { value: 'away', label: '自己来取', note: '11:00–11:30 还能取 8 份' },
          ]}
        />
      </Section>
    </>
  );
}

/** The parts that do something when pressed, on the component sheet. */
export function PartsSheet() {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Choosing />
      <Filling />
      <Section title={h.confirm}>
        {asking ? (
          <Confirm
            question="取消明天 15:00 的羽毛球 1 号场？"
            text="现在取消，不计爽约，次数还给您。"
            yes="取消预约"
            no="不取消"
            onYes={() => setAsking(false)}
            onNo={() => setAsking(false)}
          />
        ) : (
          <Button kind="line" onClick={() => setAsking(true)}>
            取消预约
          </Button>
        )}
      </Section>
      <Section title={h.waiting}>
        <Waiting rows={2} />
        <Fault
          text="网络没接上。请看看信号，再试一次；您填的内容还在。"
          onRetry={() => setAsking(false)}
        />
      </Section>
    </>
  );
}
