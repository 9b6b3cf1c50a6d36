import { expect, test } from 'vitest';
import { codeIn, digitsOf, mobileNumber, shownNumber } from '../../site/src/lib/phoneNumber.ts';

test.each([
  '13800001234',
  '138 0000 1234',
  '138-0000-1234',
  '+86 138 0000 1234',
  '8613800001234',
  '008613800001234',
  '１３８００００１２３４',
  ' 138（0000）1234 ',
])('%s is a number', (typed) => expect(mobileNumber(typed)).toEqual({ number: '+8613800001234' }));

test.each([
  ['', { kind: 'empty' }],
  ['  ', { kind: 'empty' }],
  ['1380000123', { kind: 'tooShort', missing: 1 }],
  ['138000012345', { kind: 'tooLong', extra: 1 }],
  ['12800001234', { kind: 'notMobile' }],
  ['05710000123', { kind: 'notMobile' }],
])('%j is told what is wrong', (typed, fault) => expect(mobileNumber(typed)).toEqual({ fault }));

test('digits are told apart from what stands between them', () => {
  expect(digitsOf('123 456')).toBe('123456');
  expect(digitsOf('验证码 123456，')).toBe('123456');
});

test.each([
  ['123456', '123456'],
  ['123 456', '123456'],
  ['１２３４５６', '123456'],
  ['验证码 123456，5 分钟内有效。', '123456'],
  ['12345', '12345'],
  ['', ''],
])('the code in %j is %j', (typed, code) => expect(codeIn(typed)).toBe(code));

test('a number is shown in three groups', () => {
  expect(shownNumber('+8613800001234')).toBe('138 0000 1234');
});
